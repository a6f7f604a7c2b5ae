"""A classifier that learns from its own worst cases (adversarial training): where its weights lie, how it learns them.

References
----------
Madry et al. 2017, arXiv 1706.06083: min over weights of the mean of the max over noise in the ball of the loss.
"""

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.models.classifier import DigitClassifier
from explorer.training.adversarial_examples.attacks import Goal, pgd
from explorer.training.classifier.train import Epoch, train_classifier

SIZE = 1.75  # of the worst cases, L2
N_STEPS = 5


def worst_case(classifier: DigitClassifier, x: Tensor, answers: Tensor) -> Tensor:
    """Return the pictures with the noise in the ball that spoils them most, as far as a few steps of PGD find it."""
    classifier.requires_grad_(False)
    worst = x + pgd(classifier, x, Goal(answers), SIZE, "l2", N_STEPS)
    classifier.requires_grad_(True)
    return worst


def train_robustly(
    classifier: DigitClassifier,
    images: NDArray[np.uint8],
    labels: NDArray[np.uint8],
    n_epochs: int,
    torch_rng: torch.Generator,
) -> Iterator[Epoch]:
    """Train as `train_classifier` does, each batch replaced by its worst case."""
    return train_classifier(classifier, images, labels, n_epochs, torch_rng, worst_case)
