"""The Gaussian of codes against SciPy's fit, and draws from it against the Gaussian."""

import numpy as np
from scipy.stats import multivariate_normal

from explorer.theory.autoencoders.codes import drawn_from, gaussian_of


def test_the_gaussian_is_scipy_s_fit():
    codes = np.random.default_rng(0).normal(size=(300, 3)) @ np.array([[1, 2, 0], [0, 1, 1], [0, 0, 3]]) + [1, 2, 3]
    mean, covariance = gaussian_of(codes)
    theirs = multivariate_normal.fit(codes)
    np.testing.assert_allclose(mean, theirs[0])
    np.testing.assert_allclose(covariance, theirs[1])


def test_draws_have_its_mean_and_its_covariance_also_where_it_is_flat():
    mean, covariance = np.array([3.0, -1.0, 0.5]), np.array([[4.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 0.0]])
    z = drawn_from(mean, covariance, 100_000, np.random.default_rng(0))
    np.testing.assert_allclose(z.mean(axis=0), mean, atol=0.03)
    np.testing.assert_allclose(np.cov(z, rowvar=False), covariance, atol=0.06)
