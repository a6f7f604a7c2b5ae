"""Two lines at a distance: published values, quadrature, finite differences."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm, wasserstein_distance

from explorer.theory.dynamics.disjoint_supports import DIVERGENCES, descend, divergence, slope

THETAS = np.array([-2.0, -0.05, 0.3, 1.7])


def test_arjovskys_example() -> None:
    np.testing.assert_allclose(divergence("jsd", THETAS), np.log(2))
    assert np.isinf(divergence("kl", THETAS)).all()
    np.testing.assert_array_equal(divergence("w1", THETAS), np.abs(THETAS))
    assert [float(divergence(name, 0.0)) for name in DIVERGENCES] == [0.0, 0.0, 0.0]


def test_the_slopes_of_the_example() -> None:
    np.testing.assert_array_equal(slope("jsd", THETAS), 0.0)
    assert np.isnan(slope("kl", THETAS)).all()
    np.testing.assert_array_equal(slope("w1", THETAS), np.sign(THETAS))
    assert all(np.isnan(slope(name, 0.0)) for name in DIVERGENCES)


@pytest.mark.parametrize("theta", [-1.5, 0.2, 1.0])
@pytest.mark.parametrize("sigma", [0.3, 0.8])
def test_with_noise_by_quadrature(theta: float, sigma: float) -> None:
    p, q = norm(0.0, sigma), norm(theta, sigma)

    def integral(of) -> float:
        return quad(of, -8, 8, points=[0.0, theta], limit=200)[0]

    def js(x: float) -> float:
        m = np.logaddexp(p.logpdf(x), q.logpdf(x)) - np.log(2)
        return 0.5 * p.pdf(x) * (p.logpdf(x) - m) + 0.5 * q.pdf(x) * (q.logpdf(x) - m)

    assert divergence("jsd", theta, sigma) == pytest.approx(integral(js), abs=1e-8)
    kl = integral(lambda x: p.pdf(x) * (p.logpdf(x) - q.logpdf(x)))
    assert divergence("kl", theta, sigma) == pytest.approx(kl, abs=1e-7)
    levels = np.linspace(1e-4, 1 - 1e-4, 2001)
    assert divergence("w1", theta, sigma) == pytest.approx(wasserstein_distance(p.ppf(levels), q.ppf(levels)))


@pytest.mark.parametrize("name", DIVERGENCES)
def test_slopes_with_noise_by_finite_differences(name: str) -> None:
    h = 1e-5
    by_differences = (divergence(name, THETAS + h, 0.4) - divergence(name, THETAS - h, 0.4)) / (2 * h)
    np.testing.assert_allclose(slope(name, THETAS, 0.4), by_differences, atol=1e-6)


def test_who_comes_home() -> None:
    ends = {name: descend(name, 1.0, 0.05, 60)[-1] for name in DIVERGENCES}
    assert (ends["jsd"], ends["kl"]) == (1.0, 1.0)
    assert abs(ends["w1"]) <= 0.05 + 1e-9
    assert abs(descend("jsd", 1.0, 0.05, 60, sigma=0.5)[-1]) < 0.2
