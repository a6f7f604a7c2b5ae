"""The small handwritten digits that come with scikit-learn."""

from typing import NamedTuple

import numpy as np

from explorer.arrays import Array, Images
from explorer.importing import IMPORTING

LEVELS = 16.0


class SmallDigits(NamedTuple):
    """Pixels from 0, background, to 1, ink, shape (1797, 64), and what they are, uint8 0 to 9, shape (1797,)."""

    pixels: Array
    labels: Images


def load_8x8() -> SmallDigits:
    """Return 1,797 digits of 8×8 pixels: Alpaydin & Kaynak 1998, UCI machine learning repository."""
    with IMPORTING:
        from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    return SmallDigits(pixels / LEVELS, labels.astype(np.uint8))
