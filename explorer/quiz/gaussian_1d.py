"""The questions of the page on the 1-D Gaussian: the answers to its predictions, and how near its challenges are."""

from collections.abc import Sequence

import numpy as np
from numpy.polynomial.polynomial import polyval

from explorer.numbers import INTEGRATED, counted, number, percent
from explorer.quiz.outcome import Answer, Controls, State, nearest
from explorer.theory.densities import Density, Gaussian
from explorer.theory.divergences import LN2, js_divergence
from explorer.theory.gradient_flow import flow
from explorer.theory.minimax import MINIMUM_COST, quadratic_logit_of_D_star, value_function

HOME_JS = 0.01
MAX_MOVES = 5
GAP, LEAST_JS = 1e-3, 0.1


def js_far_apart(s: Controls) -> Answer:
    """The JSD of two densities that hardly overlap."""
    js = js_divergence(Gaussian(s["mu_data"], s["sigma_data"]), Gaussian(s["mu_g"], s["sigma_g"]))
    return Answer(
        nearest(js, {"third": 0.3, "ln_2": LN2, "distance": 4.5}),
        f"By quadrature JSD = {number(js, '.4f')} nats; ln 2 = {number(LN2, '.4f')} is its ceiling, however far apart "
        "the two are.",
    )


def value_of_coin_flip(s: Controls) -> Answer:
    """V of a D that answers ½ everywhere."""
    p_data, p_g = Gaussian(s["own_mu_data"], s["own_sigma_data"]), Gaussian(s["own_mu_g"], s["own_sigma_g"])
    value = value_function(lambda x: polyval(x, (s["c0"], s["c1"], s["c2"])), p_data, p_g)
    option = nearest(value, {"zero": 0.0, "minus_ln_2": -LN2, "minus_ln_4": -2 * LN2})
    return Answer(option, f"Integrated, V = {number(value, '.4f')}: ln ½ from the real and ln ½ from the fakes.")


def way_home(s: Controls) -> Answer:
    """Which share of the way to p_data the flow has gone."""
    p_data = Gaussian(s["goal_mu"], s["goal_sigma"])
    mu, _ = flow(s["flow_loss"], s["start_mu"], s["start_sigma"], p_data, s["step_size"], s["n_steps"])
    share = float(1 - abs(mu[-1] - p_data.mu) / abs(mu[0] - p_data.mu))
    option = nearest(share, {"none": 0.0, "half": 0.5, "all": 1.0})
    return Answer(
        option,
        f"After {s['n_steps']} steps μ is {number(mu[-1], '.3f')}: {percent(share, 1)} of the way from "
        f"{number(mu[0])} is done.",
    )


def five_moves(js: float, n_moves: int | None) -> State:
    """JSD below `HOME_JS` after at most `MAX_MOVES`; `n_moves` is None as long as the challenge is not being played."""
    if n_moves is None:
        return State("Press Begin: it sets p_data and p_g, and counts from there.", False)
    moves = counted(n_moves, "move")
    too_many = " That is more than five: press Begin once more." if n_moves > MAX_MOVES else ""
    return State(
        f"{moves}, JSD {number(js, '.4f', INTEGRATED)} nats.{too_many}", 0 < n_moves <= MAX_MOVES and js < HOME_JS
    )


def near_D_star(value: float, cost: float, coefficients: Sequence[float], p_data: Density, p_g: Gaussian) -> State:
    """C(G) − V below `GAP` by a D that the button has not set, for densities at least `LEAST_JS` apart.

    `value` is V of the D with these coefficients, `cost` C(G) = −ln 4 + 2 JSD.
    """
    gap, js = cost - value, (cost - MINIMUM_COST) / 2
    best = quadratic_logit_of_D_star(p_data, p_g) if isinstance(p_data, Gaussian) else None
    if best is not None and np.allclose(coefficients, best, atol=1e-9):
        return State("That is D* itself, as the button sets it. By hand, please.", False)
    if js < LEAST_JS:
        return State(f"The two densities are too much alike: JSD {number(js, '.3f', INTEGRATED)} nats.", False)
    return State(f"C(G) − V = {number(gap, '.5f', INTEGRATED)} nats.", gap < GAP)


def patience(loss: str, start: Gaussian, p_data: Gaussian, js_at_end: float) -> State:
    """The saturating loss gets home from N(6, 1)."""
    as_asked = loss == "saturating" and (start, p_data) == (Gaussian(6.0, 1.0), Gaussian(0.0, 1.0))
    if not as_asked:
        return State("Another loss, start or p_data: press Begin.", False)
    return State(f"At the end JSD = {number(js_at_end, '.4f', INTEGRATED)} nats.", js_at_end < HOME_JS)
