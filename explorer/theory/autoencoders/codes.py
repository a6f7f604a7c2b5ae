"""Codes as a cloud: the Gaussian that fits them, and draws from it."""

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array


def gaussian_of(codes: NDArray[np.floating]) -> tuple[Array, Array]:
    """Return the mean (k,) and the covariance (k, k) of codes (n, k): the Gaussian under which they are likeliest."""
    mean = codes.mean(axis=0, dtype=np.float64)
    centred = codes - mean
    return mean, np.asarray(centred.T @ centred / len(codes))


def drawn_from(mean: Array, covariance: Array, n: int, rng: np.random.Generator) -> Array:
    """Return n draws z = m + C^½ ε of N(m, C), ε ~ N(0, I), shape (n, k); directions without any spread are welcome."""
    variances, axes = np.linalg.eigh(covariance)
    root = axes * np.sqrt(np.maximum(variances, 0.0)) @ axes.T  # the symmetric one: that of eigenvectors has no sign
    return np.asarray(mean + rng.standard_normal((n, len(mean))) @ root)
