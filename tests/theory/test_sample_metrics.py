"""The metrics on samples of known distributions, and the floors that a perfect sampler reaches."""

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2, entropy, wasserstein_distance

from explorer.theory.divergences import LN2
from explorer.theory.pushforward import js_divergence_of_masses
from explorer.theory.sample_metrics import (
    KL_MOST,
    N_DIRECTIONS,
    PERFECT_QUALITY,
    count_modes,
    floor_of,
    grid_shares,
    kl_divergence_of_shares,
    project,
    sliced_w1,
    with_outside,
)

MODES = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0]])


def around_the_modes(n: int, sigma: float, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return MODES[rng.integers(3, size=n)] + sigma * rng.standard_normal((n, 2))


def test_a_perfect_sampler_has_98_889_percent_of_high_quality() -> None:
    assert pytest.approx(0.98889, abs=5e-6) == PERFECT_QUALITY
    assert pytest.approx(chi2(2).cdf(9.0), rel=1e-12) == PERFECT_QUALITY
    found = count_modes(around_the_modes(200_000, 0.01), MODES, 0.01)
    assert found.quality == pytest.approx(PERFECT_QUALITY, abs=4 * np.sqrt(0.989 * 0.011 / 200_000))
    assert found.n_captured == 3
    assert found.near.sum() == 200_000


def test_shrunken_modes_score_more_and_wide_ones_less() -> None:
    assert count_modes(around_the_modes(5_000, 0.002), MODES, 0.01).quality == 1.0
    wide = count_modes(around_the_modes(100_000, 0.02), MODES, 0.01).quality
    assert wide == pytest.approx(chi2(2).cdf(2.25), abs=0.006)


def test_modes_by_hand() -> None:
    samples = np.array([[1.0, 0.029], [1.031, 0.0], [-1.0, 0.0], [0.0, 0.3]])
    found = count_modes(samples, MODES, 0.01)
    np.testing.assert_array_equal(found.counts, [1, 1, 0])
    np.testing.assert_array_equal(found.near, [2, 1, 1])
    assert (found.n_captured, found.quality) == (2, 0.5)


def test_a_shift_costs_its_mean_shadow() -> None:
    samples = np.random.default_rng(0).standard_normal((500, 2))
    angles = np.pi * np.arange(N_DIRECTIONS) / N_DIRECTIONS
    shift = np.array([0.6, -0.3])
    expected = np.abs(np.cos(angles) * shift[0] + np.sin(angles) * shift[1]).mean()
    assert sliced_w1(project(samples), project(samples + shift)) == pytest.approx(expected)
    assert expected == pytest.approx(2 / np.pi * np.linalg.norm(shift), rel=2e-3)  # the mean over all directions
    assert sliced_w1(project(samples), project(samples[::-1])) == pytest.approx(0.0, abs=1e-15)


def test_sliced_w1_is_the_mean_of_scipys_distances() -> None:
    one, other = around_the_modes(300, 0.2, 1), around_the_modes(300, 0.1, 2)
    angles = np.pi * np.arange(N_DIRECTIONS) / N_DIRECTIONS
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    expected = np.mean([wasserstein_distance(one @ direction, other @ direction) for direction in directions])
    assert sliced_w1(project(one), project(other)) == pytest.approx(expected)


def test_wider_gaussians_are_as_far_away_as_the_formula_says() -> None:
    """W1 between N(0, 1) and N(0, s²) on a line is |s − 1| √(2/π), in every direction."""
    rng = np.random.default_rng(0)
    one, other = rng.standard_normal((60_000, 2)), 1.5 * rng.standard_normal((60_000, 2))
    assert sliced_w1(project(one), project(other)) == pytest.approx(0.5 * np.sqrt(2 / np.pi), rel=0.02)


def test_shares_of_the_grid_are_numpys_histogram_and_the_rest() -> None:
    edges = np.linspace(-1.2, 1.2, 8)
    samples = 0.8 * np.random.default_rng(0).standard_normal((1_000, 2))
    expected = np.histogram2d(samples[:, 1], samples[:, 0], bins=[edges, edges])[0] / 1_000
    np.testing.assert_allclose(grid_shares(samples, edges), np.append(expected.ravel(), 1 - expected.sum()))


def test_masses_and_what_is_missing_add_up_to_one() -> None:
    np.testing.assert_allclose(with_outside(np.array([[0.1, 0.2], [0.3, 0.15]])), [0.1, 0.2, 0.3, 0.15, 0.25])


def test_the_divergence_of_shares_is_scipys() -> None:
    p, q = np.random.default_rng(0).dirichlet(np.ones(12), 2)
    assert js_divergence_of_masses(p, q) == pytest.approx(jensenshannon(p, q) ** 2)


def test_the_floor_is_the_mean_divergence_of_perfect_samples_and_falls_as_they_grow() -> None:
    rng = np.random.default_rng(0)
    masses = rng.dirichlet(np.ones(30))
    floor = floor_of(js_divergence_of_masses, masses, 500, rng)
    # For n ≫ cells: E KL(share ‖ mass) ≈ (cells − 1)/2n, and the JSD is a quarter of it.
    assert floor == pytest.approx(29 / (8 * 500), rel=0.15)
    assert floor_of(js_divergence_of_masses, masses, 5_000, rng) < floor / 5
    drawn = [np.bincount(rng.choice(30, 500, p=masses), minlength=30) / 500 for _ in range(200)]
    assert floor == pytest.approx(np.mean([js_divergence_of_masses(masses, q) for q in drawn]), rel=0.1)
    assert 0 < floor < LN2


def test_the_kl_divergence_is_scipys_with_one_percent_of_real_mass_mixed_in() -> None:
    p, q = np.random.default_rng(0).dirichlet(np.ones(12), 2)
    assert kl_divergence_of_shares(p, q) == pytest.approx(entropy(p, 0.99 * q + 0.01 * p))
    assert kl_divergence_of_shares(p, p) == pytest.approx(0.0, abs=1e-12)
    with_holes = np.append(q, 0.0), np.append(np.zeros(12), 1.0)  # cells without real mass cost nothing
    assert kl_divergence_of_shares(np.append(p, 0.0), with_holes[0]) == pytest.approx(kl_divergence_of_shares(p, q))
    assert kl_divergence_of_shares(np.append(p, 0.0), with_holes[1]) == pytest.approx(KL_MOST)
    assert pytest.approx(np.log(100)) == KL_MOST


def test_the_kl_divergence_grows_with_every_mode_that_is_lost_and_its_floor_is_its_bias() -> None:
    rng, masses = np.random.default_rng(0), np.full(8, 1 / 8)
    lost = [kl_divergence_of_shares(masses, np.append(np.full(k, 1 / k), np.zeros(8 - k))) for k in (8, 6, 4, 2, 1)]
    assert lost[0] == pytest.approx(0.0, abs=1e-12) and all(np.diff(lost) > 0.3)
    # E KL(mass ‖ share) ≈ (cells − 1)/2n for n ≫ cells, and 0.99² of it where 1 % of the mass is mixed in.
    floor = floor_of(kl_divergence_of_shares, rng.dirichlet(np.full(30, 9.0)), 3_000, rng, 400)
    assert floor == pytest.approx(0.99**2 * 29 / (2 * 3_000), rel=0.1)
