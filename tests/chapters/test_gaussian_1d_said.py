"""Every sentence of the page on the 1-D game about a result holds at the ends of its controls."""

import itertools
import re

import numpy as np
import pytest

from explorer.chapters.gaussian_1d.convergence import STEP_SIZES, STEPS
from explorer.chapters.gaussian_1d.convergence_said import NOTICES, journey_said
from explorer.figures.gaussian_1d.flow import NAMES
from explorer.figures.gaussian_1d.game import RARE, Spot, game_figure, own_discriminator_figure
from explorer.theory.densities import Density, Gaussian, Mixture, Uniform, display_grid, equally_likely_z
from explorer.theory.divergences import js_integrand
from explorer.theory.gradient_flow import DISTANCES, FLOW_LOSSES, follow, gradient, gradient_lengths
from explorer.theory.minimax import D_star

# The ends of the sliders of *Convergence*.
WIDTHS, GOALS, GOAL_WIDTHS = (0.5, 1.0, 2.5), (-2.0, 0.0, 2.0), (0.8, 1.0, 2.0)
JOURNEYS = list(itertools.product((-8.0, 0.0, 1.5, 8.0), WIDTHS, GOALS, GOAL_WIDTHS))


def numbers(text: str) -> list[float]:
    plain = text.translate(str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")).replace("×10", "e")
    return [float(found) for found in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", plain)]


@pytest.mark.parametrize("loss", FLOW_LOSSES)
def test_the_journey_in_words(loss: str) -> None:
    for mu, sigma, goal_mu, goal_sigma in JOURNEYS[::5]:
        for h, n in ((STEP_SIZES[0], STEPS[0]), (STEP_SIZES[-1], STEPS[-1])):
            p_data = Gaussian(goal_mu, goal_sigma)
            path = follow(loss, mu, sigma, p_data, h, n, 41)
            steps, *found = numbers(journey_said(path, loss, p_data).removeprefix(f"**{NAMES[loss]}**"))
            sigmas = (path.sigma[0], path.sigma[-1], path.sigma.min(), path.sigma.max())
            assert steps == n
            assert found == pytest.approx([mu, path.mu[-1], goal_mu, *sigmas, goal_sigma], rel=6e-3, abs=1e-9)


def test_too_narrow_is_said_of_nobody_who_is_wide() -> None:
    """The preset *Wide*: σ stays above 1, and the fixed sentence said “too narrow”."""
    path = follow("non_saturating", 0.0, 2.5, Gaussian(0.0, 1.0), 0.1, 120, 41)
    assert path.sigma.min() >= 1.0
    assert "narrow" not in NOTICES["non_saturating"] and "was between 1 and 2.5" in journey_said(
        path, "non_saturating", Gaussian(0.0, 1.0)
    )


def test_out_there_the_saturating_loss_widens_before_it_moves() -> None:
    for sigma, goal_sigma, away in itertools.product(WIDTHS, GOAL_WIDTHS, (5.0, 6.0, 8.0, 10.0)):
        d_mu, d_sigma = gradient("saturating", away, sigma, Gaussian(0.0, goal_sigma))
        widening, approach = -sigma * d_sigma, d_mu  # steps are taken in ln σ
        assert widening > approach > 0


@pytest.mark.parametrize("loss", ["saturating", "lsgan"])
def test_the_further_away_the_less_happens(loss: str) -> None:
    for sigma, goal_sigma in itertools.product(WIDTHS, GOAL_WIDTHS):
        lengths = gradient_lengths(DISTANCES, sigma, Gaussian(0.0, goal_sigma))[loss]
        assert (np.diff(lengths[70:]) < 0).all()


@pytest.mark.parametrize("loss", ["non_saturating", "kl"])
def test_the_surer_d_is_the_stronger_the_pull(loss: str) -> None:
    for sigma, goal_sigma in itertools.product(WIDTHS, GOAL_WIDTHS):
        assert (np.diff(gradient_lengths(DISTANCES, sigma, Gaussian(0.0, goal_sigma))[loss][30:]) > 0).all()


def test_with_steps_enough_it_comes_home_from_any_distance() -> None:
    for mu, sigma, goal_mu, goal_sigma in JOURNEYS:
        path = follow("non_saturating", mu, sigma, Gaussian(goal_mu, goal_sigma), 0.2, 400, 2)
        assert path.js[-1] < 1e-3, (mu, sigma, goal_mu, goal_sigma)


def test_kl_comes_nearer_by_the_same_share_at_every_step() -> None:
    for mu, sigma, goal_mu, goal_sigma in JOURNEYS:
        if mu != goal_mu:
            path = follow("kl", mu, sigma, Gaussian(goal_mu, goal_sigma), 0.2, 20, 21)
            left = path.mu - goal_mu
            np.testing.assert_allclose(left[1:] / left[:-1], left[1] / left[0], rtol=1e-6)


@pytest.mark.parametrize("h", STEP_SIZES)
def test_w1_goes_at_constant_speed_and_overshoots_by_one_step_at_most(h: float) -> None:
    for mu, sigma, goal_mu, goal_sigma in JOURNEYS:
        path = follow("w1", mu, sigma, Gaussian(goal_mu, goal_sigma), h, 400, 401)
        if abs(mu - goal_mu) > 5:
            assert abs(path.mu[1] - path.mu[0]) == pytest.approx(h, rel=0.02)
        side = np.sign(mu - goal_mu) or 1.0
        assert ((path.mu - goal_mu) * side > -1.001 * h).all()


KINDS: tuple[Density, ...] = (
    Gaussian(0.0, 1.0),
    Gaussian(-5.0, 0.6),
    Uniform(-2.0, 2.0),
    Mixture((Gaussian(-2.0, 0.6), Gaussian(2.0, 0.6)), (0.5, 0.5)),
)


@pytest.mark.parametrize("p_data", KINDS, ids=["gaussian", "far", "uniform", "two_gaussians"])
@pytest.mark.parametrize("p_g", [Gaussian(0.7, 0.9), Gaussian(5.0, 0.6), Gaussian(0.0, 3.0)])
def test_d_star_is_green_where_samples_fall_and_grey_elsewhere(p_data: Density, p_g: Gaussian) -> None:
    x = display_grid(-9.0, 9.0, 241, p_data)
    real, fake, best = p_data.pdf(x), p_g.pdf(x), D_star(x, p_data, p_g)
    z = equally_likely_z(21)
    for figure in (
        game_figure(x, real, fake, js_integrand(real, fake), best, z, p_g.generate(z), Spot(0.0, 0.4, 0.1, 0.8)),
        own_discriminator_figure(x, real, fake, best, best, np.zeros_like(x)),
    ):
        (seen,) = (trace for trace in figure.data if trace.name == "D*")
        grey = figure.data[[trace.name for trace in figure.data].index("D*") - 1]
        is_rare = real + fake < RARE
        np.testing.assert_array_equal(np.isnan(seen.y), is_rare)
        assert not np.isnan(grey.y[is_rare]).any()
        np.testing.assert_allclose(np.where(is_rare, grey.y, seen.y), best)


def test_near_lies_between_one_fifth_and_four_fifths_where_samples_fall() -> None:
    """What the step *Near* says of D*: almost throughout, 95 % of the samples."""
    p_data, p_g = Gaussian(0.0, 1.0), Gaussian(0.7, 0.9)
    x = np.linspace(-8, 8, 4001)
    mass, best = (p_data.pdf(x) + p_g.pdf(x)) / 2, D_star(x, p_data, p_g)
    share = float(mass[(best > 0.2) & (best < 0.8)].sum() / mass.sum())
    assert 0.8 < share < 0.999, share
