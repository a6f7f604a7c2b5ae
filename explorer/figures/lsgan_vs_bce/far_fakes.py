"""The paper's picture, alive: fakes in the plane, one figure a loss, and frames that play both in step."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array
from explorer.figures.arrows import arrows
from explorer.figures.figure import Figure
from explorer.figures.lsgan_vs_bce.losses import LEAST_SQUARES_COLOR
from explorer.figures.panels import coloured, level, words
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, HIGHLIGHT, NEUTRAL, new_figure, scatter, translucent

X_RANGE = (-5.0, 10.5)
Y_RANGE = (-4.5, 4.5)  # as far as fakes that begin off to the side come
DISTANCE_RANGE = (0.0, 11.0)
# A wide window shows more than the ranges: a line goes on this far beyond them.
BEYOND = 30.0
HEAD = 0.32  # length of an arrow's head; a short arrow has a smaller one
HEIGHT = 280
DISTANCE_HEIGHT = 200

FAKE_ARROW = translucent(GENERATOR, 0.55)
# What the colours mean, for one legend beside both planes.
LEGEND = (
    (DATA, "●", "real"),
    (GENERATOR, "●", "fakes"),
    (HIGHLIGHT, "●", "far fakes"),
    (DISCRIMINATOR, "━", "D's decision line"),
    (LEAST_SQUARES_COLOR, "╍", "where D's output t is c, G's target"),
    (DATA, "┄", "home: within 2 standard deviations"),
)


class Panel(NamedTuple):
    """One loss's run; the first axis of every array is the step, 0 to n_steps.

    `line` (n, 3) holds w1, w2 and bias with D's threshold taken off, so that the decision line is where
    w·x + bias = 0; `target` the same for the level that the generator aims at, or None. `fake`, `far` are points
    (n, n_points, 2), `move_fake`, `move_far` the step each takes next, `n_home` (n,) counts far fakes that are home,
    `distance` (n,) is their mean distance from the data.
    """

    name: str
    color: str
    line: Array
    target: Array | None
    fake: Array
    far: Array
    move_fake: Array
    move_far: Array
    n_home: NDArray[np.int_]
    distance: Array


def _straight_line(coefficients: Array) -> dict[str, Array]:
    """Return two ends of w·x + bias = 0, beyond the picture's edges."""
    w1, w2, bias = coefficients
    ends = np.array([-BEYOND, BEYOND])
    if abs(w1) >= abs(w2):
        return {"x": -(w2 * ends + bias) / (w1 or 1.0), "y": ends}
    return {"x": ends, "y": -(w1 * ends + bias) / w2}


def _arrows(start: Array, move: Array) -> dict[str, Array]:
    return dict(zip("xy", arrows(start, move, HEAD), strict=True))


def _points(points: Array) -> dict[str, Array]:
    return {"x": points[:, 0], "y": points[:, 1]}


def _moving(panel: Panel, step: int) -> list[dict[str, Array]]:
    """Return what changes from frame to frame, in the order of `_moving_styles`."""
    lines = [panel.line] if panel.target is None else [panel.line, panel.target]
    return [
        *(_straight_line(line[step]) for line in lines),
        _arrows(panel.fake[step], panel.move_fake[step]),
        _points(panel.fake[step]),
        _arrows(panel.far[step], panel.move_far[step]),
        _points(panel.far[step]),
    ]


def _line(name: str, color: str, width: float, dash: str = "solid") -> dict[str, object]:
    return {"name": name, "mode": "lines", "line": {"color": color, "dash": dash, "width": width}}


def _dots(name: str, color: str, size: int) -> dict[str, object]:
    return {"name": name, "mode": "markers", "marker": {"color": color, "size": size}}


def _moving_styles(panel: Panel) -> list[dict[str, object]]:
    target = [] if panel.target is None else [_line("where t = c", panel.color, 2.5, "dash")]
    return [
        _line("D's decision line", DISCRIMINATOR, 3),
        *target,
        _line("arrows of the fakes", FAKE_ARROW, 2),
        _dots("fakes", GENERATOR, 7),
        _line("arrows of the far fakes", HIGHLIGHT, 2.5),
        _dots("far fakes", HIGHLIGHT, 11),
    ]


def _titles(panel: Panel, step: int) -> list[dict[str, object]]:
    """Return the two lines above a plane: in one they would be cut on paper and on a phone."""
    text = f"<b>{panel.name}</b><br>step {step}: <b>{panel.n_home[step]} of {panel.far.shape[1]} home</b>"
    return [{**words(coloured(panel.color, text)), "align": "left"}]


def plane_figure(panel: Panel, real: Array, home: Array, step: int) -> Figure:
    """Draw one loss's fakes at `step`: one scale for both axes, so that an arrow stands upright on D's line.

    `real` are the real points, (n, 2); `home` is the outline inside which a fake counts as home, (n, 2).
    """
    static = [
        {**_line("home", DATA, 1.5, "dot"), **_points(home)},
        {**_dots("real", translucent(DATA, 0.75), 7), **_points(real)},
    ]
    moving = [{**style, **values} for style, values in zip(_moving_styles(panel), _moving(panel, step), strict=True)]
    return new_figure(
        "x<sub>1</sub>",
        "x<sub>2</sub>",
        X_RANGE,
        Y_RANGE,
        HEIGHT,
        [scatter(**trace, hoverinfo="skip") for trace in static + moving],
        xaxis={"dtick": 2},
        yaxis={"dtick": 2, "showgrid": False, "scaleanchor": "x"},
        plot_bgcolor=translucent(NEUTRAL, 0.09),
        hovermode=False,
        showlegend=False,
        margin={"l": 38, "r": 0, "t": 44, "b": 40, "pad": 0},
        annotations=_titles(panel, step),
    )


def distance_figure(panels: Sequence[Panel], home_distance: float, step: int) -> Figure:
    """Draw the far fakes' mean distance at every step, one curve a loss, with a dotted level where home begins."""
    steps = np.arange(len(panels[0].distance))
    curves = [
        scatter(**_line(panel.name, panel.color, 3), x=steps, y=panel.distance, hovertemplate="%{y:.2f}")
        for panel in panels
    ]
    dots = [
        scatter(**_dots("", panel.color, 12), **dot, hoverinfo="skip", showlegend=False)
        for panel, dot in zip(panels, _now(panels, step), strict=True)
    ]
    return new_figure(
        "step",
        "standard deviations",
        (-0.5, len(steps) - 0.5),
        DISTANCE_RANGE,
        DISTANCE_HEIGHT,
        [*curves, *dots],
        shapes=[level(home_distance, DATA, xref="x domain")],
        annotations=[words("Mean distance of the far fakes from the data", yshift=26)],
        margin={"t": 58},
    )


def _now(panels: Sequence[Panel], step: int) -> list[dict[str, Array]]:
    return [{"x": np.array([float(step)]), "y": panel.distance[step : step + 1]} for panel in panels]


def film(panels: Sequence[Panel], planes: Sequence[str], distances: str) -> Figure:
    """Return the frames that play the charts called `planes`, one a panel, and `distances`: only what moves.

    A frame's name is its step and its group is its chart.
    """
    frames = []
    for step in range(len(panels[0].distance)):
        for panel, plane in zip(panels, planes, strict=True):
            titles = {"annotations": _titles(panel, step)}
            frames.append({**_frame(step, plane, _moving(panel, step), first=2), "layout": titles})
        frames.append(_frame(step, distances, _now(panels, step), first=len(panels)))
    return Figure(frames=frames)


def _frame(step: int, group: str, changes: list[dict[str, Array]], first: int) -> dict[str, object]:
    data = [{"type": "scatter", **change} for change in changes]
    return {"name": str(step), "group": group, "data": data, "traces": list(range(first, first + len(data)))}
