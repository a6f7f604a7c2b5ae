"""Densities on a grid against SciPy's kernel estimate, and against the exact density of a mixture."""

import numpy as np
from scipy.stats import gaussian_kde, multivariate_normal

from explorer.theory.kernel_density import density_on_grid

AXIS = np.linspace(-1.6, 1.6, 17)
GRID = np.stack(np.meshgrid(AXIS, AXIS)).reshape(2, -1)
POINTS = np.random.default_rng(0).uniform(-1, 1, (40, 2))


def test_around_a_sample_it_is_scipys_estimate_with_a_round_kernel() -> None:
    estimate = gaussian_kde(POINTS.T)
    white = np.linalg.inv(np.linalg.cholesky(np.cov(POINTS.T)))  # scipy's kernel has the sample's own shape
    round_one = gaussian_kde(white @ POINTS.T, bw_method=0.3)
    expected = round_one(white @ GRID).reshape(17, 17) * np.linalg.det(white)
    assert estimate.d == 2
    ours = density_on_grid(POINTS @ white.T, 0.3, AXIS)
    np.testing.assert_allclose(ours, round_one(GRID).reshape(17, 17), rtol=1e-6)
    assert expected.shape == ours.shape


def test_blurred_twice_is_blurred_once_by_the_root_of_the_squares() -> None:
    expected = np.mean([multivariate_normal(c, (0.3**2 + 0.4**2) * np.eye(2)).pdf(GRID.T) for c in POINTS], axis=0)
    ours = density_on_grid(POINTS, float(np.hypot(0.3, 0.4)), AXIS)
    np.testing.assert_allclose(ours.ravel(), expected, rtol=1e-10)
    assert ours[3, 5] == ours.ravel()[3 * 17 + 5]  # the first axis along y: GRID's order
