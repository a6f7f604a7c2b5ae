"""What the walkthrough of the 1-D game says about numbers is true."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from explorer.lectures.gaussian_1d import STEPS
from explorer.theory.densities import Gaussian
from explorer.theory.gradient_flow import follow
from explorer.theory.minimax import compare, generator_cost, quadratic, sigmoid, value_function

P_DATA = Gaussian(0.0, 1.0)


def step_called(title: str):
    return next(step for step in STEPS if step.title == title)


def p_g_of(title: str, prefix: str = "") -> Gaussian:
    settings = step_called(title).settings
    return Gaussian(settings[f"{prefix}mu_g"], settings[f"{prefix}sigma_g"])


@pytest.mark.parametrize(
    "title, share", [("Two densities and a detective", "97.7 %"), ("Nearer", "86.8 %"), ("Near", "64.5 %")]
)
def test_how_often_the_best_detective_is_right(title: str, share: str) -> None:
    p_g = p_g_of(title)
    larger = lambda x: max(norm.pdf(x), norm.pdf(x, p_g.mu, p_g.sigma))  # noqa: E731
    right = quad(larger, -12, 12, limit=200, points=(0, p_g.mu))[0] / 2
    assert f"{100 * right:.1f} %" == share
    assert share in step_called(title).say


def test_the_steps_at_the_ceiling() -> None:
    coin, best = step_called("Be the discriminator"), step_called("The best D, point by point")
    p_g = p_g_of(coin.title, "own_")
    assert f"C(G) = −{-generator_cost(P_DATA, p_g):.3f}" in coin.say
    c = tuple(best.settings[name] for name in ("c0", "c1", "c2"))
    x = np.linspace(-4, 4, 9)
    np.testing.assert_allclose(
        sigmoid(quadratic(c, x)), norm.pdf(x) / (norm.pdf(x) + norm.pdf(x, p_g.mu, p_g.sigma)), atol=1e-12
    )
    wrong = step_called("Sure and wrong").settings
    assert value_function(lambda x: quadratic((wrong["c0"], wrong["c1"], wrong["c2"]), x), P_DATA, p_g) < -np.log(4)


def test_the_numbers_of_what_g_minimises() -> None:
    title = "What G minimises"
    numbers = compare(P_DATA, p_g_of(title))
    assert f"JSD = {numbers.js:.4f}" in step_called(title).say
    assert f"= −{-numbers.value_at_D_star:.4f}" in step_called(title).say
    far = step_called("Far apart, the JSD says no more").say
    for mu in (4.5, 5.0):
        assert f"{compare(P_DATA, Gaussian(mu, 1.0)).js:.3f}" in far


def test_which_loss_comes_home() -> None:
    slow, fast = (
        follow(step.settings["flow_loss"], 6.0, 1.0, P_DATA, 0.1, 120, 41)
        for step in map(step_called, ("The loss of the proof hardly moves", "The loss that people use"))
    )
    assert f"{slow.mu[-1]:.1f}" == "5.3" and slow.sigma[-1] > 4
    assert abs(fast.mu[-1]) < 0.02 and f"{fast.sigma.min():.2f}" == "0.80"
