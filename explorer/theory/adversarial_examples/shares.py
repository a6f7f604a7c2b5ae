"""How well a share is known that was counted."""

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array

Z = 1.959963984540054  # of 95 %


def wilson(k: NDArray[np.int64], n: int) -> tuple[Array, Array]:
    """Return the ends of the 95 % interval of a share, k of n counted: the shares that are not ruled out by it.

    References
    ----------
    Wilson 1927, "Probable inference, the law of succession, and statistical inference".
    """
    p = k / n
    middle = p + Z**2 / (2 * n)
    half = Z * np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    whole = 1 + Z**2 / n
    return (middle - half) / whole, (middle + half) / whole
