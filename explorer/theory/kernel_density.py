"""Densities of round Gaussians on a grid: of a distribution exactly, and of a sample as a kernel estimate."""

import numpy as np

from explorer.arrays import Array


def density_on_grid(centres: Array, sigma: float, axis: Array) -> Array:
    """Return the mean over the centres c of N(x; c, σ² I) on a square grid.

    Around the centres of a distribution of round Gaussians it is that distribution's density, with σ = √(s² + h²) that
    of its points of noise s blurred by h. Around a sample it is the kernel density estimate with bandwidth σ, whose
    expectation is the density of the sample's distribution blurred by σ. Parzen 1962. A round Gaussian is a product
    of one in x and one in y, so that the sum over centres is a product of two matrices.

    Parameters
    ----------
    centres : shape (k, 2)
    axis : shape (m,), the grid's x, and its y

    Returns
    -------
    array of shape (m, m), the first axis along y, as pictures have it
    """
    in_x, in_y = (np.exp(-0.5 * ((axis - centres[:, [i]]) / sigma) ** 2) for i in (0, 1))  # (k, m)
    return np.asarray(in_y.T @ in_x / (len(centres) * 2 * np.pi * sigma**2))
