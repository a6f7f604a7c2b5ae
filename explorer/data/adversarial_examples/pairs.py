"""Pictures of two digits, made coarser: the same task in fewer and in more dimensions."""

from dataclasses import dataclass

import numpy as np

from explorer.arrays import Array, Images
from explorer.data.adversarial_examples.pictures import pictures_of
from explorer.data.mnist_trainer.digits import SIDE

SIDES = (4, 7, 14, 28)


@dataclass(frozen=True)
class Pair:
    """Pictures to fit to and others to try: x of shape (m, n) in [0, 1], and t, +1 for the first digit, −1 else."""

    x: Array
    t: Array
    x_test: Array
    t_test: Array


def shrunk(images: Images, side: int) -> Array:
    """Return pictures of side × side pixels in [0, 1], shape (m, side²): the means of squares of pixels."""
    step = SIDE // side
    squares = images.reshape(len(images), side, step, side, step) / 255.0
    means: Array = squares.mean(axis=(2, 4)).reshape(len(images), side * side)
    return means


def pair_of(source: str, first: int, second: int, side: int) -> Pair:
    """Return all pictures of two digits, every second one to fit to."""
    digits = pictures_of(source)
    is_one = np.isin(digits.labels, (first, second))
    x = shrunk(digits.images[is_one], side)
    t = np.where(digits.labels[is_one] == first, 1.0, -1.0)
    return Pair(x[::2], t[::2], x[1::2], t[1::2])
