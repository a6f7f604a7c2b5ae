"""The questions of the page on the Dirac-GAN: the answers to its predictions, and how near its challenges are."""

import numpy as np

from explorer.numbers import counted, number
from explorer.quiz.outcome import Answer, Controls, State
from explorer.theory.dynamics.dirac_gan import METHODS, Method
from explorer.theory.dynamics.eigenvalues import Local, largest_step, local, step_matrix
from explorer.theory.dynamics.steps import Path, follow

SAME = 0.02  # two lengths this close to each other, in parts of one of them, count as the same
LEAST_H, LEAST_RADIUS, CLOSED = 0.2, 1.0, 0.01
FAST = 0.9


def which_way(s: Controls) -> Answer:
    """Whether the distance from the middle grows along the path."""
    method = METHODS[s["method"]]
    path = follow(method, method.usual, s["schedule"], s["h"], (s["theta"], s["psi"]), s["steps"])
    first, last = float(path.radius[0]), float(path.radius[-1])
    closes = abs(last - first) < SAME * first
    option = "closes" if closes else "out" if last > first else "in"
    together = follow(method, method.usual, "simultaneous", s["h"], (s["theta"], s["psi"]), s["steps"]).radius[-1]
    area, area_together = (_area_factor(method, schedule, s["h"]) for schedule in (s["schedule"], "simultaneous"))
    return Answer(
        option,
        f"It begins {number(first, '.4f')} from the middle; after {counted(s['steps'], 'step')} it is "
        f"{number(last, '.4f')} away.",
        {
            "out": f"Stepping at once, the same players end {number(together, '.2f')} away: near the middle each "
            f"step multiplies areas by {number(area_together, '.2f')}. Now G answers the slope that D has already, "
            f"and the factor is {number(area, '.2f')}.",
            "in": f"For that each step would have to shrink areas, and it multiplies them by {number(area, '.2f')}: "
            "nothing brakes the two.",
        },
    )


def _area_factor(method: Method, schedule: str, step_size: float) -> float:
    """Return what one step near the equilibrium multiplies areas by: the determinant of its matrix."""
    if method.jacobian is None:
        raise ValueError(f"{method.id} has no Jacobian")
    return float(np.linalg.det(step_matrix(method.jacobian(method.usual), schedule, step_size)))


def large_step(s: Controls) -> Answer:
    """Whether a step near the equilibrium brings the players nearer, as the flow does."""
    here = local(METHODS[s["method"]], s["r1_weight"], s["schedule"], s["h"])
    longest = largest_step(METHODS[s["method"]], s["r1_weight"], s["schedule"])
    if here is None or longest is None:
        raise ValueError(f"{s['method']} has no step that comes nearer")
    options = {"converges": "nearer", "undecided": "stay", "flies_off": "off"}
    flow_size = float(np.exp(s["h"] * here.flow.real.max()))
    return Answer(
        options[here.verdict],
        f"In the time of one step the flow multiplies the distance by {number(flow_size, '.3f')}; the step itself by "
        f"|μ| = {number(here.size, '.3f')}.",
        {
            "nearer": "The flow does come nearer. But it bends all the time, and a step goes straight on: it comes "
            f"nearer only as long as h is below {number(longest, '.2f')}.",
            "stay": f"That holds for one step size only, h = {number(longest, '.2f')}, where |μ| = 1.",
        },
    )


def closed_circle(method: str, step_size: float, path: Path, n_steps: int) -> State:
    """The plain GAN ends 500 steps as far out as it began."""
    first, last = float(path.radius[0]), float(path.radius[-1])
    if method != "gan" or step_size < LEAST_H or first < LEAST_RADIUS or n_steps < 500:
        return State("Another method, a smaller h, fewer steps or too near a start: press Begin.", False)
    ratio = last / first
    whole = len(path.radius) > n_steps
    return State(
        f"The distance has been multiplied by {number(ratio, '.4f')}, to be 1 within {number(CLOSED)}.",
        whole and abs(ratio - 1) < CLOSED,
    )


def fast_home(here: Local | None) -> State:
    """The larger |μ| is below `FAST`."""
    if here is None:
        return State("This method has no eigenvalues at (0, 0).", False)
    return State(f"The larger |μ| is {number(here.size, '.4f')}, to come below {number(FAST)}.", here.size < FAST)
