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
SECOND = {"xaxis": "x2", "yaxis": "y2"}
ROWS, BAR_HEIGHT, ABOVE = (2.61, 1.41, 0.21), 0.42, 0.54  # the bars' middles, and where their words are
EVIDENCE_ENDS, ELBO_ENDS = (0.0, 3.9), (1.62, -0.5)


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
        [*curves, _bars(bars), *_ends(elbo, log_evidence), _words(bars, elbo, log_evidence)],
        xaxis={"anchor": "y", "dtick": 1, "title": {"text": "z", "standoff": 2}},
        yaxis={"domain": CURVES, "dtick": 0.5},
        xaxis2=axis(NATS_RANGE, anchor="y2", dtick=1, title={"text": "nats"}),
        yaxis2=axis((-0.9, 4.3), domain=BARS, visible=False),
        hovermode=False,
    )


def _bars(bars: list[Bar]) -> Properties:
    """Return the parts as bars, a row each."""
    starts, ends = (np.clip([each[i] for each in bars], *NATS_RANGE) for i in (0, 1))
    return Properties(
        type="bar",
        orientation="h",
        base=starts,
        x=ends - starts,
        y=ROWS,
        width=BAR_HEIGHT,
        marker={"color": [bar.color for bar in bars]},
        hoverinfo="skip",
        showlegend=False,
        **SECOND,
    )


def _ends(elbo: float, log_evidence: float) -> list[Properties]:
    """Return the upright lines at ln p(x), which reaches above the bars, and at the ELBO, which reaches below them."""
    at = np.maximum([log_evidence, elbo], NATS_RANGE[0])
    return [
        line([x, x], ends, color, 2.5, "dot", **SECOND)
        for x, ends, color in zip(at, (EVIDENCE_ENDS, ELBO_ENDS), (DATA, Q_COLOR), strict=True)
    ]


def _words(bars: list[Bar], elbo: float, log_evidence: float) -> Properties:
    """Return what each bar says, above it, and the names of both lines at their ends."""
    said = [
        (NATS_RANGE[0], row + ABOVE, f"{bar.text} = {_nats(bar.end - bar.start)}{_beyond(bar)}", "right", bar.color)
        for row, bar in zip(ROWS, bars, strict=True)
    ]
    for name, value, end, color in (
        ("ln p(x)", log_evidence, EVIDENCE_ENDS[1], DATA),
        ("ELBO", elbo, ELBO_ENDS[1], Q_COLOR),
    ):
        side = "left" if value > sum(NATS_RANGE) / 2 else "right"
        said.append((max(value, NATS_RANGE[0]), end, f" {name} = {_nats(value)} ", side, color))
    x, y, texts, sides, colors = zip(*said, strict=True)
    font = {"size": FONT_SIZE, "color": colors}
    return labels(x, y, texts, [f"middle {side}" for side in sides], font, **SECOND)


def _nats(value: float) -> str:
    return number(value, ".3f", INTEGRATED)


def _beyond(bar: Bar) -> str:
    return ", beyond this axis" if min(bar.start, bar.end) < NATS_RANGE[0] else ""
