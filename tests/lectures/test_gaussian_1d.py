"""What the walkthrough of the 1-D game says about numbers is true."""

import numpy as np
import pytest
from numpy.polynomial.polynomial import polyval
from scipy.integrate import quad
from scipy.special import expit
from scipy.stats import norm

from explorer.chapters.gaussian_1d.real_gan_presets import PRESETS
from explorer.lectures.gaussian_1d import STEPS
from explorer.theory.densities import Gaussian
from explorer.theory.gradient_flow import follow
from explorer.theory.minimax import compare, generator_cost, value_function

P_DATA = Gaussian(0.0, 1.0)


def step_called(id: str):
    return next(step for step in STEPS if step.id == id)


def p_g_of(id: str, prefix: str = "") -> Gaussian:
    settings = step_called(id).settings
    return Gaussian(settings[f"{prefix}mu_g"], settings[f"{prefix}sigma_g"])


@pytest.mark.parametrize(
    "id, share", [("two_densities_and_a_detective", "97.7 %"), ("nearer", "86.8 %"), ("near", "64.5 %")]
)
def test_how_often_the_best_detective_is_right(id: str, share: str) -> None:
    p_g = p_g_of(id)
    larger = lambda x: max(norm.pdf(x), norm.pdf(x, p_g.mu, p_g.sigma))  # noqa: E731
    right = quad(larger, -12, 12, limit=200, points=(0, p_g.mu))[0] / 2
    assert f"{100 * right:.1f} %" == share
    assert share in step_called(id).say


def test_the_steps_at_the_ceiling() -> None:
    coin, best = step_called("be_the_discriminator"), step_called("the_best_d_point_by_point")
    p_g = p_g_of(coin.id, "own_")
    assert f"C(G) = −{-generator_cost(P_DATA, p_g):.3f}" in coin.say
    c = tuple(best.settings[name] for name in ("c0", "c1", "c2"))
    x = np.linspace(-4, 4, 9)
    np.testing.assert_allclose(
        expit(polyval(x, c)), norm.pdf(x) / (norm.pdf(x) + norm.pdf(x, p_g.mu, p_g.sigma)), atol=1e-12
    )
    wrong = step_called("sure_and_wrong").settings
    assert value_function(lambda x: polyval(x, (wrong["c0"], wrong["c1"], wrong["c2"])), P_DATA, p_g) < -np.log(4)


def test_the_numbers_of_what_g_minimises() -> None:
    id = "what_g_minimises"
    numbers = compare(P_DATA, p_g_of(id))
    assert f"JSD = {numbers.js:.4f}" in step_called(id).say
    assert f"= −{-numbers.value_at_D_star:.4f}" in step_called(id).say
    far = step_called("far_apart_the_jsd_says_no_more").say
    for mu in (4.5, 5.0):
        assert f"{compare(P_DATA, Gaussian(mu, 1.0)).js:.3f}" in far


def test_which_loss_comes_home() -> None:
    slow, fast = (
        follow(step.settings["flow_loss"], 6.0, 1.0, P_DATA, 0.1, 120, 41)
        for step in map(step_called, ("the_loss_of_the_proof", "the_loss_that_people_use"))
    )
    assert f"{slow.mu[-1]:.1f}" == "5.3" and slow.sigma[-1] > 4
    assert abs(fast.mu[-1]) < 0.02 and f"{fast.sigma.min():.2f}" == "0.80"


def test_a_d_that_lags_behind_is_the_run_of_the_preset() -> None:
    """What it looks like is a test of the preset (`tests/training/gaussian_1d/test_real_gan.py`)."""
    settings, (_, preset, _) = step_called("a_d_that_lags_behind").settings, PRESETS["slow_d"]
    assert {name: value for name, value in settings.items() if name != "chapter"}.items() <= preset.items()
    assert settings["gan_lr_G"] == 5 * settings["gan_lr_D"]
