"""The classifier of digits learns from labelled images, each a little turned, scaled and shifted, epoch by epoch."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor
from torch.optim import AdamW
from torch.optim.lr_scheduler import OneCycleLR

from explorer.models.classifier import DigitClassifier

BATCH_SIZE = 256
LEARNING_RATE = 3e-3  # the highest of the schedule
WEIGHT_DECAY = 0.05
TURN = math.radians(12)
SCALE = 0.12
SHIFT = 0.12  # of half of the side: 1.7 pixels


@dataclass(frozen=True)
class Epoch:
    """What is known after one pass over the images: its number, from 1, the mean cross-entropy in nats, the accuracy.

    Both are means over the distorted digits, measured while the weights moved.
    """

    number: int
    loss: float
    accuracy: float


def train_classifier(
    classifier: DigitClassifier,
    images: NDArray[np.uint8],
    labels: NDArray[np.uint8],
    n_epochs: int,
    torch_rng: torch.Generator,
    worsen: Callable[[DigitClassifier, Tensor, Tensor], Tensor] = lambda _, x, __: x,
) -> Iterator[Epoch]:
    """Train in place for `n_epochs`, by AdamW; the learning rate rises for a fifth of the time and then falls to 0.

    Parameters
    ----------
    images : shape (n, 28, 28), 0 the background; the last, incomplete batch of an epoch is left out
    labels : shape (n,), 0 to 9, and 10 where there is no digit
    torch_rng : the order of the images and their distortion come from it
    worsen : returns what to learn from in the place of a batch x with answers y, as the classifier stands

    References
    ----------
    Loshchilov & Hutter 2019 (AdamW); Smith & Topin 2019, "Super-convergence" (the schedule).
    """
    x, y = torch.tensor(images), torch.tensor(labels).long()
    batch_size = min(BATCH_SIZE, len(x))
    n_batches = len(x) // batch_size
    optimizer = AdamW(classifier.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    schedule = OneCycleLR(optimizer, LEARNING_RATE, total_steps=n_epochs * n_batches, pct_start=0.2)
    for number in range(1, n_epochs + 1):
        order = torch.randperm(len(x), generator=torch_rng)[: n_batches * batch_size]
        losses, right = [], 0
        for batch in torch.split(order, batch_size):
            logits = classifier(worsen(classifier, distorted(pixels(x[batch]), torch_rng), y[batch]))
            loss = F.cross_entropy(logits, y[batch])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            right += int((logits.argmax(1) == y[batch]).sum())
        yield Epoch(number, float(np.mean(losses)), right / len(order))


def pixels(images: Tensor) -> Tensor:
    """Return uint8 images (n, 28, 28) as float32 (n, 1, 28, 28) in [0, 1]."""
    return images.unsqueeze(1).float().div_(255.0)


def distorted(x: Tensor, torch_rng: torch.Generator) -> Tensor:
    """Return images (n, 1, 28, 28), each turned, scaled along both axes and shifted by chance, within the bounds.

    The point u of the new picture shows the old one's point A u + b, in units of half of the side, with
    A = [[s cos a, −s sin a], [r sin a, r cos a]].
    """
    turn, s, r, *shift = (2.0 * torch.rand(5, len(x), generator=torch_rng) - 1.0).unbind()
    turn, s, r = TURN * turn, 1.0 + SCALE * s, 1.0 + SCALE * r
    to_old = torch.stack(
        [
            torch.stack([s * turn.cos(), -s * turn.sin(), SHIFT * shift[0]], dim=1),
            torch.stack([r * turn.sin(), r * turn.cos(), SHIFT * shift[1]], dim=1),
        ],
        dim=1,
    )  # (n, 2, 3)
    return F.grid_sample(x, F.affine_grid(to_old, list(x.shape), align_corners=False), align_corners=False)
