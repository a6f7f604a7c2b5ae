"""The best D for a generator: ½ for a perfect one, the closed form for known ones, and the gap to the trained one."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.training.mode_collapse.optimum import N_FINE, blur, densities, gap_to_D_star
from explorer.training.mode_collapse.settings import Gan2dSettings

TWO = Gan2dSettings(data="two_gaussians")


@pytest.mark.parametrize("data", DISTRIBUTIONS)
@pytest.mark.parametrize("instance_noise", [0.0, 0.2])
def test_for_a_perfect_generator_it_is_one_half_wherever_points_are(data: str, instance_noise: float) -> None:
    s = Gan2dSettings(data=data, instance_noise=instance_noise)
    known = densities(s, DISTRIBUTIONS[data].sample(20_000, np.random.default_rng(0)))
    weights = known.p_data + known.p_g
    assert (weights * np.abs(known.D_star - 0.5)).sum() / weights.sum() < 0.04
    cell = (2 * DISTRIBUTIONS[data].extent / (N_FINE - 1)) ** 2
    assert known.p_g.sum() * cell == pytest.approx(known.p_data.sum() * cell, abs=0.01)
    assert known.p_data.sum() * cell == pytest.approx(1.0, abs=0.02)


def test_it_is_the_share_of_the_two_densities() -> None:
    """A generator that makes one Gaussian of the two only; its noise and the blur add up in squares."""
    p, rng = DISTRIBUTIONS[TWO.data], np.random.default_rng(0)
    known = densities(TWO, p.modes[0] + p.sigma * rng.standard_normal((200_000, 2)))
    variance = p.sigma**2 + blur(TWO) ** 2
    axis = np.linspace(-p.extent, p.extent, N_FINE)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1)
    one, other = (multivariate_normal(mode, variance * np.eye(2)).pdf(grid) for mode in p.modes)
    expected = (one + other) / 2 / ((one + other) / 2 + one)
    often = known.p_data + known.p_g > 0.1
    np.testing.assert_allclose(known.D_star[often], expected[often], atol=0.03)
    at_lost, at_kept = (int(np.abs(axis - x).argmin()) for x in (p.modes[1, 0], p.modes[0, 0]))
    assert known.D_star[len(axis) // 2 + 12, at_lost] > 0.99
    assert known.D_star[len(axis) // 2 - 12, at_kept] == pytest.approx(1 / 3, abs=0.02)


def test_where_nobody_is_nothing_is_shown() -> None:
    known = densities(TWO, np.array([[1.5, -1.5]]))
    assert known.cover[0, 0] < 1e-3 < known.cover[0, -1] and known.cover.max() == 1.0


def test_the_gap_is_0_for_the_best_D_and_one_half_for_its_opposite_at_the_goal() -> None:
    x_fake = DISTRIBUTIONS[TWO.data].sample(1_000, np.random.default_rng(0))
    best = densities(TWO, x_fake, 33).D_star
    assert gap_to_D_star(TWO, x_fake, best) == 0.0
    # Half of the points are real.
    assert gap_to_D_star(TWO, x_fake, np.zeros_like(best)) == pytest.approx(0.5, abs=0.01)
