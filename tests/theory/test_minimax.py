"""The minimax game against known values, scipy's quadrature and its optimiser."""

import numpy as np
import pytest
from numpy.polynomial.polynomial import polyval
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.special import expit

from explorer.theory.densities import Density, Gaussian, Mixture, Uniform
from explorer.theory.divergences import quadrature
from explorer.theory.minimax import (
    MINIMUM_COST,
    D_star,
    D_star_logit,
    accuracy_of_D_star,
    accuracy_of_quadratic,
    best_quadratic_logit,
    compare,
    generator_cost,
    quadratic_logit_of_D_star,
    shortfall_integrand,
    value_function,
)

FACTS = (
    (Gaussian(0, 1), -1.386294361),
    (Gaussian(1, 1), -1.163451397),
    (Gaussian(2, 1), -0.712632720),
    (Gaussian(4, 1), -0.120853974),
    (Gaussian(8, 1), -0.000187070),
    (Gaussian(0, 2), -1.200827598),
)
BUMPS = Mixture((Gaussian(-2, 0.6), Gaussian(2, 0.6)), (0.5, 0.5))
PAIRS = ((Gaussian(0, 1), Gaussian(1.5, 0.8)), (BUMPS, Gaussian(0.5, 1.0)), (Uniform(-2, 2), Gaussian(1, 1.5)))


def integrated_value(D, p_data: Density, p_g: Density) -> float:
    def integrand(x: float) -> float:
        p, q, d = float(p_data.pdf(x)), float(p_g.pdf(x)), float(D(x))
        return (p * np.log(d) if p > 0 else 0.0) + (q * np.log1p(-d) if q > 1e-300 and d < 1 else 0.0)

    ends = (-12.0, -2.0, 0.0, 2.0, 12.0)
    return sum(quad(integrand, a, b, limit=300)[0] for a, b in zip(ends[:-1], ends[1:], strict=True))


@pytest.mark.parametrize(("p_g", "cost"), FACTS)
def test_known_costs(p_g: Gaussian, cost: float) -> None:
    assert generator_cost(Gaussian(), p_g) == pytest.approx(cost, abs=1e-9)
    assert value_function(lambda x: D_star_logit(x, Gaussian(), p_g), Gaussian(), p_g) == pytest.approx(cost, abs=1e-9)


def test_at_equilibrium_D_can_only_guess() -> None:
    x = np.linspace(-5, 5, 11)
    np.testing.assert_allclose(D_star(x, Gaussian(1, 2), Gaussian(1, 2)), 0.5, atol=1e-15)
    assert generator_cost(Gaussian(), Gaussian()) == pytest.approx(-np.log(4), abs=1e-12)
    assert pytest.approx(-np.log(4)) == MINIMUM_COST
    assert accuracy_of_D_star(Gaussian(), Gaussian()) == pytest.approx(0.5, abs=1e-12)


@pytest.mark.parametrize(("p_data", "p_g"), PAIRS)
def test_D_star_is_the_share_of_real_samples(p_data: Density, p_g: Density) -> None:
    x = np.linspace(-5, 5, 101)
    p, q = p_data.pdf(x), p_g.pdf(x)
    np.testing.assert_allclose(D_star(x, p_data, p_g), p / (p + q), rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize(("p_data", "p_g"), PAIRS)
def test_value_of_D_star_against_scipy(p_data: Density, p_g: Density) -> None:
    expected = integrated_value(lambda x: D_star(x, p_data, p_g), p_data, p_g)
    assert generator_cost(p_data, p_g) == pytest.approx(expected, abs=1e-7)
    numbers = compare(p_data, p_g)
    assert numbers.value_at_D_star == pytest.approx(numbers.generator_cost, abs=1e-10)


@pytest.mark.parametrize(("p_data", "p_g"), PAIRS)
def test_value_of_any_D_against_scipy_and_below_the_ceiling(p_data: Density, p_g: Density) -> None:
    for coefficients in ((0, 0, 0), (0.5, -1.0, 0.1), (-1.0, 2.0, -0.3), (1.2, -0.9, 0.0)):
        value = value_function(lambda x, c=coefficients: polyval(x, c), p_data, p_g)
        expected = integrated_value(lambda x, c=coefficients: expit(polyval(x, c)), p_data, p_g)
        assert value == pytest.approx(expected, abs=1e-7)
        assert value <= generator_cost(p_data, p_g)
        x, w = quadrature(p_data, p_g)
        shortfall = shortfall_integrand(polyval(x, coefficients), x, p_data, p_g)
        assert np.all(shortfall >= 0)
        assert w @ shortfall == pytest.approx(generator_cost(p_data, p_g) - value, abs=1e-9)


def test_a_coin_flip_is_worth_minus_ln_4() -> None:
    for p_data, p_g in PAIRS:
        assert value_function(np.zeros_like, p_data, p_g) == pytest.approx(-np.log(4), abs=1e-10)


def test_a_D_that_is_sure_and_wrong_pays_without_limit() -> None:
    p_data, p_g = Gaussian(), Gaussian(3, 1)
    values = [value_function(lambda x, c=c: c * (x - 1.5), p_data, p_g) for c in (1, 10, 1000)]
    assert values[0] > values[1] > values[2]
    assert np.isfinite(values).all()
    assert value_function(lambda x: np.where(x < 1.5, -np.inf, np.inf), p_data, p_g) == -np.inf


@pytest.mark.parametrize("p_g", [Gaussian(2, 0.8), Gaussian(-1, 1.7)])
def test_quadratic_logit(p_g: Gaussian) -> None:
    p_data = Gaussian(0.2, 1.1)
    x = np.linspace(-6, 6, 25)
    coefficients = quadratic_logit_of_D_star(p_data, p_g)
    np.testing.assert_allclose(polyval(x, coefficients), p_data.log_pdf(x) - p_g.log_pdf(x), atol=1e-10)
    np.testing.assert_allclose(best_quadratic_logit(p_data, p_g), coefficients, atol=1e-5)


@pytest.mark.parametrize("p_data", [BUMPS, Uniform(-2, 2)])
def test_the_best_quadratic_against_scipys_optimiser(p_data: Density) -> None:
    p_g = Gaussian(0.7, 1.2)

    def loss(c: np.ndarray) -> float:
        return -value_function(lambda x: polyval(x, tuple(c)), p_data, p_g)

    found = minimize(loss, np.zeros(3), method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-12, "maxiter": 2000})
    best = best_quadratic_logit(p_data, p_g)
    assert loss(np.array(best)) == pytest.approx(found.fun, abs=1e-9)
    assert -found.fun < generator_cost(p_data, p_g) - 1e-3


@pytest.mark.parametrize(("p_data", "p_g"), PAIRS)
def test_accuracy_of_D_star_by_sampling(p_data: Density, p_g: Density) -> None:
    rng = np.random.default_rng(0)
    real, fake = p_data.sample(40_000, rng), p_g.sample(40_000, rng)
    right = (D_star_logit(real, p_data, p_g) > 0).mean() + (D_star_logit(fake, p_data, p_g) <= 0).mean()
    assert accuracy_of_D_star(p_data, p_g) == pytest.approx(right / 2, abs=0.01)


@pytest.mark.parametrize(
    "coefficients", [(0.3, -1.0, 0.0), (-0.5, 0.2, 0.4), (0.5, 0.1, 0.3), (-0.5, 0.1, -0.3), (2.0, 0.0, -0.5)]
)
def test_accuracy_of_a_D_with_a_quadratic_logit(coefficients: tuple[float, float, float]) -> None:
    p_data, p_g = Gaussian(-0.5, 1.0), Gaussian(1.0, 0.8)
    x = np.linspace(-12, 12, 400_001)
    says_real = coefficients[0] + coefficients[1] * x + coefficients[2] * x**2 > 0
    share = 0.5 * np.where(says_real, p_data.pdf(x), p_g.pdf(x)).sum() * (x[1] - x[0])
    assert accuracy_of_quadratic(coefficients, p_data, p_g) == pytest.approx(share, abs=1e-4)


def test_a_constant_D_is_right_half_of_the_time_and_the_best_quadratic_as_often_as_D_star() -> None:
    p_data, p_g = Gaussian(-0.5, 1.0), Gaussian(1.0, 0.8)
    for c0 in (0.0, 2.0, -2.0):
        assert accuracy_of_quadratic((c0, 0.0, 0.0), p_data, p_g) == 0.5
    best = quadratic_logit_of_D_star(p_data, p_g)
    assert accuracy_of_quadratic(best, p_data, p_g) == pytest.approx(accuracy_of_D_star(p_data, p_g))
