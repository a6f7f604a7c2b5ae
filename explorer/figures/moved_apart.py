"""Labels beside values that lie too close together to be read."""

import numpy as np
from scipy.optimize import isotonic_regression

from explorer.arrays import Array


def moved_apart(heights: Array, distance: float) -> Array:
    """Move ascending heights, shape (n,), apart, as little as it takes, until neighbours keep their distance.

    Heights less i·distance must ascend: isotonic regression (Ayer et al. 1955).
    """
    steps = distance * np.arange(len(heights))
    return np.asarray(isotonic_regression(heights - steps).x + steps)
