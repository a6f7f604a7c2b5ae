"""The eigenvalues at the Dirac-GAN's equilibrium, in the complex plane of the flow and in that of one step."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array
from explorer.figures.dynamics.styles import METHOD_STYLES, SCHEDULE_STYLES
from explorer.figures.figure import Figure, Properties
from explorer.figures.silent import cursor, dots, line
from explorer.figures.style import DATA, FONT_SIZE, HIGHLIGHT, NEUTRAL, new_figure, translucent
from explorer.names import SCHEDULES

Eigenvalues = NDArray[np.complex128]

FLOW_REAL = (-2.15, 0.65)
FLOW_IMAGINARY = (-1.4, 1.4)
STEP_REACH = 1.9
SIZE_RANGE = (0.0, 2.0)
PARTS_RANGE = (-2.2, 1.3)
HEIGHT = 400
SMALL_HEIGHT = 330
# Where it comes nearer to the equilibrium, in the colour of the data, which are there; D's is green.
GOOD = translucent(DATA, 0.13)
EDGE = {"color": NEUTRAL, "width": 1.5}


def flow_plane_figure(values: Eigenvalues, locus: Eigenvalues, method: str) -> Figure:
    """Draw both eigenvalues of the flow, over the left half-plane.

    Parameters
    ----------
    values : shape (2,), or (0,) where there are none.
    locus : shape (n, 2), where they are for all strengths of the method.
    """
    color, _ = METHOD_STYLES[method]
    traces = [
        _branches(locus, color, 2.5),
        dots(values.real, values.imag, HIGHLIGHT, 15),
    ]
    left = {"type": "rect", "x0": FLOW_REAL[0], "x1": 0, "y0": FLOW_IMAGINARY[0], "y1": FLOW_IMAGINARY[1]}
    shapes = [
        {**left, "fillcolor": GOOD, "line": {"width": 0}, "layer": "below"},
        {"type": "line", "x0": 0, "x1": 0, "y0": FLOW_IMAGINARY[0], "y1": FLOW_IMAGINARY[1], "line": EDGE},
    ]
    titles = ("real part of λ: how fast", "imaginary part: turning")
    word = _word(FLOW_REAL[0] + 0.06, FLOW_IMAGINARY[1] - 0.03, "nearer", "left")
    return _plane(titles, (FLOW_REAL, FLOW_IMAGINARY), traces, shapes, word)


def _branches(locus: Eigenvalues, color: str, width: float) -> Properties:
    """Return the paths of both eigenvalues as one line with a gap."""
    gap = np.full((1, locus.shape[1]), np.nan + 0j)
    along = np.concatenate([locus, gap]).T.ravel()
    return line(along.real, along.imag, translucent(color, 0.75), width)


def step_plane_figure(values: Eigenvalues, path: Eigenvalues, schedule: str) -> Figure:
    """Draw both eigenvalues of one step, over the unit disc.

    Parameters
    ----------
    values : shape (2,), or (0,); those out of sight are drawn at the edge, hollow.
    path : shape (n, 2), where they are for all step sizes from 0.
    """
    inside = np.maximum(np.abs(values.real), np.abs(values.imag)) < STEP_REACH
    marker = {
        "color": [HIGHLIGHT if seen else "rgba(0,0,0,0)" for seen in inside],
        "line": {"width": 2, "color": ["#FFFFFF" if seen else HIGHLIGHT for seen in inside]},
    }
    edge = 0.97 * STEP_REACH
    color, _ = SCHEDULE_STYLES[schedule]
    traces = [
        _branches(path, color, 2.5),
        dots(np.clip(values.real, -edge, edge), np.clip(values.imag, -edge, edge), HIGHLIGHT, 15, marker=marker),
    ]
    disc = {"type": "circle", "x0": -1, "x1": 1, "y0": -1, "y1": 1, "fillcolor": GOOD, "line": EDGE, "layer": "below"}
    reach, titles = (-STEP_REACH, STEP_REACH), ("real part of μ", "imaginary part of μ")
    return _plane(titles, (reach, reach), traces, [disc], _word(-0.1, 0.7, "nearer", "center"))


def _word(x: float, y: float, text: str, side: str) -> dict[str, object]:
    font = {"size": FONT_SIZE - 1, "color": DATA}
    return {"x": x, "y": y, "text": text, "xanchor": side, "yanchor": "top", "showarrow": False, "font": font}


def _plane(
    titles: tuple[str, str],
    ranges: tuple[tuple[float, float], tuple[float, float]],
    traces: Sequence[Properties],
    shapes: Sequence[Mapping[str, object]],
    word: Mapping[str, object],
) -> Figure:
    """Draw on a complex plane, in which both parts are drawn to the same scale."""
    return new_figure(
        *titles,
        *ranges,
        HEIGHT,
        traces,
        xaxis={"constrain": "domain", "dtick": 1},
        yaxis={"constrain": "domain", "scaleanchor": "x", "dtick": 1},
        hovermode=False,
        showlegend=False,
        margin={"t": 8},
        shapes=shapes,
        annotations=[word],
    )


def sizes_figure(
    step_sizes: Array, sizes: Mapping[str, Array], chosen: str, now: float, largest: float | None
) -> Figure:
    """Draw the larger |μ| against the step size for each schedule, and a cursor at the present one.

    `largest` is the step size up to which the chosen schedule converges, marked where there is one.
    """
    traces = []
    for schedule, values in sizes.items():
        color, dash = SCHEDULE_STYLES[schedule]
        traces.append(line(step_sizes, values, color, 4 if schedule == chosen else 2, dash, name=SCHEDULES[schedule]))
    limit = [np.nan if largest is None else largest]
    traces += [cursor(now, SIZE_RANGE), dots(limit, [1.0], SCHEDULE_STYLES[chosen][0], 11)]
    below = {"type": "rect", "xref": "x domain", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "fillcolor": GOOD}
    return new_figure(
        "step size h",
        "larger |μ|",
        (0.0, float(step_sizes[-1])),
        SIZE_RANGE,
        SMALL_HEIGHT,
        traces,
        shapes=[{**below, "line": {"width": 0}, "layer": "below"}],
        hovermode=False,
    )


def strengths_figure(strengths: Array, locus: Eigenvalues, symbol: str, now: float, critical: float | None) -> Figure:
    """Draw real and imaginary parts of both eigenvalues of the flow against the strength of the method.

    `critical` is the strength at which the eigenvalues meet, marked where there is one.
    """
    both = np.concatenate([strengths, [np.nan], strengths])

    def parts(values: Array) -> Array:
        return np.concatenate([values[:, 0], [np.nan], values[:, 1]])

    meeting: Sequence[float] = [] if critical is None else [critical]
    heights = [float(np.interp(at, strengths, locus.real[:, 0])) for at in meeting]
    traces = [
        line(both, parts(locus.imag), NEUTRAL, 2.5, "dot", name="imaginary parts: turning"),
        line(both, parts(locus.real), DATA, 3, name="real parts: approach"),
        cursor(now, PARTS_RANGE),
        dots(meeting, heights, HIGHLIGHT, 12),
    ]
    return new_figure(
        symbol,
        "λ of the flow",
        (float(strengths[0]), float(strengths[-1])),
        PARTS_RANGE,
        SMALL_HEIGHT,
        traces,
        hovermode=False,
    )
