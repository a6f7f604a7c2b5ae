"""What a page asks about a single picture, in NumPy: what the network says of it, where its gradient points, how far.

Pictures are float32 (n, 28, 28) in [0, 1]; answers are the ten digits and, the eleventh, that there is none.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.arrays import Images
from explorer.data.adversarial_examples.pictures import first_pictures, pictures_of
from explorer.training.adversarial_examples.attacks import (
    Goal,
    norm_of,
    one_step_to,
    random_directions,
    steepest,
    uphill,
)
from explorer.training.adversarial_examples.settings import NETWORKS
from explorer.training.classifier.judge import classifier_of, looked_at
from explorer.training.classifier.train import pixels

Floats = NDArray[np.float32]
Probabilities = NDArray[np.float64]  # in float32 what is nearly sure would be 1

# Sizes at which the answer is looked at, up to where little is left to add.
SIZES = {"l2": np.arange(1, 321) * 0.05, "linf": np.arange(1, 101) * 0.01}


@dataclass(frozen=True)
class Noise:
    """Noise added to a picture in two ways, along the gradient and in a random direction, in this order.

    Attributes
    ----------
    delta : float32, shape (2, 28, 28), what was really added
    said : shape (2, 11), the probabilities of the answers after that
    l2, linf : shape (2,), the norms of what was really added
    """

    delta: Floats
    said: Probabilities
    l2: Floats
    linf: Floats


@dataclass(frozen=True)
class Aimed:
    """A picture and the two directions of size 1 along which noise is added to it.

    Attributes
    ----------
    x : float32, shape (28, 28)
    before : shape (11,), what the network says of the picture
    directions : shape (2, 28, 28), along the gradient, and random
    norm : `l2` or `linf`
    wanted : the answer that is wanted, None for any other than the present one
    """

    x: Floats
    before: Probabilities
    directions: Floats
    norm: str
    wanted: int | None

    @property
    def answer(self) -> int:
        """What the network takes the picture for, 0 to 9, or 10 for none."""
        return int(self.before.argmax())

    def noise(self, size: float) -> Noise:
        """Return the noise of this size in both directions."""
        x = _tensor(self.x).expand(2, 1, 28, 28)
        delta = one_step_to(x, _tensor(self.directions), size, self.norm)
        l2, linf = (norm_of(delta, norm).numpy() for norm in ("l2", "linf"))
        return Noise(delta[:, 0].numpy(), _said(x + delta), l2, linf)

    def first_changes(self) -> tuple[float, float]:
        """Return for both directions the first of `SIZES` at which the answer is what it is to be; ∞ where none is."""
        sizes = SIZES[self.norm]
        x, size = _tensor(self.x).expand(len(sizes), 1, 28, 28), torch.tensor(sizes, dtype=torch.float32)
        first = []
        for direction in _tensor(self.directions):
            delta = one_step_to(x, direction.expand(len(sizes), 1, 28, 28), size, self.norm)
            answers = _said(x + delta).argmax(axis=1)
            is_there = answers != self.answer if self.wanted is None else answers == self.wanted
            is_there &= norm_of(delta, self.norm).numpy() > 0.999 * sizes  # else nothing is left to add
            first.append(float(sizes[is_there.argmax()]) if is_there.any() else float("inf"))
        return first[0], first[1]


def aim(picture: Images, norm: str, towards: int | None, seed: int) -> Aimed:
    """Return a picture, uint8 (28, 28), with both directions, the random one drawn from the seed.

    `towards` is the answer that is wanted; None is any but the present one.
    """
    x = pixels(torch.tensor(picture[None]))
    before = _said(x)[0]
    wanted = int(before.argmax()) if towards is None else towards
    goal = Goal(torch.tensor([wanted]), towards is not None)
    along = steepest(uphill(classifier_of(), x, goal), norm)
    drawn = random_directions(x.shape, norm, torch.Generator().manual_seed(seed))
    return Aimed(x[0, 0].numpy(), before, torch.cat([along, drawn])[:, 0].numpy(), norm, towards)


def accuracy(source: str, network: str = "plain") -> float:
    """Return the share of all pictures of a source that a network takes for the right digit."""
    digits = pictures_of(source)
    p, _ = looked_at(classifier_of(NETWORKS[network]), digits.images)
    return float((p.argmax(axis=1) == digits.labels).mean())


def accuracy_after(source: str, norm: str, sizes: tuple[float, ...], seed: int, n: int) -> NDArray[np.float64]:
    """Return the share of n pictures still taken for the right digit, shape (2, len(sizes)).

    The noise has exactly these sizes, along the gradient in the first row and in random directions in the second.
    """
    images, labels = first_pictures(source, n)
    x, y = pixels(torch.tensor(images)), torch.tensor(labels).long()
    along = steepest(uphill(classifier_of(), x, Goal(y)), norm)
    drawn = random_directions(x.shape, norm, torch.Generator().manual_seed(seed))
    after = [[_said(x + one_step_to(x, each, size, norm)) for size in sizes] for each in (along, drawn)]
    shares: NDArray[np.float64] = (np.array(after).argmax(axis=3) == labels).mean(axis=2)
    return shares


def mean_ratio(source: str, n: int) -> float:
    """Return the mean of ‖g‖₁/‖g‖₂ over n pictures, with g the gradient of the loss in the pixels."""
    images, labels = first_pictures(source, n)
    gradients = uphill(classifier_of(), pixels(torch.tensor(images)), Goal(torch.tensor(labels).long())).flatten(1)
    return float((gradients.abs().sum(dim=1) / gradients.norm(dim=1)).mean())


def _tensor(pictures: Floats) -> Tensor:
    """Return pictures (n, 28, 28), or one, as the network takes them: (n, 1, 28, 28)."""
    return torch.from_numpy(pictures).reshape(-1, 1, 28, 28)


@torch.no_grad()
def _said(x: Tensor) -> Probabilities:
    p: Probabilities = classifier_of()(x).double().softmax(dim=1).numpy()
    return p
