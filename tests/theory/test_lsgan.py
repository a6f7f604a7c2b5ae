"""LSGAN's optimal D and criterion against SciPy's quadrature and published numbers."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import minimize_scalar
from scipy.stats import norm

from explorer.theory.densities import Gaussian
from explorer.theory.divergences import pearson_chi2_to_generator
from explorer.theory.lsgan import (
    BINARY_CODING,
    PEARSON_CODING,
    Coding,
    agrees_with_chi2,
    cost_as_chi2,
    least_squares_D_star,
    least_squares_generator_cost,
)

P_DATA = Gaussian(0.0, 1.0)
# Pearson χ²(p_data + p_g ‖ 2 p_g) with p_data = N(0, 1)
CHI2 = {
    (0.0, 1.0): 0.0,
    (1.0, 1.0): 0.408108531,
    (2.0, 1.0): 1.100800982,
    (4.0, 1.0): 1.862805182,
    (8.0, 1.0): 1.999803563,
    (0.0, 2.0): 0.319964493,
}
CODINGS = [PEARSON_CODING, BINARY_CODING, Coding(1.0, 1.0, 0.0), Coding(-0.5, 1.7, 0.3), Coding(1.0, -1.0, 0.0)]


def cost_by_scipy(mu: float, sigma: float, coding: Coding) -> float:
    def integrand(x: float) -> float:
        p, q = norm.pdf(x), norm.pdf(x, mu, sigma)
        D = (coding.b * p + coding.a * q) / (p + q)
        return 0.5 * (p + q) * (D - coding.c) ** 2

    return quad(integrand, -30, 30, points=[0, mu / 2, mu], epsabs=1e-11, limit=400)[0]


@pytest.mark.parametrize(("mu", "sigma"), CHI2)
def test_twice_the_criterion_is_the_published_chi2_with_the_papers_coding(mu: float, sigma: float) -> None:
    cost = least_squares_generator_cost(P_DATA, Gaussian(mu, sigma), PEARSON_CODING)
    assert 2 * cost == pytest.approx(CHI2[mu, sigma], abs=2e-9)


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize(("mu", "sigma"), [(1.5, 1.0), (-3.0, 0.6), (0.0, 2.5)])
def test_criterion_against_scipy(coding: Coding, mu: float, sigma: float) -> None:
    cost = least_squares_generator_cost(P_DATA, Gaussian(mu, sigma), coding)
    assert cost == pytest.approx(cost_by_scipy(mu, sigma, coding), abs=1e-8)


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("p_g", [Gaussian(2.0, 1.0), Gaussian(-1.0, 0.5), Gaussian(6.0, 2.0)])
def test_every_coding_is_a_stretched_and_lifted_chi2(coding: Coding, p_g: Gaussian) -> None:
    slope, offset = cost_as_chi2(coding)
    expected = slope * pearson_chi2_to_generator(P_DATA, p_g) + offset
    assert 2 * least_squares_generator_cost(P_DATA, p_g, coding) == pytest.approx(expected, abs=1e-9)


def test_slope_and_offset_that_the_page_names() -> None:
    assert cost_as_chi2(PEARSON_CODING) == (1.0, 0.0)
    assert cost_as_chi2(BINARY_CODING) == (0.25, 0.5)
    assert cost_as_chi2(Coding(1.0, 1.0, 0.0)) == (0.0, 2.0)


@pytest.mark.parametrize(("a", "b"), [(-1.0, 1.0), (0.0, 1.0), (1.0, 1.0)])
def test_D_star_minimises_Ds_loss_at_every_point(a: float, b: float) -> None:
    p_g = Gaussian(1.0, 1.5)
    for x in (-3.0, 0.2, 4.0):
        p, q = norm.pdf(x), norm.pdf(x, 1.0, 1.5)
        best = minimize_scalar(lambda t, p=p, q=q: p * (t - b) ** 2 + q * (t - a) ** 2).x
        assert float(least_squares_D_star(x, P_DATA, p_g, a, b)) == pytest.approx(best, abs=1e-6)


def test_D_star_is_right_in_the_far_tails() -> None:
    p_g = Gaussian(5.0, 1.0)
    D = least_squares_D_star(np.array([-60.0, 60.0]), P_DATA, p_g, -1.0, 1.0)
    np.testing.assert_allclose(D, [1.0, -1.0])


def test_the_two_agree_only_when_both_conditions_hold_up_to_swapped_labels() -> None:
    assert agrees_with_chi2(PEARSON_CODING)
    assert agrees_with_chi2(Coding(-0.7, 1.3, 0.3))
    assert agrees_with_chi2(Coding(1.0, -1.0, 0.0))
    for coding in (BINARY_CODING, Coding(-1.0, 1.0, 0.5), Coding(0.0, 1.0, 0.5), Coding(1.0, 1.0, 0.0)):
        assert not agrees_with_chi2(coding)


def test_the_misprint_leaves_the_generator_nothing_to_minimise() -> None:
    misprint = Coding(a=1.0, b=1.0, c=0.0)
    x = np.linspace(-5, 5, 11)
    np.testing.assert_array_equal(least_squares_D_star(x, P_DATA, Gaussian(2.0, 1.0), 1.0, 1.0), np.ones(11))
    costs = [least_squares_generator_cost(P_DATA, Gaussian(mu, 1.0), misprint) for mu in (0.0, 1.0, 5.0)]
    np.testing.assert_allclose(costs, 1.0, atol=1e-9)


def test_coding_names_its_differences() -> None:
    coding = Coding(a=-0.5, b=1.5, c=1.0)
    assert (coding.b_minus_c, coding.b_minus_a, coding.threshold) == (0.5, 2.0, 0.5)
