"""The bound on the line: prior, posterior and q over z, and below them how the ELBO adds up to ln p(x)."""

from typing import NamedTuple

import numpy as np

from explorer.arrays import Array
from explorer.figures.figure import Figure, Properties
from explorer.figures.panels import axis
from explorer.figures.silent import labels, line
from explorer.figures.style import DATA, FONT_SIZE, HIGHLIGHT, NEUTRAL, filled, new_figure
from explorer.numbers import INTEGRATED, number

Q_COLOR = "#8668D8"
Z_RANGE = (-4.0, 4.0)
DENSITY_RANGE = (0.0, 1.7)
NATS_RANGE = (-8.0, 0.0)
HEIGHT = 500
CURVES, BARS = (0.49, 1.0), (0.0, 0.36)  # bottom and top of the two panels
BAR_HEIGHT = 0.42


class Bar(NamedTuple):
    """A part of the sum, from one number of nats to another, what it says, and its colour."""

    start: float
    end: float
    text: str
    color: str


def bound_figure(
    z: Array, prior: Array, posterior: Array, q: Array, reconstruction: float, elbo: float, log_evidence: float
) -> Figure:
    """Draw three densities over z, shape (n,) each, and the way from 0 over the ELBO to ln p(x), in nats.

    What lies left of the axis of nats is drawn as far as it goes; the words say how far that is.
    """
    curves = [
        line(z, prior, NEUTRAL, 2.5, "dash", name="prior p(z)"),
        filled(z, posterior, "posterior p(z | x)", DATA, 2.5, 0.16),
        filled(z, q, "q(z)", Q_COLOR, 3, 0.16),
    ]
    for curve in curves:
        curve["hoverinfo"], curve["hovertemplate"] = "skip", None
    bars = [
        Bar(0.0, reconstruction, "reconstruction E<sub>q</sub> ln p(x | z)", DATA),
        Bar(reconstruction, elbo, "− KL(q ‖ prior)", NEUTRAL),
        Bar(elbo, log_evidence, "gap KL(q ‖ posterior)", HIGHLIGHT),
    ]
    return new_figure(
        "z",
        "density",
        Z_RANGE,
        DENSITY_RANGE,
        HEIGHT,
        [*curves, *_sum_of(bars), *_ends(elbo, log_evidence)],
        xaxis={"anchor": "y", "dtick": 1, "title": {"text": "z", "standoff": 2}},
        yaxis={"domain": CURVES, "dtick": 0.5},
        xaxis2=axis(NATS_RANGE, anchor="y2", dtick=1, title={"text": "nats"}),
        yaxis2=axis((-0.9, 4.3), domain=BARS, visible=False),
        hovermode=False,
    )


def _sum_of(bars: list[Bar]) -> list[Properties]:
    """Return each part as a bar of its own row, its words above it."""
    on_second = {"xaxis": "x2", "yaxis": "y2"}
    traces = []
    for row, bar in zip((2.4, 1.2, 0.0), bars, strict=True):
        start, end = np.clip([bar.start, bar.end], *NATS_RANGE)
        corners = [start, end, end, start], [row, row, row + BAR_HEIGHT, row + BAR_HEIGHT]
        traces.append(line(*corners, bar.color, 2, fill="toself", fillcolor=bar.color, **on_second))
        said = f"{bar.text} = {number(bar.end - bar.start, '.3f', INTEGRATED)}"
        beyond = min(bar.start, bar.end) < NATS_RANGE[0]
        text = f"{said}, beyond this axis" if beyond else said
        font = {"size": FONT_SIZE, "color": bar.color}
        traces.append(labels([NATS_RANGE[0]], [row + 0.75], [text], "middle right", font, **on_second))
    return traces


def _ends(elbo: float, log_evidence: float) -> list[Properties]:
    """Return the upright lines at ln p(x), named above the bars, and at the ELBO, named below them."""
    on_second = {"xaxis": "x2", "yaxis": "y2"}
    traces = []
    for value, color, name, ends in (
        (log_evidence, DATA, "ln p(x)", (0.0, 3.9)),
        (elbo, Q_COLOR, "ELBO", (1.6, -0.5)),
    ):
        x = max(value, NATS_RANGE[0])
        traces.append(line([x, x], ends, color, 2.5, "dot", **on_second))
        font = {"size": FONT_SIZE, "color": color}
        text, side = f" {name} = {number(value, '.3f', INTEGRATED)} ", "left" if x > sum(NATS_RANGE) / 2 else "right"
        traces.append(labels([x], [ends[1]], [text], f"middle {side}", font, **on_second))
    return traces
