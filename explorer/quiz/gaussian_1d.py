"""The questions of the page on the 1-D Gaussian: the answers to its predictions, and how near its challenges are."""

from collections.abc import Sequence

import numpy as np
from numpy.polynomial.polynomial import polyval

from explorer.numbers import INTEGRATED, counted, number, percent
from explorer.quiz.outcome import Answer, Controls, State, nearest
from explorer.theory.densities import Density, Gaussian
from explorer.theory.divergences import LN2, js_divergence
from explorer.theory.gradient_flow import flow, gradient
from explorer.theory.minimax import (
    MINIMUM_COST,
    accuracy_of_D_star,
    quadratic_logit_of_D_star,
    value_function,
)

FURTHER = 5.0  # where p_g goes on to: the end of its slider
HOME_JS = 0.01
MAX_MOVES = 5
GAP, LEAST_JS = 1e-3, 0.1


def js_far_apart(s: Controls) -> Answer:
    """By how much the JSD of two densities that hardly overlap grows when they go further apart."""
    p_data = Gaussian(s["mu_data"], s["sigma_data"])
    js, further = (js_divergence(p_data, Gaussian(mu, s["sigma_g"])) for mu in (s["mu_g"], FURTHER))
    longer, more = (FURTHER - p_data.mu) / (s["mu_g"] - p_data.mu) - 1, further / js - 1
    overlap = 2 * (1 - accuracy_of_D_star(p_data, Gaussian(FURTHER, s["sigma_g"])))
    return Answer(
        nearest(more, {"none": 0.0, "little": 0.025, "as_distance": longer}),
        f"The JSD goes from {number(js, '.4f', INTEGRATED)} to {number(further, '.4f', INTEGRATED)} nats: "
        f"{percent(more, 1)} more for a distance that is {percent(longer)} longer.",
        {
            "as_distance": "W1 does that: it is the distance itself. The JSD asks only how far the two overlap. Its "
            f"ceiling is ln 2 = {number(LN2, '.4f')}, and at {number(s['mu_g'])} it has {percent(js / LN2)} of that "
            "already.",
            "none": f"Not yet: at {number(FURTHER)} the two still share {percent(overlap, 1)} of their area. Without "
            "any overlap it would be ln 2, and stay there.",
        },
    )


def value_of_coin_flip(s: Controls) -> Answer:
    """V of a D that answers ½ everywhere."""
    p_data, p_g = Gaussian(s["own_mu_data"], s["own_sigma_data"]), Gaussian(s["own_mu_g"], s["own_sigma_g"])
    value = value_function(lambda x: polyval(x, (s["c0"], s["c1"], s["c2"])), p_data, p_g)
    option = nearest(value, {"zero": 0.0, "minus_ln_2": -LN2, "minus_ln_4": -2 * LN2})
    half = number(value / 2, ".4f")
    return Answer(
        option,
        f"Integrated, V = {number(value, '.4f')}: ln ½ from the real and ln ½ from the fakes.",
        {
            "minus_ln_2": f"That is one of the two means: the real samples bring {half}, and the fakes another {half}.",
            "zero": "0 is what a D earns that is right and certain every time, ln 1 + ln 1. A coin flip is right "
            f"every other time, and each of its answers ½ costs {half}.",
        },
    )


def way_home(s: Controls) -> Answer:
    """Which share of the way to p_data the flow has gone."""
    p_data = Gaussian(s["goal_mu"], s["goal_sigma"])
    mu, _ = flow(s["flow_loss"], s["start_mu"], s["start_sigma"], p_data, s["step_size"], s["n_steps"])
    share = float(1 - abs(mu[-1] - p_data.mu) / abs(mu[0] - p_data.mu))
    option = nearest(share, {"none": 0.0, "half": 0.5, "all": 1.0})
    first = {
        loss: s["step_size"] * abs(float(gradient(loss, s["start_mu"], s["start_sigma"], p_data)[0]))
        for loss in (s["flow_loss"], "non_saturating")
    }
    return Answer(
        option,
        f"After {counted(s['n_steps'], 'step')} μ is {number(mu[-1], '.3f')}: {percent(share, 1)} of the way from "
        f"{number(mu[0])} is done.",
        {
            "all": "The proof says where the lowest place is, not how steep the way there is. At the start a step "
            f"of this loss moves μ by {number(first[s['flow_loss']], '.4f')}; one of −ln D would move it by "
            f"{number(first['non_saturating'], '.2f')}.",
            "half": f"Steps of the first one's size, {number(first[s['flow_loss']], '.4f')}, would come "
            f"{number(s['n_steps'] * first[s['flow_loss']], '.2f')} far. They grow only as $p_g$ grows wide and "
            "begins to overlap with the data.",
        },
    )


def five_moves(js: float, n_moves: int | None) -> State:
    """JSD below `HOME_JS` after at most `MAX_MOVES`; `n_moves` is None as long as the challenge is not being played."""
    if n_moves is None:
        return State("Press Begin: it sets both densities, and counts from there.", False)
    moves = counted(n_moves, "move")
    too_many = " That is more than five: press Begin once more." if n_moves > MAX_MOVES else ""
    return State(
        f"{moves} of at most {MAX_MOVES}; JSD {number(js, '.4f', INTEGRATED)}, to come below "
        f"{number(HOME_JS)}.{too_many}",
        0 < n_moves <= MAX_MOVES and js < HOME_JS,
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
        return State(f"The two densities are too much alike: JSD {number(js, '.3f', INTEGRATED)}.", False)
    return State(f"C(G) − V = {number(gap, '.5f', INTEGRATED)} nats, to come below {number(GAP)}.", gap < GAP)


def patience(loss: str, start: Gaussian, p_data: Gaussian, js_at_end: float) -> State:
    """The saturating loss gets home from N(6, 1)."""
    as_asked = loss == "saturating" and (start, p_data) == (Gaussian(6.0, 1.0), Gaussian(0.0, 1.0))
    if not as_asked:
        return State("Another loss, start or goal: press Begin.", False)
    return State(
        f"At the end JSD = {number(js_at_end, '.4f', INTEGRATED)}, to come below {number(HOME_JS)}.",
        js_at_end < HOME_JS,
    )
