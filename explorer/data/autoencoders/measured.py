"""The pictures on which an autoencoder is measured: unseen ones, where a set keeps any apart."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.data.mnist_trainer.digits import Digits, load_test_digits

N_MEASURED = 1_000  # of those kept apart
N_MAPPED = 500  # of the measured ones, on the map of the codes
N_CLASSES = 10
UNSEEN, LEARNED_FROM = "{:,} test pictures that are not learned from", "all {:,} pictures learned from"


@dataclass(frozen=True)
class Measured:
    """Pictures to measure on.

    Attributes
    ----------
    images, labels : uint8, shapes (n, 28, 28) and (n,); the first `N_MAPPED` are on the map of the codes
    are_unseen : whether they are kept apart from what is learned from
    """

    images: Images
    labels: Images
    are_unseen: bool

    @property
    def row(self) -> Images:
        """The first picture of each class, uint8 (10, 28, 28)."""
        return self.images[self.places]

    @property
    def places(self) -> NDArray[np.intp]:
        """Where the pictures of the row stand among all, shape (10,)."""
        return np.array([int(np.flatnonzero(self.labels == label)[0]) for label in range(N_CLASSES)])

    @property
    def in_words(self) -> str:
        """Say which they are."""
        return (UNSEEN if self.are_unseen else LEARNED_FROM).format(len(self.images))


def measured_pictures(digits: Digits) -> Measured:
    """Return what is measured of a network that learns from `digits`: the first 1,000 test pictures of its set.

    Of the built-in digits there are so few that none are kept apart: all of them, which are learned from, too.
    """
    test = load_test_digits(digits.source)
    if test is None:
        return Measured(digits.images, digits.labels, are_unseen=False)
    return Measured(test.images[:N_MEASURED], test.labels[:N_MEASURED], are_unseen=True)
