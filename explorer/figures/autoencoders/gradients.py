"""Histograms of two estimates of one gradient."""

from typing import NamedTuple

import numpy as np

from explorer.arrays import Array
from explorer.figures.figure import Figure, Properties
from explorer.figures.panels import axis, bold, words
from explorer.figures.silent import cursor, line
from explorer.figures.style import new_figure, translucent
from explorer.numbers import INTEGRATED, number

N_BINS = 96
ENDS = {"square": 24.0, "wave": 10.0, "step": 5.0}  # of the axis, either side of 0
SHARE_RANGE = (0.05, 100.0)  # in percent, on a logarithmic axis, so that single draws far out are seen
SHARES = {"type": "log", "tickvals": [0.1, 1, 10, 100], "ticktext": ["0.1 %", "1 %", "10 %", "100 %"]}
HEIGHT = 480
THROUGH_COLOR, SCORE_COLOR = "#8668D8", "#A87900"
PANELS = ((0.56, 0.93), (0.0, 0.37))  # bottom and top


class Drawn(NamedTuple):
    """Estimates, one a draw, shape (n,), and what is exactly known of one: its mean and its variance."""

    values: Array
    mean: float
    variance: float


def gradients_figure(through: Drawn, score: Drawn, name: str) -> Figure:
    """Draw both histograms over one axis, and the exact mean of each as a line.

    What lies beyond the axis is counted in its last bars.
    """
    end, ends = ENDS[name], np.log10(SHARE_RANGE).tolist()
    traces: list[Properties] = []
    said = []
    looks = (("reparameterisation: f′(z)", THROUGH_COLOR, "y"), ("score function: f(z) ε/σ", SCORE_COLOR, "y2"))
    for drawn, (text, color, yaxis), (_, top) in zip((through, score), looks, PANELS, strict=True):
        mean = cursor(drawn.mean, SHARE_RANGE)
        mean["yaxis"] = yaxis
        traces += [_bars(drawn.values, end, color, yaxis), mean]
        spread = number(drawn.variance, ".3g", INTEGRATED)
        said.append(words(f"{bold(color, text)}, variance {spread}", y=top))
    return new_figure(
        "estimate from one draw, and its exact mean in pink",
        "",
        (-end, end),
        None,
        HEIGHT,
        traces,
        xaxis={"anchor": "y2"},
        yaxis=axis(ends, domain=PANELS[0], anchor="x", **SHARES),
        yaxis2=axis(ends, domain=PANELS[1], anchor="x", **SHARES),
        margin={"t": 8},
        annotations=said,
        hovermode=False,
        showlegend=False,
    )


def _bars(values: Array, end: float, color: str, yaxis: str) -> Properties:
    """Return a histogram as one outline, in percent of the values."""
    edges = np.linspace(-end, end, N_BINS + 1)
    counts, _ = np.histogram(np.clip(values, -end, np.nextafter(end, 0.0)), edges)
    shares = np.maximum(100.0 * counts / len(values), SHARE_RANGE[0])
    floor = SHARE_RANGE[:1]
    x, y = np.repeat(edges, 2), np.concatenate([floor, np.repeat(shares, 2), floor])
    return line(x, y, color, 1.5, fill="tozeroy", fillcolor=translucent(color, 0.4), yaxis=yaxis)
