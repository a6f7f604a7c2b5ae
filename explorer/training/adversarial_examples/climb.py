"""From noise up a network's score, in the pixels: a classifier's for one digit, or a discriminator's for *real*.

A fixed network is climbed to where it is sure and nobody sees a thing. A discriminator D that learns in between, from
real digits and from the pictures as they are, is the GAN's: there the pictures take G's place.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from explorer.data.adversarial_examples.pictures import pictures_of
from explorer.models.classifier import NO_DIGIT
from explorer.models.mnist_trainer.gan import Discriminator
from explorer.training.adversarial_examples.attacks import Goal, clipped, steepest
from explorer.training.adversarial_examples.settings import (
    CLIMB_STEP,
    N_CLIMB_STEPS,
    N_FREE,
    N_SHOWN,
    NETWORKS,
    STEPS_A_MOMENT,
)
from explorer.training.classifier.judge import classifier_of
from explorer.training.classifier.train import pixels
from explorer.training.mnist_trainer.trained import load_trained
from explorer.training.state import load_network

Floats = NDArray[np.float32]
Score = Callable[[Tensor], Tensor]

GREY = 0.5  # the noise that it begins with is uniform from 0 to this
D_NETWORK = "compact"
D_STEPS = 2  # of D for each step of the pixels
LEARNING_RATE, BETAS = 1e-3, (0.5, 0.9)


@dataclass(frozen=True)
class Climb:
    """What pictures become up the score of a network that stays as it is.

    Attributes
    ----------
    pictures : float32, shape (n_steps + 1, n, 28, 28) in [0, 1]
    scores : float64, shape (n_steps + 1,), the mean probability of what is climbed: of the digit, or D(x)
    n_seen : int, shape (n_steps + 1,), how many of the pictures a network that was not climbed takes for a digit
    """

    pictures: Floats
    scores: NDArray[np.float64]  # in float32 what is nearly sure would be 1
    n_seen: NDArray[np.int64]


@dataclass(frozen=True)
class Learned:
    """The pictures at a moment of the climb up a D that learns; the last three fields as of `Climb`."""

    iteration: int
    pictures: Floats
    score: float
    n_seen: int


def climb_classifier(network: str, digit: int, seed: int) -> Climb:
    """Climb the score of a classifier for a digit; the other classifier says whether it sees that digit."""
    (other,) = (name for name in NETWORKS if name != network)
    classifier, goal = classifier_of(NETWORKS[network]), Goal(torch.full((N_SHOWN,), digit), towards=True)
    return _climb(
        _noise(N_SHOWN, torch.Generator().manual_seed(seed)),
        lambda x: goal.score(classifier(x)),
        lambda x: int((classifier_of(NETWORKS[other])(x).argmax(dim=1) == digit).sum()),
    )


def climb_discriminator(source: str, seed: int) -> Climb:
    """Climb the logit of the recorded D that has learned the digits called `source`, and stays as it is."""
    D = _recorded_D(source)
    return _climb(_noise(N_SHOWN, torch.Generator().manual_seed(seed)), lambda x: D(2.0 * x - 1.0), n_digits)


def climb_learning_discriminator(source: str, seed: int) -> Iterator[Learned]:
    """Climb the logit of a D that begins with random weights and learns between two steps of the pixels.

    D's loss is the GAN's, −ln D(x_real) − ln(1 − D(x)).
    """
    torch_rng = torch.Generator().manual_seed(seed)
    real = 2.0 * pixels(torch.tensor(pictures_of(source).images)) - 1.0
    x = _noise(N_FREE, torch_rng)
    D = Discriminator(D_NETWORK, torch_rng)
    optimizer = torch.optim.Adam(D.parameters(), lr=LEARNING_RATE, betas=BETAS)
    for moment in range(1, N_CLIMB_STEPS + 1):
        for _ in range(STEPS_A_MOMENT):
            for _ in range(D_STEPS):
                x_real = real[torch.randint(len(real), (N_FREE,), generator=torch_rng)]
                loss = F.softplus(-D(x_real)).mean() + F.softplus(D(2.0 * x - 1.0)).mean()
                optimizer.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                optimizer.step()
            logit, x = _step(x, lambda x: D(2.0 * x - 1.0))
        shown = x[:N_SHOWN]
        yield Learned(moment, shown[:, 0].numpy().copy(), float(logit.double().sigmoid().mean()), n_digits(shown))


@torch.no_grad()
def n_digits(x: Tensor) -> int:
    """Return in how many of the pictures the plain classifier sees a digit, whichever."""
    return int((classifier_of()(x).argmax(dim=1) != NO_DIGIT).sum())


def _noise(n: int, torch_rng: torch.Generator) -> Tensor:
    return GREY * torch.rand(n, 1, 28, 28, generator=torch_rng)


@lru_cache(maxsize=2)
def _recorded_D(source: str) -> Discriminator:
    D = Discriminator(D_NETWORK, torch.Generator())
    load_network("D", D, load_trained(D_NETWORK, source))
    return D.requires_grad_(False)


def _step(x: Tensor, score: Score) -> tuple[Tensor, Tensor]:
    """Return the score of pictures, (n,), and the pictures one step further up."""
    x = x.detach().requires_grad_(True)
    logit = score(x)
    (gradient,) = torch.autograd.grad(logit.sum(), x)
    x = x.detach()
    return logit.detach(), x + clipped(x, CLIMB_STEP * steepest(gradient, "l2"))


def _climb(x: Tensor, score: Score, count: Callable[[Tensor], int]) -> Climb:
    pictures, scores, seen = [], [], []
    for _ in range(N_CLIMB_STEPS + 1):
        pictures.append(x[:, 0].numpy())
        seen.append(count(x))
        logit, x = _step(x, score)
        scores.append(float(logit.double().sigmoid().mean()))
    return Climb(np.stack(pictures), np.array(scores), np.array(seen))
