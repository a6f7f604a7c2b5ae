"""The Fréchet distance of two Gaussians in any dimension."""

import numpy as np

from explorer.arrays import Array


def frechet_distance(mean_1: Array, covariance_1: Array, mean_2: Array, covariance_2: Array) -> float:
    """Return |μ₁ − μ₂|² + tr(C₁ + C₂ − 2 (C₁C₂)^½), the squared Fréchet (Wasserstein-2) distance of two Gaussians.

    In one dimension it is (μ₁ − μ₂)² + (σ₁ − σ₂)². The trace of (C₁C₂)^½ is computed as the sum of the singular values
    of C₁^½ C₂^½: their squares are the eigenvalues of C₁^½ C₂ C₁^½, which are those of C₁C₂. Only symmetric matrices
    are decomposed, so nothing turns complex, and directions without any spread are welcome.

    Parameters
    ----------
    mean_1, mean_2 : shape (d,)
    covariance_1, covariance_2 : shape (d, d), symmetric, no negative eigenvalues but for rounding

    Returns
    -------
    At least 0, in the squared unit of the means.

    References
    ----------
    Fréchet 1957, "Sur la distance de deux lois de probabilité"; Dowson & Landau 1982, "The Fréchet distance between
    multivariate normal distributions". Heusel et al. 2017, "GANs trained by a two time-scale update rule", use it on
    features of the Inception network and call that FID.
    """
    crossed = np.linalg.svd(_root(covariance_1) @ _root(covariance_2), compute_uv=False).sum()
    apart = np.square(mean_1 - mean_2).sum()
    # Rounding may leave −1e-15 where the two are equal.
    return max(float(apart + np.trace(covariance_1) + np.trace(covariance_2) - 2.0 * crossed), 0.0)


def _root(covariance: Array) -> Array:
    """Return the symmetric matrix whose square is `covariance`."""
    eigenvalues, directions = np.linalg.eigh(covariance)
    return np.asarray((directions * np.sqrt(np.maximum(eigenvalues, 0.0))) @ directions.T)
