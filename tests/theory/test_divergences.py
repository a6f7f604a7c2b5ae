"""Divergences against facts that are known, scipy's quadrature and closed forms."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.spatial.distance import jensenshannon
from scipy.stats import norm, wasserstein_distance

from explorer.theory.densities import Density, Gaussian, Mixture, Uniform
from explorer.theory.divergences import (
    js_divergence,
    js_integrand,
    kl_divergence,
    pearson_chi2_to_generator,
    total_variation,
    wasserstein_1,
)

# p_g against N(0, 1): JSD and Pearson chi² of (p_data + p_g ‖ 2 p_g).
FACTS = (
    (Gaussian(0, 1), 0.0, 0.0),
    (Gaussian(1, 1), 0.111421482, 0.408108531),
    (Gaussian(2, 1), 0.336830820, 1.100800982),
    (Gaussian(4, 1), 0.632720194, 1.862805182),
    (Gaussian(8, 1), 0.693053645, 1.999803563),
    (Gaussian(0, 2), 0.092733382, 0.319964493),
)
BUMPS = Mixture((Gaussian(-2, 0.5), Gaussian(2, 0.5)), (0.4, 0.6))
PAIRS = (
    (Gaussian(0, 1), Gaussian(2, 0.7)),
    (Gaussian(0, 0.05), Gaussian(0.3, 10)),
    (Gaussian(0, 1), Gaussian(0.001, 1.001)),
    (BUMPS, Gaussian(0.5, 1.0)),
    (Uniform(-1, 2), Gaussian(0.2, 0.8)),
    (Uniform(-1, 1), Uniform(0.5, 3)),
)


def integral(f, p: Density, q: Density) -> float:
    """Adaptive quadrature, piece by piece between the knots, a sigma at a time."""
    edges = {edge for density in (p, q) for edge in density.knots()}
    for density in (p, q):
        for part in getattr(density, "components", (density,)):
            if isinstance(part, Gaussian):
                edges |= {part.mu + k * part.sigma for k in np.arange(-12, 12.5, 1.0)}
    ordered = sorted(edges)
    return sum(
        quad(f, a, b, epsabs=1e-13, limit=200)[0] for a, b in zip(ordered[:-1], ordered[1:], strict=True) if b > a
    )


@pytest.mark.parametrize(("p_g", "js", "chi2"), FACTS)
def test_known_values(p_g: Gaussian, js: float, chi2: float) -> None:
    assert js_divergence(Gaussian(), p_g) == pytest.approx(js, abs=1e-9)
    assert pearson_chi2_to_generator(Gaussian(), p_g) == pytest.approx(chi2, abs=1e-9)


@pytest.mark.parametrize("mu", [0.0, 0.01, 0.5, 3.0, 8.0])
def test_closed_forms_for_shifted_gaussians(mu: float) -> None:
    p, q = Gaussian(), Gaussian(mu, 1)
    assert wasserstein_1(p, q) == pytest.approx(mu, abs=1e-11)
    assert total_variation(p, q) == pytest.approx(2 * norm.cdf(mu / 2) - 1, abs=1e-12)
    assert kl_divergence(p, q) == pytest.approx(mu**2 / 2, abs=1e-9)


@pytest.mark.parametrize(("p", "q"), [(Gaussian(0, 1), Gaussian(3, 0.4)), (Gaussian(-2, 2.5), Gaussian(1, 0.6))])
def test_kl_between_gaussians(p: Gaussian, q: Gaussian) -> None:
    expected = np.log(q.sigma / p.sigma) + (p.sigma**2 + (p.mu - q.mu) ** 2) / (2 * q.sigma**2) - 0.5
    assert kl_divergence(p, q) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize(("p", "q"), PAIRS)
def test_against_adaptive_quadrature(p: Density, q: Density) -> None:
    def pdfs(x: float) -> tuple[float, float]:
        return float(p.pdf(x)), float(q.pdf(x))

    def chi2(x: float) -> float:
        a, b = pdfs(x)
        return (a - b) ** 2 / (a + b) if a + b > 0 else 0.0

    assert js_divergence(p, q) == pytest.approx(
        integral(lambda x: float(js_integrand(*map(np.asarray, pdfs(x)))), p, q), abs=1e-9
    )
    assert pearson_chi2_to_generator(p, q) == pytest.approx(integral(chi2, p, q), abs=1e-9)
    # Here scipy integrates over kinks, and is itself no better than this.
    assert total_variation(p, q) == pytest.approx(integral(lambda x: 0.5 * abs(np.subtract(*pdfs(x))), p, q), abs=1e-8)
    assert wasserstein_1(p, q) == pytest.approx(integral(lambda x: float(abs(p.cdf(x) - q.cdf(x))), p, q), abs=1e-8)


def test_total_variation_of_a_narrow_and_a_wide_gaussian() -> None:
    p, q = Gaussian(0.1, 0.05), Gaussian(-1.0, 10.0)
    roots = [
        brentq(lambda x: float(p.log_pdf(x) - q.log_pdf(x)), *ends, xtol=1e-15) for ends in ((-2.0, 0.1), (0.1, 2.0))
    ]
    between = (p.cdf(roots[1]) - p.cdf(roots[0])) - (q.cdf(roots[1]) - q.cdf(roots[0]))
    assert total_variation(p, q) == pytest.approx(float(between), abs=1e-11)


def test_a_crossing_in_the_middle_between_equal_widths_is_found() -> None:
    assert total_variation(Gaussian(0.75, 1.6), Gaussian(3.0, 1.6)) == pytest.approx(
        2 * norm.cdf(2.25 / 3.2) - 1, abs=1e-12
    )


@pytest.mark.parametrize(("d", "e"), [(0.0, 1.0), (1.0, 0.5), (-2.0, 3.0), (0.3, -0.4)])
def test_wasserstein_of_gaussians_of_different_widths(d: float, e: float) -> None:
    # Moved quantile by quantile: E|d + e z|, a folded normal distribution's mean.
    expected = abs(e) * np.sqrt(2 / np.pi) * np.exp(-(d**2) / (2 * e**2)) + d * (2 * norm.cdf(d / abs(e)) - 1)
    assert wasserstein_1(Gaussian(1, 1), Gaussian(1 + d, 1 + e)) == pytest.approx(expected, abs=1e-10)


def test_wasserstein_against_samples() -> None:
    rng = np.random.default_rng(1)
    p, q = BUMPS, Gaussian(0.5, 1.0)
    sampled = wasserstein_distance(p.sample(40_000, rng), q.sample(40_000, rng))
    assert wasserstein_1(p, q) == pytest.approx(sampled, abs=0.03)


@pytest.mark.parametrize("p_g", [Gaussian(1, 1), Gaussian(0, 2), Gaussian(-3, 0.5)])
def test_jsd_is_the_square_of_scipys(p_g: Gaussian) -> None:
    x = np.linspace(-20, 20, 40_001)
    root = jensenshannon(Gaussian().pdf(x), p_g.pdf(x))
    assert js_divergence(Gaussian(), p_g) == pytest.approx(root**2, abs=1e-9)


def test_disjoint_supports() -> None:
    for distance in (1.5, 4.0, 30.0):
        p, q = Uniform(0, 1), Uniform(distance, distance + 1)
        assert js_divergence(p, q) == pytest.approx(np.log(2), abs=1e-12)
        assert kl_divergence(p, q) == kl_divergence(q, p) == np.inf
        assert wasserstein_1(p, q) == pytest.approx(distance, abs=1e-11)
        assert total_variation(p, q) == pytest.approx(1.0, abs=1e-12)
        assert pearson_chi2_to_generator(p, q) == pytest.approx(2.0, abs=1e-12)


def test_kl_is_infinite_exactly_where_the_second_density_misses_the_first() -> None:
    inside, narrow = Uniform(-2, 2), Gaussian(0, 0.05)
    assert kl_divergence(narrow, inside) == np.inf
    assert np.isfinite(kl_divergence(inside, Gaussian(0, 1)))
    assert kl_divergence(Uniform(-1, 1), inside) == pytest.approx(np.log(2), abs=1e-12)


def test_symmetry_and_range() -> None:
    for p, q in PAIRS:
        assert js_divergence(p, q) == pytest.approx(js_divergence(q, p), abs=1e-12)
        assert 0 <= js_divergence(p, q) <= np.log(2) + 1e-12
        assert 0 <= total_variation(p, q) <= 1 + 1e-12
        # Pinsker-like bounds tie them together: ½ TV² ≤ JSD ≤ TV ln 2 (Lin 1991).
        assert 0.5 * total_variation(p, q) ** 2 - 1e-12 <= js_divergence(p, q)
        assert js_divergence(p, q) <= total_variation(p, q) * np.log(2) + 1e-12
