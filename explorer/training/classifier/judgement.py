"""What the classifier of digits says of a set of pictures. Needs no torch."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Images


@dataclass(frozen=True)
class Judgement:
    """What the classifier says of a set of pictures.

    Attributes
    ----------
    n : how many were looked at
    counts : int, shape (10,), how many of them were taken for each digit
    sure : the share of which the classifier gives its digit a probability above 0.9, in [0, 1]
    entropy : of the histogram of digits, in nats; ln 10 = 2.303 when all are as frequent
    frechet : Fréchet distance between the classifier's features of these and of the real training pictures
    """

    n: int
    counts: NDArray[np.int64]
    sure: float
    entropy: float
    frechet: float


Judge = Callable[[Images], Judgement]
