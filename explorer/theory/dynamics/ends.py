"""What becomes of a path in the end, and the circle on which steps and friction balance.

A simultaneous step leaves the circle of the flow along its tangent, so the distance r grows by h²/8 · r (GAN,
non-saturating; h²/2 · r for LSGAN with c = 1). The friction of these two losses takes r³/16 · h (r³/4 · h) from it,
averaged over a turn: nothing close in, more and more further out. For both they balance at r = √(2h), to first order
in h; a test compares that with long paths from inside and from outside.
"""

import numpy as np

from explorer.theory.dynamics.dirac_gan import Method
from explorer.theory.dynamics.eigenvalues import local
from explorer.theory.dynamics.steps import Path, follow, turns

LIMIT_STEPS = 2000
TIME_OF_A_TURN = 20.0  # more than the flows here take, 4π at most; so many divided by h steps
SMALLEST_STEP = 0.05
# A distance that changes by less than this from a quarter of the path to the next is kept; one below HOME of the
# start's is none.
SAME, HOME = 0.02, 0.01
NEAR_LIMIT = 0.1


def limit_circle(method: Method, strength: float, schedule: str, step_size: float) -> Path | None:
    """Return the closed path on which steps end up that close in go outwards and far out inwards; None without one."""
    here = local(method, strength, schedule, step_size)
    if here is None or here.verdict != "flies_off" or step_size < SMALLEST_STEP:
        return None
    path = follow(method, strength, schedule, step_size, (float(np.sqrt(2.0 * step_size)), 0.0), LIMIT_STEPS)
    if len(path.theta) <= LIMIT_STEPS:
        return None
    turn = round(TIME_OF_A_TURN / step_size)
    before, last = path.radius[-2 * turn : -turn], Path(path.theta[-turn:], path.psi[-turn:])
    is_closed = abs(last.radius.max() / before.max() - 1.0) < SAME / 10 and abs(turns(last)) >= 1.0
    return last if is_closed else None


def end_of(path: Path, n_steps: int, limit: Path | None = None) -> str:
    """Return what becomes of a path of `n_steps` steps.

    "gone" where it left the picture, "home", "circle" where it goes round at a distance that it keeps, "nearer" and
    "further" where it is still on its way.
    """
    radius = path.radius
    if len(radius) <= n_steps:
        return "gone"
    if radius[-1] <= HOME * radius[0]:
        return "home"
    if radius[-1] > (1.0 + SAME) * radius[0] and bool((np.diff(radius) > 0.0).all()):
        return "further"
    before, last = (float(quarter.max()) for quarter in np.array_split(radius, 4)[-2:])
    reached = limit is not None and abs(last / float(limit.radius.max()) - 1.0) < NEAR_LIMIT
    if reached or abs(last / before - 1.0) < SAME:
        return "circle"
    return "nearer" if last < before else "further"
