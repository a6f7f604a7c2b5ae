"""GAN training: iterations a second of the two published networks, against a plain PyTorch loop of the same algorithm.

Aim: at least 1.5 times as many for the dense networks, 2.2 for the convolutional ones. Both run in turns, with the
threads that a run on a page has; the plain one in a process of its own, as our settings of the allocator
(`explorer.training.live.memory`) would help it too. Given the same weights and batches they say the same losses.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from statistics import median

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim import Adam
from torch.utils.data import DataLoader, TensorDataset

from explorer.data.mnist_trainer.digits import is_here, load_digits
from explorer.training.live.slots import limit_torch_threads
from explorer.training.mnist_trainer.gan import GanTraining, to_pixels
from explorer.training.mnist_trainer.settings import DEFAULTS, GanSettings
from explorer.training.mnist_trainer.steps import Batch, discriminator_step, generator_step

AIMS = {"dense": 1.5, "convolutional": 2.2}
ITERATIONS = {"dense": 60, "convolutional": 1}  # timed at a time
TURNS = {"dense": 9, "convolutional": 6}
N_COMPARED = 3  # first iterations, of which both say the same losses
TOLERANCE = 1e-3  # rounding grows with every step of Adam


@dataclass(frozen=True)
class Networks:
    """Generator and discriminator as a tutorial writes them, returning logits (batch, 1)."""

    G: nn.Sequential
    D: nn.Sequential


def plain_dense() -> Networks:
    G = nn.Sequential(
        nn.Linear(100, 128), nn.LeakyReLU(0.01), nn.Linear(128, 784), nn.Tanh(), nn.Unflatten(1, (1, 28, 28))
    )
    return Networks(G, nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.LeakyReLU(0.01), nn.Linear(128, 1)))


def plain_convolutional() -> Networks:
    def up(n_in: int, n_out: int) -> list[nn.Module]:  # Keras's 'same': the last row and column go
        return [nn.ConvTranspose2d(n_in, n_out, 5, stride=2, padding=1, bias=False), nn.ZeroPad2d((0, -1, 0, -1))]

    def down(n_in: int, n_out: int) -> list[nn.Module]:
        return [nn.ZeroPad2d((1, 2, 1, 2)), nn.Conv2d(n_in, n_out, 5, stride=2), nn.LeakyReLU(0.3), nn.Dropout(0.3)]

    G = nn.Sequential(
        *[nn.Linear(100, 12544, bias=False), nn.BatchNorm1d(12544, eps=1e-3), nn.LeakyReLU(0.3)],
        nn.Unflatten(1, (256, 7, 7)),
        *[nn.ConvTranspose2d(256, 128, 5, padding=2, bias=False), nn.BatchNorm2d(128, eps=1e-3), nn.LeakyReLU(0.3)],
        *[*up(128, 64), nn.BatchNorm2d(64, eps=1e-3), nn.LeakyReLU(0.3)],
        *[*up(64, 1), nn.Tanh()],
    )
    return Networks(G, nn.Sequential(*down(1, 64), *down(64, 128), nn.Flatten(), nn.Linear(6272, 1)))


PLAIN = {"dense": plain_dense, "convolutional": plain_convolutional}


class PlainLoop(Iterator[tuple[float, float]]):
    """The usual loop: modules and Adam as they come, batches from a DataLoader, a new z for each network."""

    def __init__(self, images: np.ndarray, settings: GanSettings) -> None:
        self.networks = PLAIN[settings.network]()
        self.settings = settings
        betas = (settings.beta1, settings.beta2)
        self.optimizer_D = Adam(self.networks.D.parameters(), settings.learning_rate_D, betas)
        self.optimizer_G = Adam(self.networks.G.parameters(), settings.learning_rate_G, betas)
        self.bce = nn.BCEWithLogitsLoss()
        self.loader = DataLoader(TensorDataset(to_pixels(images)), settings.batch_size, shuffle=True, drop_last=True)
        self.batches = self.endless()

    def endless(self) -> Iterator[Tensor]:
        while True:
            for (x_real,) in self.loader:
                yield x_real

    def __next__(self) -> tuple[float, float]:
        shape = (self.settings.batch_size, 100)
        return self.iterate(next(self.batches), torch.randn(shape), torch.randn(shape))

    def iterate(self, x_real: Tensor, z_D: Tensor, z_G: Tensor) -> tuple[float, float]:
        """Do one iteration and return the losses of D and G."""
        G, D = self.networks.G, self.networks.D
        real, fake = torch.ones(len(x_real), 1), torch.zeros(len(x_real), 1)
        x_fake = G(z_D)
        self.optimizer_D.zero_grad()
        on_real = self.bce(D(x_real), real)
        if self.settings.separate_batches:
            on_real.backward()
            self.optimizer_D.step()
            self.optimizer_D.zero_grad()
        on_fake = self.bce(D(x_fake.detach()), fake)
        (on_fake if self.settings.separate_batches else on_real + on_fake).backward()
        self.optimizer_D.step()

        self.optimizer_G.zero_grad()
        loss_G = self.bce(D(G(z_G)), real)
        loss_G.backward()
        self.optimizer_G.step()
        return on_real.item() + on_fake.item(), loss_G.item()


def in_our_order(weight: Tensor, shape: torch.Size) -> Tensor:
    """Return a plain weight as ours have it: pixels before channels, what goes in before what comes out."""
    if weight.dim() == 4:  # of a convolution (n_out, n_in, 5, 5), of a transposed one (n_in, n_out, 5, 5)
        is_transposed = len(weight) == shape[1]
        return weight.permute(2, 3, *((0, 1) if is_transposed else (1, 0))).reshape(shape)
    if shape == (49 * 256, 100):
        return weight.view(256, 49, 100).transpose(0, 1).reshape(shape)
    if shape == (1, 49 * 128):
        return weight.view(128, 49).T.reshape(shape)
    return weight if weight.shape == shape else weight.T


def check_that_both_compute_the_same(ours: GanTraining, plain: PlainLoop, images: np.ndarray) -> float:
    """Give both the same weights, batches and z, and no dropout; return the largest difference of their losses."""
    s, G, D = ours.settings, ours.G, ours.D
    theirs = [*plain.networks.G.parameters(), *plain.networks.D.parameters()]
    with torch.no_grad():
        for parameter, weight in zip([*G.parameters(), *D.parameters()], theirs, strict=True):
            parameter.copy_(in_our_order(weight, parameter.shape))
    if sum(p.numel() for p in (*G.parameters(), *D.parameters())) != sum(weight.numel() for weight in theirs):
        raise AssertionError("the networks differ in size")
    betas = (s.beta1, s.beta2)
    optimizer_D = Adam(D.parameters(), s.learning_rate_D, betas, fused=True)
    optimizer_G = Adam(G.parameters(), s.learning_rate_G, betas, fused=True)
    torch_rng = torch.Generator().manual_seed(0)
    differences = []
    for network in (D, plain.networks.D):
        network.eval()
    for i in range(N_COMPARED):
        x_real = to_pixels(images[i * s.batch_size : (i + 1) * s.batch_size])
        z_D, z_G = torch.randn(2, s.batch_size, G.latent_dim, generator=torch_rng)
        said = discriminator_step(D, optimizer_D, Batch(x_real), Batch(G(z_D).detach()), s, torch_rng)
        loss_G = generator_step(D, optimizer_G, Batch(G(z_G)), s.loss)
        plain_D, plain_G = plain.iterate(x_real, z_D, z_G)
        differences += [abs(said.loss.item() - plain_D), abs(loss_G.item() - plain_G)]
    for network in (D, plain.networks.D):
        network.train()
    if max(differences) > TOLERANCE:
        raise AssertionError(f"the two loops' losses disagree by {max(differences)}")
    return max(differences)


def seconds_an_iteration(loop: Iterator[object], n: int) -> float:
    begun = time.perf_counter()
    for _ in range(n):
        next(loop)
    return (time.perf_counter() - begun) / n


plain_loop: PlainLoop  # in the plain loop's own process


def begin_plain_loop(images: np.ndarray, settings: GanSettings, n_threads: int) -> None:
    global plain_loop
    torch.set_num_threads(n_threads)
    plain_loop = PlainLoop(images, settings)


def plain_seconds_an_iteration(n: int) -> float:
    return seconds_an_iteration(plain_loop, n)


def measure(network: str, images: np.ndarray) -> None:
    settings = replace(DEFAULTS[network], n_iterations=1_000_000, images_every=1_000_000)
    ours = GanTraining(images, settings)
    difference = check_that_both_compute_the_same(ours, PlainLoop(images, settings), images)
    begun = (images, settings, torch.get_num_threads())
    with ProcessPoolExecutor(1, get_context("spawn"), begin_plain_loop, begun) as plain:

        def turn(n: int) -> tuple[float, float]:
            return seconds_an_iteration(ours, n), plain.submit(plain_seconds_an_iteration, n).result()

        turn(2)
        # In turns, so that whatever else the machine does disturbs both alike.
        pairs = [turn(ITERATIONS[network]) for _ in range(TURNS[network])]
    ours_s, plain_s = (median(times) for times in zip(*pairs, strict=True))
    ratio = median(plain / ours for ours, plain in pairs)
    print(f"  {network}: {1 / ours_s:.2f} iterations a second, plain loop {1 / plain_s:.2f}", flush=True)
    print(f"    {ratio:.2f} times as many (aim: at least {AIMS[network]}); losses differ by {difference:.0e} at most")


def main() -> None:
    limit_torch_threads()
    source = "mnist" if is_here("mnist") else "built_in"
    images = load_digits(source).images.copy()  # torch warns of arrays that are read only
    print(f"  {source} digits, {torch.get_num_threads()} thread(s)")
    for network in AIMS:
        measure(network, images)


if __name__ == "__main__":
    main()
