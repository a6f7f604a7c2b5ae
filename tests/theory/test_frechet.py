"""The Fréchet distance against its closed form in one dimension, scipy's matrix root, and what any distance must do."""

import numpy as np
import pytest
from scipy.linalg import sqrtm
from scipy.stats import norm, ortho_group

from explorer.theory.frechet import frechet_distance


def gaussian(rng, d, n=None):
    """A mean and a covariance; of n < d samples, so that the covariance has no full rank, where n is given."""
    factor = rng.normal(size=(d, n or 2 * d))
    return rng.normal(size=d), factor @ factor.T / factor.shape[1]


@pytest.mark.parametrize(
    ("mu", "sigma"), [((0.0, 3.0), (1.0, 1.0)), ((1.0, 1.0), (0.5, 2.0)), ((-2.0, 0.7), (0.0, 3.0))]
)
def test_in_one_dimension_it_is_the_closed_form(mu, sigma):
    distance = frechet_distance(
        np.array([mu[0]]), np.array([[sigma[0] ** 2]]), np.array([mu[1]]), np.array([[sigma[1] ** 2]])
    )
    assert distance == pytest.approx((mu[0] - mu[1]) ** 2 + (sigma[0] - sigma[1]) ** 2, rel=1e-12)


def test_in_one_dimension_it_is_the_squared_distance_of_the_quantiles():
    # Wasserstein-2 on the line: samples are moved in their order
    u = (np.arange(200_000) + 0.5) / 200_000
    moved = np.mean((norm.ppf(u, 1.0, 0.5) - norm.ppf(u, -0.5, 2.0)) ** 2)
    distance = frechet_distance(np.array([1.0]), np.array([[0.25]]), np.array([-0.5]), np.array([[4.0]]))
    assert distance == pytest.approx(moved, rel=1e-4)


@pytest.mark.parametrize("d", [2, 5, 48])
def test_it_is_the_formula_with_scipys_matrix_root(d):
    rng = np.random.default_rng(d)
    (mean_1, covariance_1), (mean_2, covariance_2) = gaussian(rng, d), gaussian(rng, d)
    root = sqrtm(covariance_1 @ covariance_2).real
    expected = np.sum((mean_1 - mean_2) ** 2) + np.trace(covariance_1 + covariance_2 - 2.0 * root)
    assert frechet_distance(mean_1, covariance_1, mean_2, covariance_2) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("n", [None, 5])
def test_turning_space_and_changing_places_change_nothing(n):
    rng = np.random.default_rng(3)
    (mean_1, covariance_1), (mean_2, covariance_2) = gaussian(rng, 8, n), gaussian(rng, 8, n)
    turn = ortho_group.rvs(8, random_state=rng)
    distance = frechet_distance(mean_1, covariance_1, mean_2, covariance_2)
    turned = [turn @ mean_1, turn @ covariance_1 @ turn.T, turn @ mean_2, turn @ covariance_2 @ turn.T]
    assert frechet_distance(*turned) == pytest.approx(distance, rel=1e-9)
    assert frechet_distance(mean_2, covariance_2, mean_1, covariance_1) == pytest.approx(distance, rel=1e-9)


@pytest.mark.parametrize("n", [None, 5])
def test_equal_gaussians_are_at_no_distance(n):
    mean, covariance = gaussian(np.random.default_rng(4), 20, n)
    assert 0.0 <= frechet_distance(mean, covariance, mean, covariance) < 1e-6
    assert frechet_distance(mean, covariance, mean + 0.5, covariance) == pytest.approx(20 * 0.25, rel=1e-6)
