"""Both estimates of the gradient: exact moments against quadrature, against draws, and against finite differences."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from explorer.theory.autoencoders.estimators import INTEGRANDS, Integrand, Moments, estimate, quadratic
from explorer.theory.densities import Gaussian

ALL = {**INTEGRANDS, "quadratic": quadratic(-1.2, 0.7, -2.25)}
QS = [Gaussian(1.0, 1.0), Gaussian(-0.6, 0.3), Gaussian(0.0, 2.0), Gaussian(2.5, 0.2)]


def expectation(g, q: Gaussian) -> float:
    ends = q.mu - 10 * q.sigma, q.mu + 10 * q.sigma
    where = [0.0] if ends[0] < 0 < ends[1] else None
    return quad(lambda z: norm.pdf(z, q.mu, q.sigma) * g(z), *ends, points=where, limit=800, epsabs=1e-11)[0]


def moments(g, q: Gaussian) -> Moments:
    mean = expectation(g, q)
    return Moments(mean, expectation(lambda z: (g(z) - mean) ** 2, q))


def f_at(integrand: Integrand, z: float) -> float:
    return float(integrand.f(np.array([z]))[0])


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("q", QS)
def test_moments_are_their_integrals(name: str, q: Gaussian) -> None:
    integrand = ALL[name]
    slope = moments(lambda z: float(integrand.slope(np.array([z]))[0]), q)
    score = moments(lambda z: f_at(integrand, z) * (z - q.mu) / q.sigma**2, q)
    np.testing.assert_allclose(integrand.reparameterised(q), slope, rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(integrand.score_function(q), score, rtol=1e-7, atol=1e-8)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("q", QS)
def test_the_mean_is_the_gradient_save_where_f_has_no_derivative(name: str, q: Gaussian) -> None:
    integrand, h = ALL[name], 1e-4
    above, below = (
        expectation(lambda z: f_at(integrand, z), Gaussian(q.mu + side * h, q.sigma)) for side in (1.0, -1.0)
    )
    gradient = (above - below) / (2 * h)
    assert integrand.score_function(q).mean == pytest.approx(gradient, abs=2e-6)
    if name == "step":
        assert integrand.reparameterised(q) == (0, 0)
    else:
        assert integrand.reparameterised(q).mean == pytest.approx(gradient, abs=2e-6)


def test_variances_of_the_worked_example() -> None:
    q = Gaussian(1.0, 1.0)
    assert INTEGRANDS["square"].reparameterised(q) == pytest.approx((2, 4))
    assert INTEGRANDS["square"].score_function(q) == pytest.approx((2, 30))


@pytest.mark.parametrize("name", ALL)
def test_draws_scatter_as_the_moments_say(name: str) -> None:
    q, n = Gaussian(0.8, 0.7), 200_000
    drawn = estimate(ALL[name], q, n, np.random.default_rng(0))
    for values, exact in zip(drawn, (ALL[name].reparameterised(q), ALL[name].score_function(q)), strict=True):
        assert values.shape == (n,)
        assert values.mean() == pytest.approx(exact.mean, abs=5 * np.sqrt(exact.variance / n) + 1e-12)
        assert values.var() == pytest.approx(exact.variance, rel=0.05, abs=1e-12)


def test_slopes_are_derivatives() -> None:
    z, h = np.linspace(-2.1, 2.1, 16), 1e-6
    for integrand in ALL.values():
        differences = (integrand.f(z + h) - integrand.f(z - h)) / (2 * h)
        np.testing.assert_allclose(integrand.slope(z), differences, atol=1e-7)
