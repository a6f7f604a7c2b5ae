"""How good the trainer's digits are after 10, 30 and 180 seconds of training on one core, next to a plain recipe.

A digit is good when the project's classifier is sure of it: one of the ten has a probability above 0.9. Aims:
75 %, 80 % and 88 % of 2,000 digits, and at least 2 % taken for each of the ten digits.
"""

import sys
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from explorer.data.mnist_trainer.digits import is_here, load_digits, load_test_digits
from explorer.training.classifier.judge import judge
from explorer.training.mnist_trainer.gan import DEFAULTS, GanTraining, to_pixels, to_uint8

AIMS = {10: 0.75, 30: 0.80, 180: 0.88}
PLAIN_SECONDS = (10, 30)
SMALLEST_CLASS = 0.02
N_SAMPLES = 2_000

Images = np.ndarray
Draw = Callable[[int], Images]


def our_run(images: Images, seed: int) -> Iterator[Draw]:
    """Train as the page does by default; after each iteration, yield what draws n digits."""
    run = GanTraining(images, replace(DEFAULTS["compact"], seed=seed, n_iterations=1_000_000))
    rng = np.random.default_rng(seed)
    for _ in run:
        yield lambda n: run.samples(rng.standard_normal((n, run.G.latent_dim)))


def plain_run(images: Images, seed: int) -> Iterator[Draw]:
    """Train with 4×4 convolutions of the library, as a recipe for a GPU has them, only smaller."""
    rng = torch.Generator().manual_seed(seed)

    def drawn(layer: nn.Conv2d | nn.ConvTranspose2d | nn.Linear) -> nn.Module:
        nn.init.normal_(layer.weight, 0.0, 0.02, generator=rng)
        return layer

    G = nn.Sequential(
        drawn(nn.Linear(32, 64 * 49)),
        nn.Unflatten(1, (64, 7, 7)),
        nn.BatchNorm2d(64, track_running_stats=False),
        nn.ReLU(),
        drawn(nn.ConvTranspose2d(64, 32, 4, 2, 1)),
        nn.BatchNorm2d(32, track_running_stats=False),
        nn.ReLU(),
        drawn(nn.ConvTranspose2d(32, 1, 4, 2, 1)),
        nn.Tanh(),
    )
    D = nn.Sequential(
        drawn(nn.Conv2d(1, 16, 4, 2, 1)),
        nn.LeakyReLU(0.2),
        drawn(nn.Conv2d(16, 32, 4, 2, 1)),
        nn.LeakyReLU(0.2),
        nn.Flatten(),
        drawn(nn.Linear(32 * 49, 1)),
    )
    average = deepcopy(G).requires_grad_(False)
    weights = [weight.detach() for weight in G.parameters()]
    optimizer_G, optimizer_D = (torch.optim.Adam(net.parameters(), 2e-3, (0.5, 0.999), fused=True) for net in (G, D))

    def draw(n: int) -> Images:
        with torch.no_grad():
            return to_uint8(average(torch.randn(n, 32, generator=rng)))

    while True:
        x_real = to_pixels(images[torch.randint(len(images), (64,), generator=rng).numpy()])
        with torch.no_grad():
            x_fake = G(torch.randn(64, 32, generator=rng))
        loss_D = F.softplus(-D(x_real)).mean() + F.softplus(D(x_fake)).mean()
        optimizer_D.zero_grad()
        loss_D.backward()
        optimizer_D.step()
        loss_G = F.softplus(-D(G(torch.randn(64, 32, generator=rng)))).mean()
        optimizer_G.zero_grad()
        loss_G.backward(inputs=list(G.parameters()))
        optimizer_G.step()
        torch._foreach_lerp_(list(average.parameters()), weights, 0.005)
        yield draw


def watch(name: str, run: Iterator[Draw], seconds: tuple[int, ...]) -> None:
    """Print how good a run's digits are after so many seconds of its own: those of judging are left out."""
    # The processor's time, which on one thread is the clock's when nothing else runs.
    spent, n_iterations, begun = 0.0, 0, time.process_time()
    for moment in seconds:
        while spent + time.process_time() - begun < moment:
            draw = next(run)
            n_iterations += 1
        spent += time.process_time() - begun
        said = judge(draw(N_SAMPLES))
        print(
            f"  {name} {moment:>4} s, {n_iterations:>6,} iterations: sure of {said.sure:.1%}, no digit in "
            f"{said.n_none / said.n:.1%}, smallest class "
            f"{said.counts.min() / said.n:.1%}, Fréchet distance {said.frechet:.1f}",
            flush=True,
        )
        begun = time.process_time()


def main(seed: int = 0) -> None:
    torch.set_num_threads(1)
    if not is_here("mnist"):
        print("  MNIST is not on this machine, so there is nothing to learn from.")
        return
    images = load_digits("mnist").images
    test = load_test_digits("mnist")
    assert test is not None
    aims = ", ".join(f"{aim:.0%} at {moment} s" for moment, aim in AIMS.items())
    print(f"  Aims: {aims}; smallest class {SMALLEST_CLASS:.0%}")
    print(f"  real test images: sure of {judge(test.images).sure:.1%}")
    watch("ours ", our_run(images, seed), tuple(AIMS))
    watch("plain", plain_run(images, seed), PLAIN_SECONDS)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
