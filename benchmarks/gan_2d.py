"""The 2-D lab's training: updates of both networks a second, against a plain PyTorch loop of the same algorithm.

Aim: at least 2.5 times as many, for two hidden layers of 16 units each, batches of 150, Adam. Both run in this process
in turns, on one thread, and draw their own points. Given the same weights and batches they say the same losses.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim import Adam

from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.models.mode_collapse.mlp import Mlp
from explorer.training.mode_collapse.gan import Gan2d
from explorer.training.mode_collapse.run import Gan2dRun
from explorer.training.mode_collapse.settings import Gan2dSettings

AIM = 2.5
SETTINGS = Gan2dSettings(data="ring_of_8")
AT_A_TIME = 100
TURNS = 25
N_COMPARED = 3
TOLERANCE = 1e-5


def plain_network(n_out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, n_out))


class PlainLoop:
    """The usual loop: modules and Adam as they come."""

    def __init__(self) -> None:
        s = SETTINGS
        self.G, self.D = plain_network(2), plain_network(1)
        self.optimizer_D = Adam(self.D.parameters(), s.D.learning_rate, (s.D.momentum, 0.999))
        self.optimizer_G = Adam(self.G.parameters(), s.G.learning_rate, (s.G.momentum, 0.999))
        self.bce = nn.BCEWithLogitsLoss()
        self.ones, self.zeros = torch.ones(s.batch_size, 1), torch.zeros(s.batch_size, 1)
        self.modes = torch.from_numpy(DISTRIBUTIONS[s.data].modes).float()

    def draw_z(self) -> Tensor:
        return 2 * torch.rand(SETTINGS.batch_size, 2) - 1

    def iterate(self) -> tuple[float, float]:
        n = SETTINGS.batch_size
        x_real = self.modes[torch.randint(8, (n,))] + 0.01 * torch.randn(n, 2)
        with torch.no_grad():
            x_fake = self.G(self.draw_z())
        return self.discriminator_step(x_real, x_fake), self.generator_step(self.draw_z())

    def discriminator_step(self, x_real: Tensor, x_fake: Tensor) -> float:
        loss = self.bce(self.D(x_real), self.ones) + self.bce(self.D(x_fake), self.zeros)
        self.optimizer_D.zero_grad()
        loss.backward()
        self.optimizer_D.step()
        return loss.item()

    def generator_step(self, z: Tensor) -> float:
        loss = self.bce(self.D(self.G(z)), self.ones)
        self.optimizer_G.zero_grad()
        loss.backward()
        self.optimizer_G.step()
        return loss.item()


def copy_weights(ours: Mlp, plain: nn.Sequential) -> None:
    layers = [layer for layer in plain if isinstance(layer, nn.Linear)]
    with torch.no_grad():
        for weight, layer in zip(ours.weights, layers, strict=True):
            layer.weight.copy_(torch.from_numpy(weight[:, :-1].copy()))
            layer.bias.copy_(torch.from_numpy(weight[:, -1].copy()))


def check_that_both_compute_the_same() -> float:
    """Give both the same weights, points and z; return the largest difference of what D says to them."""
    ours, plain, rng = Gan2d(SETTINGS), PlainLoop(), np.random.default_rng(0)
    copy_weights(ours.G, plain.G)
    copy_weights(ours.D, plain.D)
    differences = []
    for _ in range(N_COMPARED):
        x_real, x_fake, z = rng.standard_normal((3, 2, SETTINGS.batch_size)).astype(np.float32)
        ours.discriminator_step_on(x_real, x_fake)
        plain.discriminator_step(torch.from_numpy(x_real.T), torch.from_numpy(x_fake.T))
        ours.generator_step_on(z)
        plain.generator_step(torch.from_numpy(z.T))
        with torch.no_grad():
            said = plain.D(plain.G(torch.from_numpy(z.T.copy())))[:, 0].numpy()
        differences.append(float(np.abs(ours.D(ours.G(z))[0] - said).max()))
    if max(differences) > TOLERANCE:
        raise AssertionError(f"the two loops disagree by {max(differences)}")
    return max(differences)


def seconds(loop: Iterator[object]) -> float:
    begun = time.perf_counter()
    for _ in range(AT_A_TIME):
        next(loop)
    return (time.perf_counter() - begun) / AT_A_TIME


def updates(of: Gan2d | PlainLoop) -> Iterator[object]:
    while True:
        yield of.iterate()


def main() -> None:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # two are no faster: the networks are too small
    difference = check_that_both_compute_the_same()
    run = Gan2dRun(replace(SETTINGS, n_iterations=10_000_000))  # with all that the page shows and measures
    loops = [updates(Gan2d(SETTINGS)), updates(PlainLoop()), run]
    for loop in loops:
        seconds(loop)
    # In turns, so that whatever else the machine does disturbs all alike.
    turns = [[seconds(loop) for loop in loops] for _ in range(TURNS)]
    ours, plain, with_pictures = (1 / median(times) for times in zip(*turns, strict=True))
    ratio = median(plain / ours for ours, plain, _ in turns)
    print(f"  {ours:,.0f} updates of both a second, plain loop {plain:,.0f}; as the page runs it {with_pictures:,.0f}")
    print(f"  {ratio:.2f} times as many (aim: at least {AIM}); what D says differs by {difference:.0e} at most")
    torch.set_num_threads(threads)


if __name__ == "__main__":
    main()
