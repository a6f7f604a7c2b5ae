"""Two networks under attack, side by side: the worst noise for each, and what their gradients look like."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.training.adversarial_examples.attacks import Goal, norm_of, pgd, uphill
from explorer.training.adversarial_examples.settings import N_STEPS_DRAGGED, NETWORKS
from explorer.training.classifier.judge import classifier_of
from explorer.training.classifier.train import pixels

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Attacked:
    """A picture under PGD.

    Attributes
    ----------
    x : float32, shape (28, 28)
    delta : shape (28, 28), what was added
    before, said : shape (11,), the probabilities of the answers without the noise and with it
    size : the norm of what was added
    """

    x: Floats
    delta: Floats
    before: Floats
    said: Floats
    size: float


def attacked(picture: Images, norm: str, size: float, network: str) -> Attacked:
    """Return a picture, uint8 (28, 28), with the noise within `size` by which PGD draws this network's answer away."""
    classifier = classifier_of(NETWORKS[network])
    x = pixels(torch.tensor(picture[None]))
    before = classifier(x)
    delta = pgd(classifier, x, Goal(before.argmax(dim=1)), size, norm, N_STEPS_DRAGGED)
    said = classifier(x + delta).softmax(dim=1)
    length = float(norm_of(delta, norm)[0])
    return Attacked(x[0, 0].numpy(), delta[0, 0].numpy(), before.softmax(dim=1)[0].numpy(), said[0].numpy(), length)


def gradients(images: Images, labels: Images, network: str) -> Floats:
    """Return the gradients of the loss in the pixels, each divided by its largest, (n, 28, 28) in [−1, 1]."""
    x = pixels(torch.tensor(images))
    g = uphill(classifier_of(NETWORKS[network]), x, Goal(torch.tensor(labels).long()))
    scaled: Floats = (g / g.flatten(1).abs().amax(dim=1).reshape(-1, 1, 1, 1))[:, 0].numpy()
    return scaled
