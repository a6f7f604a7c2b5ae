"""The pictures that are attacked: MNIST's test pictures where they are, the built-in digits everywhere."""

from functools import lru_cache

import numpy as np

from explorer.arrays import Images
from explorer.data.files import WrongFile
from explorer.data.mnist_trainer.digits import (
    BUILT_IN,
    Digits,
    DigitsUnavailable,
    is_here,
    load_built_in,
    load_test_digits,
)

MNIST = "mnist"


def sources() -> tuple[str, ...]:
    """Return the ids of the sets of pictures that are on this machine, the one to begin with first.

    MNIST is where its files can be read: a folder may be named that lacks them.
    """
    return (MNIST, BUILT_IN) if _has_mnist() else (BUILT_IN,)


def pictures_of(source: str) -> Digits:
    """Return the pictures of a source; the built-in ones where its files are not here, or not what they should be."""
    return _test_digits() if source == MNIST and _has_mnist() else load_built_in()


def _has_mnist() -> bool:
    try:
        return is_here(MNIST) and len(_test_digits().images) > 0
    except (WrongFile, DigitsUnavailable):
        return False


@lru_cache(maxsize=1)
def _test_digits() -> Digits:
    digits = load_test_digits(MNIST)
    assert digits is not None
    return digits


def picture_of(source: str, digit: int, number: int) -> Images:
    """Return one picture, uint8 (28, 28): that of this number, from 1, among those of a digit, 0 to 9."""
    digits = pictures_of(source)
    places = np.flatnonzero(digits.labels == digit)
    picture: Images = digits.images[places[(number - 1) % len(places)]]
    return picture


def first_pictures(source: str, n: int) -> tuple[Images, Images]:
    """Return n pictures, uint8 (n, 28, 28), and their labels, (n,): as many of each digit, in turn.

    There must be so many of each.
    """
    digits = pictures_of(source)
    of_each = [np.flatnonzero(digits.labels == digit)[: -(-n // 10)] for digit in range(10)]
    places = np.concatenate(np.array(of_each).T)[:n]
    return digits.images[places], digits.labels[places]
