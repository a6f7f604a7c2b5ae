"""Densities against scipy.stats and quadrature."""

import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad

from explorer.theory.densities import (
    Density,
    Gaussian,
    Mixture,
    Uniform,
    display_grid,
    equally_likely_z,
)

X = np.array([-7.0, -1.2, -0.3, 0.0, 0.4, 1.9, 6.0])
DENSITIES = (Gaussian(0.7, 1.3), Mixture((Gaussian(-2, 0.5), Gaussian(1, 1.5)), (0.3, 0.7)), Uniform(-1.5, 0.5))


def reference(density: Density, x: np.ndarray, what: str) -> np.ndarray:
    if isinstance(density, Gaussian):
        return getattr(stats.norm(density.mu, density.sigma), what)(x)
    if isinstance(density, Uniform):
        return getattr(stats.uniform(density.low, density.high - density.low), what)(x)
    parts = zip(density.weights, density.components, strict=True)
    return np.sum([weight * reference(component, x, what) for weight, component in parts], axis=0)


@pytest.mark.parametrize("density", DENSITIES, ids=lambda d: type(d).__name__)
class TestEveryDensity:
    def test_agrees_with_scipy(self, density: Density) -> None:
        np.testing.assert_allclose(density.pdf(X), reference(density, X, "pdf"), rtol=1e-12)
        np.testing.assert_allclose(density.cdf(X), reference(density, X, "cdf"), rtol=1e-12, atol=1e-15)
        with np.errstate(divide="ignore"):
            np.testing.assert_allclose(density.log_pdf(X), np.log(reference(density, X, "pdf")), rtol=1e-12)

    def test_integral_of_the_distribution_function(self, density: Density) -> None:
        for x in X:
            points = [knot for knot in density.knots() if -20 < knot < x]
            expected = quad(lambda u: float(density.cdf(u)), -20, x, points=points or None, limit=200)[0]
            assert density.cdf_integral(x) == pytest.approx(expected, abs=1e-9)

    def test_nothing_to_speak_of_lies_outside_the_knots(self, density: Density) -> None:
        first, *_, last = density.knots()
        assert density.cdf(first) < 1e-30
        assert density.cdf(last) == 1.0

    def test_samples_come_from_it(self, density: Density) -> None:
        samples = density.sample(4000, np.random.default_rng(0))
        assert samples.shape == (4000,)
        assert stats.kstest(samples, density.cdf).pvalue > 0.01

    def test_it_is_positive_exactly_on_its_support(self, density: Density) -> None:
        low, high = density.support()
        assert np.all(np.isfinite(density.log_pdf(X)) == ((low <= X) & (high >= X)))


def test_far_tails_keep_their_logarithm() -> None:
    assert Gaussian(0, 1).pdf(60.0) == 0.0
    assert Gaussian(0, 1).log_pdf(60.0) == pytest.approx(stats.norm.logpdf(60.0), rel=1e-12)


def test_the_generator_has_its_density() -> None:
    p_g = Gaussian(1.5, 0.4)
    z = np.linspace(-3, 3, 13)
    np.testing.assert_allclose(p_g.cdf(p_g.generate(z)), stats.norm.cdf(z), rtol=1e-12)


def test_equally_likely_z() -> None:
    z = equally_likely_z(21)
    np.testing.assert_allclose(np.diff(stats.norm.cdf(z)), 1 / 21, rtol=1e-12)
    np.testing.assert_allclose(z, -z[::-1], atol=1e-12)


def test_the_display_grid_shows_both_sides_of_a_jump() -> None:
    box = Uniform(-1.0, 1.0)
    x = display_grid(-4, 4, 50, box, Gaussian())
    assert np.all(np.diff(x) > 0)
    values = box.pdf(x)
    jumps = np.flatnonzero(np.diff(values) != 0)
    assert np.all(np.diff(x)[jumps] < 1e-5)
    assert len(jumps) == 2
