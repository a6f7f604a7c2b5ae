"""Where the Dirac-GAN goes: gradient steps of both players, and the flow that ever smaller steps would follow."""

from dataclasses import dataclass

import numpy as np

from explorer.arrays import Array
from explorer.theory.dynamics.dirac_gan import Method

# How often D steps before G steps with the D that came of it; 0 where both step at once from the same place.
SCHEDULES = {"simultaneous": 0, "alternating": 1, "five_steps": 5}
# A path that has come this far from the equilibrium is not followed any further.
FAR = 1e3
# Distances below this are rounding.
ROUNDING = 1e-13
FLOW_STEP = 0.15


@dataclass(frozen=True)
class Path:
    """Positions after 0, 1, 2, ... steps, shape (n,): fewer than asked for when the path went beyond FAR."""

    theta: Array
    psi: Array

    @property
    def radius(self) -> Array:
        """Distance from the equilibrium, √(theta² + psi²)."""
        return np.hypot(self.theta, self.psi)

    def until(self, n_steps: int) -> "Path":
        """Return the path's first steps."""
        return Path(self.theta[: n_steps + 1], self.psi[: n_steps + 1])


def one_step(
    method: Method, strength: float, schedule: str, step_size: float, theta: float, psi: float
) -> tuple[float, float]:
    """Return (theta, psi) after one step of size `step_size` of each player, by a schedule in SCHEDULES."""

    def clipped(height: float) -> float:
        return min(max(height, -strength), strength) if method.clips else height

    if schedule == "simultaneous":
        of_theta, of_psi = method.field(theta, psi, strength)
        return float(theta + step_size * of_theta), clipped(float(psi + step_size * of_psi))
    for _ in range(SCHEDULES[schedule]):
        psi = clipped(float(psi + step_size * method.field(theta, psi, strength)[1]))
    return float(theta + step_size * method.field(theta, psi, strength)[0]), psi


def follow(
    method: Method, strength: float, schedule: str, step_size: float, start: tuple[float, float], n_steps: int
) -> Path:
    """Take `n_steps` steps from `start` = (theta, psi)."""
    places = [start]
    for _ in range(n_steps):
        places.append(one_step(method, strength, schedule, step_size, *places[-1]))
        if abs(places[-1][0]) + abs(places[-1][1]) > FAR:
            break
    return _path(places)


def flow(method: Method, strength: float, start: tuple[float, float], time: float) -> Path:
    """Solve the differential equation by the classical Runge–Kutta method, FLOW_STEP at a time, for `time` units."""
    n_steps = max(1, round(time / FLOW_STEP))
    h = time / n_steps
    places = [np.array(start)]

    def velocity(place: Array) -> Array:
        return np.array(method.field(place[0], place[1], strength))

    for _ in range(n_steps):
        at = places[-1]
        first = velocity(at)
        second = velocity(at + h / 2 * first)
        third = velocity(at + h / 2 * second)
        after = at + h / 6 * (first + 2 * second + 2 * third + velocity(at + h * third))
        if method.clips:
            after[1] = np.clip(after[1], -strength, strength)
        places.append(after)
        if np.abs(after).sum() > FAR:
            break
    return _path(places)


def turns(path: Path) -> float:
    """Return how often the path has gone round the equilibrium, counted with its direction: positive to the left.

    Where it comes as near as rounding lets it, directions are chance, and the count ends.
    """
    there = np.flatnonzero(path.radius < ROUNDING)
    counted = slice(max(int(there[0]), 1) if there.size else None)
    angles = np.unwrap(np.arctan2(path.psi[counted], path.theta[counted]))
    return float(angles[-1] - angles[0]) / (2 * np.pi)


def _path(places: object) -> Path:
    theta, psi = np.array(places, dtype=float).T
    return Path(theta, psi)
