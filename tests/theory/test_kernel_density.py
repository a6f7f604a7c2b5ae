"""Densities on a grid against SciPy's kernel estimate, and against the exact density of a mixture."""

import numpy as np
from scipy.stats import gaussian_kde, multivariate_normal

from explorer.theory.kernel_density import density_on_grid

AXIS = np.linspace(-1.6, 1.6, 17)
GRID = np.stack(np.meshgrid(AXIS, AXIS)).reshape(2, -1)
POINTS = np.random.default_rng(0).uniform(-1, 1, (40, 2))


def test_around_a_sample_it_is_scipys_estimate_with_a_round_kernel() -> None:
    white = POINTS @ np.linalg.inv(np.linalg.cholesky(np.cov(POINTS.T))).T  # scipy's kernel has the sample's own shape
    expected = gaussian_kde(white.T, bw_method=0.3)(GRID).reshape(17, 17)
    np.testing.assert_allclose(density_on_grid(white, 0.3, AXIS), expected, rtol=1e-6)


def test_blurred_twice_is_blurred_once_by_the_root_of_the_squares() -> None:
    expected = np.mean([multivariate_normal(c, (0.3**2 + 0.4**2) * np.eye(2)).pdf(GRID.T) for c in POINTS], axis=0)
    ours = density_on_grid(POINTS, float(np.hypot(0.3, 0.4)), AXIS)
    np.testing.assert_allclose(ours.ravel(), expected, rtol=1e-10)
    assert ours[3, 5] == ours.ravel()[3 * 17 + 5]  # the first axis along y: GRID's order
