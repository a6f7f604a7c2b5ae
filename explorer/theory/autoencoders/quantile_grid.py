"""Codes through the quantiles of the prior, as far apart as the prior is thin: a map of all that a decoder draws."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from explorer.arrays import Array


class QuantileGrid(NamedTuple):
    """Values of two coordinates, (n,) each from small to large, and the ends between which their cells lie, (2,) each.

    The ends of the whole prior are infinite.
    """

    first: Array
    second: Array
    first_ends: Array
    second_ends: Array


def quantile_grid(centre: ArrayLike, zoom: float, n: int) -> QuantileGrid:
    """Return n × n codes of which every cell has the same probability under N(0, 1)².

    They are the quantiles of (i + ½)/n of the unit square, or of a part of it 1/zoom wide around `centre`, two numbers,
    as near as it fits. Kingma & Welling 2014, figure 4.
    """
    width = 1.0 / zoom
    low = np.clip(ndtr(np.asarray(centre, dtype=float)) - width / 2, 0.0, 1.0 - width)  # (2,)
    values = ndtri(low[:, None] + width * (np.arange(n) + 0.5) / n)  # (2, n)
    ends = ndtri(np.stack([low, np.minimum(low + width, 1.0)], axis=1))
    return QuantileGrid(values[0], values[1], ends[0], ends[1])


def codes_of(grid: QuantileGrid, coordinates: tuple[int, int], latent_dim: int) -> Array:
    """Return the codes of a grid, row by row from the top, where the second value is largest: (n², latent_dim).

    `coordinates` are the two that the grid is about, or twice the only one, which then changes to the right alone; all
    others are 0, the middle of the prior.
    """
    n = len(grid.first)
    z = np.zeros((n, n, latent_dim))
    z[:, :, coordinates[1]] = grid.second[::-1, None]
    z[:, :, coordinates[0]] = grid.first
    return z.reshape(n * n, latent_dim)
