"""The linear classifier: its fit, its distance from the boundary, and what noise does to its score."""

import numpy as np
import pytest
from scipy.optimize import minimize

from explorer.theory.adversarial_examples.linear import LinearClassifier, fit

RNG = np.random.default_rng(0)


def test_the_fit_is_the_minimum():
    x, t, ridge = RNG.random((60, 5)), RNG.choice([-1.0, 1.0], 60), 0.03

    def loss(v):
        return np.mean((x @ v[:5] + v[5] - t) ** 2) + ridge * np.sum(v[:5] ** 2)

    best = minimize(loss, np.zeros(6), method="BFGS", options={"gtol": 1e-10}).x
    found = fit(x, t, ridge)
    np.testing.assert_allclose([*found.w, found.b], best, atol=1e-5)


def test_the_nearest_point_of_the_boundary_is_that_far_away():
    c, x = LinearClassifier(np.array([3.0, -4.0]), 1.0), RNG.random((6, 2))
    nearest = x - (c.score(x) / 25.0)[:, None] * c.w
    np.testing.assert_allclose(c.score(nearest), 0.0, atol=1e-12)
    np.testing.assert_allclose(c.distance(x), np.linalg.norm(nearest - x, axis=1))


@pytest.mark.parametrize("n", [16, 784])
def test_signs_add_up_and_random_ones_cancel(n):
    c = LinearClassifier(RNG.standard_normal(n), 0.5)
    x = RNG.random((1, n))
    moved = c.score(x + 0.1 * np.sign(c.w)) - c.score(x)
    assert moved[0] == pytest.approx(0.1 * c.by_signs)
    drawn = c.score(x + 0.1 * RNG.choice([-1.0, 1.0], (20_000, n))) - c.score(x)
    assert np.std(drawn) == pytest.approx(0.1 * c.by_chance, rel=0.03)
    assert c.ratio <= np.sqrt(n)
    assert LinearClassifier(np.full(n, -2.0), 0.0).ratio == pytest.approx(np.sqrt(n))


def test_the_ratio_of_normal_weights():
    assert LinearClassifier(RNG.standard_normal(100_000), 0.0).ratio == pytest.approx(
        np.sqrt(2 * 100_000 / np.pi), rel=0.01
    )
