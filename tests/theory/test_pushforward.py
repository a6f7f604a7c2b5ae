import numpy as np
import pytest
from scipy import stats

from explorer.theory.densities import Gaussian, Mixture, Uniform
from explorer.theory.divergences import LN2, js_divergence
from explorer.theory.minimax import D_star
from explorer.theory.pushforward import (
    D_star_of_masses,
    bin_masses,
    bin_masses_of_pushforward,
    js_divergence_of_masses,
    mean_gap_to_D_star,
)

Z = np.linspace(-6.0, 6.0, 361)
EDGES = np.linspace(-9.0, 9.0, 181)


def masses_of(cdf) -> np.ndarray:
    return np.diff(np.concatenate([[0.0], cdf(EDGES), [1.0]]))


# G, the distribution of G(z) by scipy, and how near linear pieces come: a line is exact
CASES = {
    "rising line": (lambda z: 1.5 * z - 2.0, stats.norm(-2.0, 1.5).cdf, 3e-9),
    "falling line": (lambda z: 1.0 - 0.4 * z, stats.norm(1.0, 0.4).cdf, 3e-9),
    "log-normal": (lambda z: np.exp(0.5 * z), stats.lognorm(0.5).cdf, 4e-5),
    "fold: chi-square": (lambda z: z**2, stats.chi2(1).cdf, 3e-3),
    "uniform": (lambda z: 4.0 * stats.norm.cdf(z) - 2.0, stats.uniform(-2.0, 4.0).cdf, 4e-5),
}


@pytest.mark.parametrize("name", CASES)
def test_bin_masses_against_the_known_distribution(name: str) -> None:
    G, cdf, error = CASES[name]
    masses = bin_masses_of_pushforward(Z, G(Z), EDGES)
    assert masses.shape == (len(EDGES) + 1,)
    assert masses.min() >= 0.0
    assert masses.sum() == pytest.approx(1.0, abs=1e-12)
    np.testing.assert_allclose(masses, masses_of(cdf), atol=error)


def test_a_fold_converges_with_a_finer_grid() -> None:
    errors = []
    for n in (181, 721, 2881):
        z = np.linspace(-6.0, 6.0, n)
        errors.append(np.abs(bin_masses_of_pushforward(z, z**2, EDGES) - masses_of(stats.chi2(1).cdf)).max())
    assert errors[1] < errors[0] / 3 and errors[2] < errors[1] / 3


def test_a_generator_that_says_one_thing_puts_all_mass_in_one_bin() -> None:
    masses = bin_masses_of_pushforward(Z, np.full_like(Z, 2.05), EDGES)
    assert masses[np.searchsorted(EDGES, 2.05)] == pytest.approx(1.0)
    assert bin_masses_of_pushforward(Z, np.full_like(Z, 99.0), EDGES)[-1] == pytest.approx(1.0)


@pytest.mark.parametrize("p", [Gaussian(0.5, 0.7), Uniform(-2.0, 2.0)])
def test_bin_masses_of_a_density(p) -> None:
    samples = p.sample(200_000, np.random.default_rng(0))
    counts = np.histogram(samples, np.concatenate([[-np.inf], EDGES, [np.inf]]))[0]
    np.testing.assert_allclose(bin_masses(p, EDGES), counts / 200_000, atol=2e-3)


@pytest.mark.parametrize(
    ("mu", "sigma", "expected"), [(1.0, 1.0, 0.111421482), (2.0, 1.0, 0.336830820), (0.0, 2.0, 0.092733382)]
)
def test_binned_jsd_is_just_below_the_published_one(mu: float, sigma: float, expected: float) -> None:
    p_g = bin_masses_of_pushforward(Z, mu + sigma * Z, EDGES)
    binned = js_divergence_of_masses(bin_masses(Gaussian(), EDGES), p_g)
    assert expected - 2e-4 < binned <= expected + 1e-9


def test_finer_bins_never_lower_the_jsd_and_converge_to_it() -> None:
    p, q = Mixture((Gaussian(-2.0, 0.5), Gaussian(2.0, 0.5)), (0.5, 0.5)), Gaussian(-2.0, 0.5)
    binned = [
        js_divergence_of_masses(bin_masses(p, edges), bin_masses(q, edges))
        for edges in (np.linspace(-9.0, 9.0, n) for n in (7, 37, 181, 1441))
    ]
    exact = js_divergence(p, q)
    assert all(coarse <= fine + 1e-12 for coarse, fine in zip(binned, binned[1:], strict=False))
    assert binned[-1] == pytest.approx(exact, abs=1e-6)
    # The text of the preset "One bump of two" quotes this number.
    assert exact == pytest.approx(0.216, abs=5e-4)


def test_jsd_ends() -> None:
    here, there = bin_masses(Gaussian(-5.0, 0.2), EDGES), bin_masses(Gaussian(5.0, 0.2), EDGES)
    assert js_divergence_of_masses(here, here) == pytest.approx(0.0, abs=1e-15)
    assert js_divergence_of_masses(here, there) == pytest.approx(LN2, abs=1e-12)


def test_D_star_of_masses_is_D_star_of_the_densities() -> None:
    p_data, p_g = Gaussian(), Gaussian(1.0, 1.5)
    binned = D_star_of_masses(bin_masses(p_data, EDGES), bin_masses(p_g, EDGES))[1:-1]
    centres = (EDGES[:-1] + EDGES[1:]) / 2
    middle = np.abs(centres) < 3.0
    np.testing.assert_allclose(binned[middle], D_star(centres, p_data, p_g)[middle], atol=2e-3)


def test_D_star_is_nowhere_without_mass_and_certain_on_one_side() -> None:
    D = D_star_of_masses(np.array([0.0, 0.5, 0.0, 0.5]), np.array([0.0, 0.0, 0.5, 0.5]))
    np.testing.assert_array_equal(D, [np.nan, 1.0, 0.0, 0.5])


def test_mean_gap_weighs_by_where_samples_fall() -> None:
    p_data, p_g = np.array([0.0, 0.25, 0.75]), np.array([0.0, 0.75, 0.25])
    # D* is ¼ and ¾; D says ½ everywhere, also where nothing falls
    assert mean_gap_to_D_star(np.full(3, 0.5), p_data, p_g) == pytest.approx(0.25)
    assert mean_gap_to_D_star(np.array([0.5, 0.25, 0.75]), p_data, p_g) == 0.0
