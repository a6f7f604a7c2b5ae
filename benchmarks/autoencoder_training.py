"""Autoencoders: iterations a second against a plain PyTorch loop, and −ELBO after 20 s of one core.

Aims: at least 1.5 times as many; −ELBO on the whole test set at most 156 for k = 2 and 108 for k = 20, in nats of grey
pixels. Both loops run in turns on one thread; given the same weights and batches they say the same losses.
"""

import time
from collections.abc import Iterator
from statistics import median

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import Adam
from torch.utils.data import DataLoader, TensorDataset

from explorer.data.autoencoders.measured import Measured
from explorer.data.mnist_trainer.digits import is_here, load_digits, load_test_digits
from explorer.training.autoencoders.run import AutoencoderTraining, to_pixels
from explorer.training.autoencoders.settings import AutoencoderSettings

AIM, AIMS = 1.5, {2: 156.0, 20: 108.0}
SECONDS = 20.0
ITERATIONS, TURNS = 100, 9


class PlainLoop(Iterator[float]):
    """The usual variational autoencoder: modules, autograd and Adam as they come, batches from a DataLoader."""

    def __init__(self, images: np.ndarray, s: AutoencoderSettings) -> None:
        self.encoder = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 2 * s.latent_dim))
        self.decoder = nn.Sequential(nn.Linear(s.latent_dim, 256), nn.ReLU(), nn.Linear(256, 784), nn.Sigmoid())
        self.optimizer = Adam([*self.encoder.parameters(), *self.decoder.parameters()], s.learning_rate)
        loader = DataLoader(TensorDataset(to_pixels(images)), s.batch_size, shuffle=True, drop_last=True)
        self.batches = (x for _ in iter(int, 1) for (x,) in loader)

    def __next__(self) -> float:
        x = next(self.batches)
        return self.iterate(x, None)

    def iterate(self, x: Tensor, epsilon: Tensor | None) -> float:
        mu, log_variance = self.encoder(x).chunk(2, dim=1)
        std = torch.exp(0.5 * log_variance)
        z = mu + std * (torch.randn_like(std) if epsilon is None else epsilon)
        kl = -0.5 * torch.sum(1 + log_variance - mu.pow(2) - log_variance.exp())
        loss = (F.binary_cross_entropy(self.decoder(z), x, reduction="sum") + kl) / len(x)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.item()


def same_losses(images: np.ndarray, measured: Measured, s: AutoencoderSettings) -> None:
    ours, plain, other = AutoencoderTraining(images, measured, s), PlainLoop(images, s), None
    other = AutoencoderTraining(images, measured, s)  # whose batches and noise the plain loop gets
    with torch.no_grad():
        theirs = (p for half in (plain.encoder, plain.decoder) for p in half.parameters())
        for mine, weight in zip(ours.network.parameters(), theirs, strict=True):
            weight.copy_(mine.T if mine.dim() == 2 else mine)
    for _ in range(3):
        x = other._draw()
        epsilon = torch.randn(len(x), s.latent_dim, generator=other._rng)
        said, expected = next(ours).loss, plain.iterate(x, epsilon)
        assert abs(said - expected) < 1e-3 * expected, (said, expected)


def iterations_a_second(loop: Iterator[object]) -> float:
    begun = time.perf_counter()
    for _ in range(ITERATIONS):
        next(loop)
    return ITERATIONS / (time.perf_counter() - begun)


def negative_elbo(images: np.ndarray, measured: Measured, k: int) -> tuple[float, int]:
    """Train for some seconds of this thread's own time; return −ELBO on what is measured, and the iterations made."""
    s = variational(k, 1_000_000)
    run = AutoencoderTraining(images, measured, s)
    next(run)
    begun = time.thread_time()
    while time.thread_time() - begun < SECONDS:
        last = next(run)
    run.change(variational(k, last.iteration + 1))
    looked = next(run)
    return looked.measured_reconstruction + looked.measured_kl, looked.iteration


def variational(k: int, n_iterations: int) -> AutoencoderSettings:
    return AutoencoderSettings(
        "variational", k, "cross_entropy", n_iterations=n_iterations, images_every=10_000 if n_iterations else 1
    )


def main() -> None:
    torch.set_num_threads(1)
    source = "mnist" if is_here("mnist") else "built_in"
    digits, test = load_digits(source), load_test_digits(source)
    measured = Measured((test or digits).images, (test or digits).labels, are_unseen=test is not None)
    s = variational(20, 1_000_000)
    few = Measured(measured.images[:100], measured.labels[:100], measured.are_unseen)
    same_losses(digits.images, few, s)
    ours, plain = AutoencoderTraining(digits.images, few, s), PlainLoop(digits.images, s)
    rates = [(iterations_a_second(ours), iterations_a_second(plain)) for _ in range(TURNS)]
    ratio = median(one / other for one, other in rates)
    mine, theirs = (median(column) for column in zip(*rates, strict=True))
    print(f"  {mine:,.0f} iterations a second, plain {theirs:,.0f}: {ratio:.2f} times as many (aim {AIM})", flush=True)
    for k, aim in AIMS.items():
        bound, n = negative_elbo(digits.images, measured, k)
        print(
            f"  k = {k}: -ELBO {bound:.1f} after {SECONDS:.0f} s, {n:,} iterations (aim {aim:.0f}, on MNIST)",
            flush=True,
        )


if __name__ == "__main__":
    main()
