"""The questions of the page on LSGAN against BCE: the answers to its predictions, and how near its challenges are."""

from collections.abc import Callable

import numpy as np
from scipy.special import expit

from explorer.arrays import Array
from explorer.data.far_fakes import far_fakes
from explorer.numbers import number
from explorer.quiz.outcome import Answer, Controls, State, nearest
from explorer.theory.losses import NON_SATURATING, Loss, least_squares_behind_sigmoid, least_squares_generator
from explorer.theory.lsgan import PEARSON_CODING, Coding, agrees_with_chi2, cost_as_chi2
from explorer.training.lsgan_vs_bce.far_fakes import move_fakes

SAME = 0.02  # two lengths this close to each other, in parts of one of them, count as the same
_LEAST_SQUARES: tuple[Callable[[float], Loss], ...] = (least_squares_generator, least_squares_behind_sigmoid)
WEAKER, STEP_OF_T = 100.0, 0.1


def behind_a_sigmoid(s: Controls) -> Answer:
    """How much smaller a sigmoid makes the gradient of least squares."""
    t = np.array([s["t"]])
    plain, behind = (float(loss(s["c"]).gradient(t)[0]) for loss in _LEAST_SQUARES)
    ratio, answer = abs(plain / behind), float(expit(s["t"]))
    option = nearest(np.log10(ratio), {"same": 0.0, "tenth": 1.0, "hundredth": 2.8})
    return Answer(
        option,
        f"At t = {number(s['t'])} it is {number(plain, '.3f')} without the sigmoid and {number(behind, '.5f')} with "
        f"it: {number(ratio, '.0f')} times smaller.",
        {
            "tenth": f"It is true that σ(t) − 1 = {number(answer - s['c'], '.3f')} is only "
            f"{number(abs(plain / (answer - s['c'])), '.0f')} times smaller than t − 1. But by the chain rule the "
            f"sigmoid's own slope comes as a factor, σ(t)(1 − σ(t)) = {number(answer * (1 - answer), '.4f')}.",
            "same": "It is still a square, but no longer of t: σ(t) hardly moves when t does. Its slope there is "
            f"{number(answer * (1 - answer), '.4f')}.",
        },
    )


def longer_arrow(s: Controls) -> Answer:
    """How far the first step of each loss moves the fakes that D rejects."""
    points = far_fakes(s["distance"], s["height"], s["gap"], s["points_seed"])
    target: Coding = PEARSON_CODING
    runs = (
        move_fakes(points, NON_SATURATING, 0, s["step_size"], s["refit"]),
        move_fakes(points, least_squares_generator(target.c), 0, s["step_size"], s["refit"], target),
    )
    first = [next(run) for run in runs]
    bce, ls = (s["step_size"] * _mean_length(each.gradient_fake) for each in first)
    bce_far, ls_far = (s["step_size"] * _mean_length(each.gradient_far) for each in first)
    steepness = [float(np.linalg.norm(each.discriminator.w)) for each in first]
    pulls = [_mean_length(each.gradient_fake) / slope for each, slope in zip(first, steepness, strict=True)]
    option = "same" if abs(bce - ls) < SAME * ls else "bce" if bce > ls else "least_squares"
    return Answer(
        option,
        f"Their first step is {number(bce, '.2f')} long under BCE and {number(ls, '.2f')} under least squares, on "
        "average.",
        {
            "least_squares": f"That holds for the magenta ones: least squares moves them by {number(ls_far, '.2f')}, "
            f"BCE by {f'less than {SAME}' if bce_far < SAME else number(bce_far, '.2f')}. The orange ones lie near "
            f"its line t = c: its slope by t there is {number(pulls[1], '.2f')} on average, BCE's "
            f"{number(pulls[0], '.2f')}.",
            "same": f"A step is the loss's slope by t, {number(pulls[0], '.2f')} for BCE and "
            f"{number(pulls[1], '.2f')} for least squares, times how steep D is: {number(steepness[0], '.2f')} and "
            f"{number(steepness[1], '.2f')}, since each loss fits a D of its own.",
        },
    )


def _mean_length(vectors: Array) -> float:
    return float(np.linalg.norm(vectors, axis=1).mean())


def hundred_times(t: float, c: float) -> State:
    """The smallest t, to a tenth, where |LS gradient| ≥ 100 |non-saturating gradient|, with c = 1."""
    if c != 1.0:
        return State("c is not 1: press Begin.", False)

    def ratio(at: float) -> float:
        x = np.array([at])
        return abs(float(least_squares_generator(c).gradient(x)[0] / NON_SATURATING.gradient(x)[0]))

    here, before = ratio(t), ratio(t - STEP_OF_T)
    said = f"At t = {number(t)} it is {number(here, '.3g')} times weaker, a tenth before {number(before, '.3g')} times."
    return State(said, t > 0 and here >= WEAKER > before)


def other_coding(coding: Coding) -> State:
    """2 C(G) = χ² with another coding than the paper's."""
    slope, offset = cost_as_chi2(coding)
    same = bool(np.allclose([coding.a, coding.b, coding.c], [PEARSON_CODING.a, PEARSON_CODING.b, PEARSON_CODING.c]))
    said = f"2 C(G) = {number(slope, '.3g')} · χ² + {number(offset, '.3g')}"
    return State(f"{said}, the paper's own." if same else f"{said}.", agrees_with_chi2(coding) and not same)
