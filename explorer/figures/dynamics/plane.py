"""The Dirac-GAN's plane with its field and a path through it, what that means on the line, and how far it is to go."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from explorer.arrays import Array
from explorer.figures.arrows import arrows
from explorer.figures.dynamics.styles import METHOD_STYLES
from explorer.figures.figure import Figure, Properties
from explorer.figures.silent import dots, line
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, HIGHLIGHT, NEUTRAL, new_figure, translucent

REACH = 3.3  # of both axes of the plane
RANGE = (-REACH, REACH)
# A wide window shows more than the ranges, and so does a tall one: the field goes on beyond them.
CELL = 0.5
BEYOND = 4.5
FIELD_X, FIELD_Y = np.meshgrid(*2 * [np.arange(-BEYOND, BEYOND + CELL / 2, CELL)])
HALF_SPEED = 0.4  # an arrow of this speed has half the length that an endlessly fast one would have
# More dots than these run into a line anyway.
MAX_DOTS = 120
RADIUS_RANGE = (1e-6, 2e1)
CLOSED = 0.02  # of the distance from the middle: so near to where it was a turn before
PLANE_HEIGHT = 490
WORLD_HEIGHT = 250
RADIUS_HEIGHT = 270
# The legend of the plane, drawn beside it.
LEGEND = (
    (HIGHLIGHT, "○", "start"),
    (HIGHLIGHT, "●", "now"),
    (DATA, "★", "equilibrium"),
    (NEUTRAL, "┄", "the flow: endlessly small steps"),
)


class Journey(NamedTuple):
    """A whole path: its method, positions of shape (n_steps + 1,), and those of the flow from the same start."""

    method: str
    theta: Array
    psi: Array
    flow_theta: Array
    flow_psi: Array


def plane_figure(journey: Journey, along: tuple[Array, Array], now: int, clip: float | None) -> Figure:
    """Draw the plane of (theta, psi).

    Parameters
    ----------
    along : the velocity at FIELD_X, FIELD_Y, each of their shape.
    now : the step at which the point stands; the path is drawn up to there.
    clip : psi is held between ±clip; None without a limit.
    """
    color, _ = METHOD_STYLES[journey.method]
    ring = {"color": HIGHLIGHT, "width": 3}
    path, steps, here = _moving_plane(journey, now)
    traces = [
        line(*_field(*along), translucent(NEUTRAL, 0.6), 1.2),
        line(*_until_it_closes(journey.flow_theta, journey.flow_psi), NEUTRAL, 2, "dot"),
        line(path["x"], path["y"], color, 1.5),
        dots(steps["x"], steps["y"], color, 5, marker={"line": {"width": 0}}),
        dots([0.0], [0.0], DATA, 15, marker={"symbol": "star", "line": {"width": 0}}),
        dots(journey.theta[:1], journey.psi[:1], "rgba(0,0,0,0)", 13, marker={"line": ring}),
        dots(here["x"], here["y"], HIGHLIGHT, 15),
    ]
    limits = [] if clip is None else [_level(clip), _level(-clip)]
    return new_figure(
        "θ: where G puts the fake",
        "ψ: the slope of D",
        RANGE,
        RANGE,
        PLANE_HEIGHT,
        traces,
        xaxis={"dtick": 1},
        yaxis={"scaleanchor": "x", "dtick": 1, "showgrid": False},
        shapes=limits,
        hovermode=False,
        showlegend=False,
        margin={"t": 8},
    )


def _moving_plane(journey: Journey, now: int) -> list[dict[str, Array]]:
    """Return what moves in the plane: the path so far, its steps as long as they can be told apart, and the point."""
    path = {"x": journey.theta[: now + 1], "y": journey.psi[: now + 1]}
    steps = {axis: values if now < MAX_DOTS else values[:0] for axis, values in path.items()}
    return [path, steps, {axis: values[-1:] for axis, values in path.items()}]


def _until_it_closes(theta: Array, psi: Array) -> tuple[Array, Array]:
    """Return a path as far as it goes before it comes back to itself: a second turn would fill the dots' gaps."""
    angle = np.maximum.accumulate(np.abs(np.unwrap(np.arctan2(psi, theta)) - np.arctan2(psi[0], theta[0])))
    later = np.searchsorted(angle, angle + 2 * np.pi)  # for each point the one a turn later
    whole = np.flatnonzero(later < len(theta))
    apart = np.hypot(theta[later[whole]] - theta[whole], psi[later[whole]] - psi[whole])
    closed = whole[apart < CLOSED * np.hypot(theta[whole], psi[whole])]
    end = later[closed[0]] + 1 if len(closed) else len(theta)
    return theta[:end], psi[:end]


def _level(y: float) -> dict[str, object]:
    look = {"color": NEUTRAL, "width": 1.5, "dash": "dash"}
    return {"type": "line", "x0": -2 * BEYOND, "x1": 2 * BEYOND, "y0": y, "y1": y, "line": look}


def _field(along_theta: Array, along_psi: Array) -> tuple[Array, Array]:
    """Return the arrows of the field: their direction is true, their length grows with the speed and ends at CELL."""
    speed = np.hypot(along_theta, along_psi)
    scale = 1.1 * CELL / (speed + HALF_SPEED)
    move = np.stack([along_theta * scale, along_psi * scale], axis=-1).reshape(-1, 2)
    return arrows(np.stack([FIELD_X, FIELD_Y], axis=-1).reshape(-1, 2) - move / 2, move, 0.4 * CELL)


def world_figure(theta: float, psi: float) -> Figure:
    """Draw what (theta, psi) means: the data and the fake on the line, D over it, and D's answer to the fake."""
    traces = [
        *_moving_world(theta, psi),
        dots([0.0], [0.0], DATA, 15, name="data"),
    ]
    return new_figure(
        "x",
        "D: how fake",
        RANGE,
        RANGE,
        WORLD_HEIGHT,
        traces,
        yaxis={"tickvals": [-2, 0, 2], "zeroline": True},
        hovermode=False,
        showlegend=True,
    )


def _moving_world(theta: float, psi: float) -> list[Properties]:
    t = theta * psi
    # Where G wants to go: down D's line.
    length = float(np.clip(-psi, -1.0, 1.0))
    pull = arrows(np.array([[theta, 0.0]]), np.array([[length, 0.0]]), 0.25)
    return [
        line(np.array(RANGE), psi * np.array(RANGE), DISCRIMINATOR, 3, name="D(x) = ψx"),
        line(np.array([theta, theta]), np.array([0.0, t]), DISCRIMINATOR, 1.5, "dot"),
        line(*pull, GENERATOR, 3),
        dots([theta], [0.0], GENERATOR, 15, name="fake"),
    ]


def radius_figure(radius: Array, method: str, size: float | None, now: int, n_steps: int) -> Figure:
    """Draw the distance from the equilibrium at every step until now, on a logarithmic axis.

    Parameters
    ----------
    radius : of the whole path, shape (n,), n at most n_steps + 1: the axes are the same at its every step.
    size : the larger |μ|, by which the eigenvalues multiply the distance at every step; None where there are none.
    """
    color, _ = METHOD_STYLES[method]
    steps = np.arange(n_steps + 1)
    # As logarithms: a power of a large number has no end.
    promised = np.clip(np.log10(max(radius[0], 1e-9)) + steps * np.log10(max(size or 1.0, 1e-9)), -12, 12)
    path, here = _moving_radius(radius, now)
    traces = [
        line(path["x"], path["y"], color, name="this path"),
        line(
            steps,
            10.0**promised if size else np.full(n_steps + 1, np.nan),
            NEUTRAL,
            1.5,
            "dot",
            name="as the eigenvalues say",
            showlegend=bool(size),
        ),
        dots(here["x"], here["y"], HIGHLIGHT, 12),
    ]
    low, high = _decades(radius)
    dtick = "D1" if high - low == 1 else 1 if high - low < 4 else 2  # D1: every digit of the only decade has a line
    return new_figure(
        "step",
        "distance",
        (0.0, max(n_steps, 1)),
        (low, high),
        RADIUS_HEIGHT,
        traces,
        yaxis={"type": "log", "dtick": dtick, "exponentformat": "power", "title": {"text": "distance", "standoff": 14}},
        hovermode=False,
        margin={"l": 72},
    )


def _moving_radius(radius: Array, now: int) -> list[dict[str, Array]]:
    path = {"x": np.arange(now + 1.0), "y": np.maximum(radius[: now + 1], 1e-12)}
    return [path, {axis: values[-1:] for axis, values in path.items()}]


def _decades(radius: Array) -> tuple[int, int]:
    """Return the whole powers of ten, in the range that is worth a look, between which all distances lie."""
    low, high = np.log10(np.clip([radius.min(), radius.max()], *RADIUS_RANGE))
    return math.floor(low), max(math.ceil(high), math.floor(low) + 1)


def film(journey: Journey, radius: Array, steps: Sequence[int], charts: tuple[str, str, str]) -> Figure:
    """Return frames that move the point through the plane, the line and the distances, called by its step; no traces.

    `charts` are the keys of the charts of `plane_figure`, `world_figure` and `radius_figure`.
    """
    plane, world, distances = charts
    frames = []
    for step in steps:
        moving = [{"x": trace.x, "y": trace.y} for trace in _moving_world(journey.theta[step], journey.psi[step])]
        for group, traces, data in (
            (plane, [2, 3, 6], _moving_plane(journey, step)),
            (world, [0, 1, 2, 3], moving),
            (distances, [0, 2], _moving_radius(radius, step)),
        ):
            frames.append({"name": str(step), "group": group, "traces": traces, "data": data})
    return Figure(frames=frames)
