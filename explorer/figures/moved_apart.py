"""Labels that lie too close together to be read, moved apart."""

import numpy as np
from scipy.optimize import isotonic_regression

from explorer.arrays import Array

ENOUGH = 1e-3  # of a box, which may lie over another: nobody sees that


def moved_apart(heights: Array, distance: float) -> Array:
    """Move ascending heights, shape (n,), apart, as little as it takes, until neighbours keep their distance.

    Heights less i·distance must ascend: isotonic regression (Ayer et al. 1955).
    """
    steps = distance * np.arange(len(heights))
    return np.asarray(isotonic_regression(heights - steps).x + steps)


def boxes_apart(centres: Array, width: float, height: float, rounds: int = 100) -> Array:
    """Move boxes of one size, centres (n, 2), apart until none lies over another, or `rounds` are over.

    In each round every two that overlap part by what is missing, half each, in the direction in which that is less.
    """
    moved, size = np.array(centres, dtype=float), np.array([width, height])
    order = np.sign(np.arange(len(moved)) - np.arange(len(moved))[:, None])[..., None]  # parts equal places
    for _ in range(rounds):
        between = moved - moved[:, None]  # from each to each, (n, n, 2)
        missing = 1.0 - np.abs(between) / size
        overlap = missing.min(axis=2) > ENOUGH
        np.fill_diagonal(overlap, False)
        if not overlap.any():
            break
        is_less = missing == missing.min(axis=2, keepdims=True)
        ways = np.where(between == 0, order, np.sign(between))
        moved -= 0.5 * size * (ways * missing * is_less * overlap[..., None]).sum(axis=1)
    return moved
