"""Two lines at a distance: where they lie, what each divergence says of them, its slope, and where that leads."""

from collections.abc import Mapping

import numpy as np

from explorer.arrays import Array
from explorer.figures.dynamics.styles import DIVERGENCE_STYLES
from explorer.figures.figure import Figure, Properties
from explorer.figures.silent import cursor, dots, line
from explorer.figures.style import DATA, FONT_SIZE, GENERATOR, new_figure, translucent
from explorer.names import DIVERGENCES

REACH = 2.0
RANGE = (-2.2, 2.2)
VALUE_RANGE = (-0.1, 2.4)
TOP = 2.2  # where what is infinite is drawn
SLOPE_RANGE = (-2.4, 2.4)
LINES_HEIGHT = 190
HEIGHT = 340
DISTANCE = "θ: where the fakes lie"


def lines_figure(theta: float, sigma: float) -> Figure:
    """Draw the line of the data and that of the fakes, `theta` to its right, each in a band of ±2 sigma: 95 % of it."""
    blurred = " and ±2σ" if sigma else ""
    traces = []
    for x, color, name in ((0.0, DATA, f"the data{blurred}"), (theta, GENERATOR, f"the fakes{blurred}")):
        band = x + 2 * sigma * np.array([-1.0, 1.0, 1.0, -1.0])
        traces.append(line(np.array([x, x]), np.array([0.0, 1.0]), color, 5, name=name))
        traces.append(
            line(band, np.array([0.0, 0.0, 1.0, 1.0]), color, 0, fill="toself", fillcolor=translucent(color, 0.18))
        )
    return new_figure(
        "x",
        "y",
        RANGE,
        (-0.12, 1.12),
        LINES_HEIGHT,
        traces,
        xaxis={"dtick": 1},
        yaxis={"tickvals": [0, 1], "showgrid": False},
        hovermode=False,
    )


def values_figure(theta: Array, values: Mapping[str, Array], at: Mapping[str, float], now: float) -> Figure:
    """Draw each divergence against theta; infinity is drawn as a line at TOP, and a jump to 0 as a point.

    Parameters
    ----------
    values : by the divergence's id, shape (n,); `at` the same at the cursor `now`.
    """
    infinite = bool(np.isinf(values["kl"]).any())
    jumps = ("jsd", "kl") if infinite else ()
    shown = {name: np.where(np.isinf(curve), TOP, curve) for name, curve in values.items()}
    shown |= {name: np.where(theta == 0.0, np.nan, shown[name]) for name in jumps}
    found = {name: TOP if np.isinf(value) else value for name, value in at.items()}
    home = dots([0.0] * len(jumps), [0.0] * len(jumps), DIVERGENCE_STYLES["jsd"][0], 9)
    traces = [*_curves(theta, shown, found, now, VALUE_RANGE), home]
    font = {"size": FONT_SIZE - 1, "color": DIVERGENCE_STYLES["kl"][0]}
    place = {"x": RANGE[0] + 0.05, "y": TOP, "xanchor": "left", "yanchor": "bottom"}
    said = [{"text": "KL = ∞", "showarrow": False, "font": font, **place}] if infinite else []
    return new_figure(DISTANCE, "divergence", RANGE, VALUE_RANGE, HEIGHT, traces, annotations=said, hovermode=False)


def slopes_figure(theta: Array, slopes: Mapping[str, Array], at: Mapping[str, float], now: float) -> Figure:
    """Draw the slope of each divergence against theta, with gaps where there is none."""
    traces = _curves(theta, slopes, at, now, SLOPE_RANGE)
    return new_figure(DISTANCE, "slope d/dθ", RANGE, SLOPE_RANGE, HEIGHT, traces, hovermode=False)


def _curves(
    theta: Array, curves: Mapping[str, Array], at: Mapping[str, float], now: float, ends: tuple[float, float]
) -> list[Properties]:
    traces = []
    for name, curve in curves.items():
        color, dash = DIVERGENCE_STYLES[name]
        traces.append(line(theta, curve, color, 3, dash, name=DIVERGENCES[name]))
    colors = [DIVERGENCE_STYLES[name][0] for name in at]
    return [*traces, cursor(now, ends), dots([now] * len(at), list(at.values()), "", 11, marker={"color": colors})]


def descent_figure(paths: Mapping[str, Array]) -> Figure:
    """Draw where gradient descent on each divergence takes theta, step by step; all of shape (n_steps + 1,)."""
    traces = []
    for name, path in paths.items():
        color, dash = DIVERGENCE_STYLES[name]
        traces.append(line(np.arange(len(path)), np.clip(path, -10, 10), color, 3, dash, name=DIVERGENCES[name]))
    n_steps = len(next(iter(paths.values()))) - 1
    return new_figure("step of gradient descent", "θ", (0, n_steps), RANGE, HEIGHT, traces, hovermode=False)
