"""Losses against D's logit, and the colours by which this page tells losses apart."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from explorer.arrays import Array
from explorer.figures.figure import NO_WORDS, Figure, Properties
from explorer.figures.style import FONT_SIZE, HIGHLIGHT, NEUTRAL, new_figure, scatter
from explorer.names import LOSSES
from explorer.numbers import number


class Curve(NamedTuple):
    """Values of one loss, or of its gradient, at the logits of the figure, and at the cursor."""

    y: Array
    at_cursor: float


# Cross-entropy and least squares are this page's two sides; what is shown for comparison is grey or red.
CROSS_ENTROPY_COLOR = "#8668D8"
LEAST_SQUARES_COLOR = "#A87900"
HINGE_COLOR = "#C0504D"
# Two curves of one family differ by dash; a curve on fakes is dashed where one on real samples is drawn too.
STYLES = {
    "saturating": (CROSS_ENTROPY_COLOR, "dash"),
    "non_saturating": (CROSS_ENTROPY_COLOR, "solid"),
    "lsgan": (LEAST_SQUARES_COLOR, "solid"),
    "lsgan_sigmoid": (LEAST_SQUARES_COLOR, "dot"),
    "hinge": (HINGE_COLOR, "dash"),
    "wgan": (NEUTRAL, "solid"),
    "bce": (CROSS_ENTROPY_COLOR, "solid"),
    "bce_real": (CROSS_ENTROPY_COLOR, "solid"),
    "bce_fakes": (CROSS_ENTROPY_COLOR, "dash"),
    "lsgan_real": (LEAST_SQUARES_COLOR, "solid"),
    "lsgan_fakes": (LEAST_SQUARES_COLOR, "dash"),
    "hinge_real": (HINGE_COLOR, "solid"),
    "hinge_fakes": (HINGE_COLOR, "dash"),
    "wgan_real": (NEUTRAL, "solid"),
    "wgan_fakes": (NEUTRAL, "dash"),
}
NAMES = {
    **LOSSES,
    "lsgan_sigmoid": "LSGAN with a sigmoid",
    "bce": "BCE",
    "bce_real": "BCE on real",
    "bce_fakes": "BCE on fakes",
    "lsgan_real": "LSGAN on real",
    "lsgan_fakes": "LSGAN on fakes",
    "hinge_real": "hinge on real",
    "hinge_fakes": "hinge on fakes",
    "wgan_real": "WGAN on real",
    "wgan_fakes": "WGAN on fakes",
}

LOSS_RANGE = (-6.0, 12.0)
GRADIENT_RANGE = (-6.0, 6.0)
STRENGTH_RANGE = (-5.2, 1.4)  # powers of ten
SMALLEST_STRENGTH = 1e-12
HEIGHT = 420
LOG_MARGIN = {"l": 72}


def log_axis(title: str, decades: int) -> dict[str, object]:
    """Return a logarithmic y axis, labelled at every so many powers of ten, its title clear of their exponents."""
    steps = {"type": "log", "exponentformat": "power", "dtick": decades}
    return {**steps, "title": {"text": title, "standoff": 16}}


# Where nothing moves.
ZERO = {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": {"color": NEUTRAL, "width": 1}}


def cursor(x: float | str, ends: Sequence[float], label: str = "") -> Properties:
    """Return a vertical line between two heights at what a slider has chosen, with a label on top.

    A trace, not a shape: the browser moves it in half the time.
    """
    return scatter(
        x=[x, x],
        y=list(ends),
        text=[NO_WORDS, label or NO_WORDS],
        mode="lines+text",
        line={"color": HIGHLIGHT, "width": 1.5},
        textposition="top center",
        textfont={"color": HIGHLIGHT, "size": FONT_SIZE - 1},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )


def _figure(
    t: Array,
    curves: Mapping[str, Curve],
    at: float,
    title: str,
    y_range: tuple[float, float],
    ends: Sequence[float] = (),
    margin: Mapping[str, int] | None = None,
    yaxis: Mapping[str, object] | None = None,
    shapes: Sequence[Mapping[str, object]] = (),
) -> Figure:
    traces = []
    for id, curve in curves.items():
        color, dash = STYLES[id]
        line = {"color": color, "dash": dash, "width": 3, "simplify": False}
        traces.append(scatter(x=t, y=curve.y, name=NAMES[id], mode="lines", line=line, hoverinfo="skip"))
    points = scatter(
        x=np.full(len(curves), at),
        y=np.array([curve.at_cursor for curve in curves.values()]),
        mode="markers",
        marker={"color": [STYLES[id][0] for id in curves], "size": 11, "line": {"color": HIGHLIGHT, "width": 1}},
        text=[NAMES[id] for id in curves],
        hovertemplate="%{text}: %{y:.4g}<extra></extra>",
        showlegend=False,
    )
    return new_figure(
        "D's output t",
        title,
        (t[0], t[-1]),
        y_range,
        HEIGHT,
        [*traces, cursor(at, ends or y_range, f"t = {number(at)}"), points],
        hovermode="closest",
        # The legend sits below: above, it would push the panels of a phone apart.
        legend={"y": -0.18, "yanchor": "top"},
        margin={"t": 28, **(margin or {})},
        yaxis={"title": {"text": title, "standoff": 14}, **(yaxis or {})},
        shapes=shapes,
    )


def loss_figure(t: Array, curves: Mapping[str, Curve], at: float) -> Figure:
    """Draw losses against D's logit t, with a cursor."""
    return _figure(t, curves, at, "loss", LOSS_RANGE)


def gradient_figure(t: Array, curves: Mapping[str, Curve], at: float) -> Figure:
    """Draw ∂loss/∂t against D's logit t, with a cursor and a line at zero, where nothing moves."""
    return _figure(t, curves, at, "gradient ∂loss/∂t", GRADIENT_RANGE, shapes=[ZERO])


def gradient_strength_figure(t: Array, curves: Mapping[str, Curve], at: float) -> Figure:
    """Draw |∂loss/∂t| on a logarithmic axis, where exponential vanishing is a straight line down."""
    strengths = {
        name: Curve(np.maximum(np.abs(curve.y), SMALLEST_STRENGTH), max(abs(curve.at_cursor), SMALLEST_STRENGTH))
        for name, curve in curves.items()
    }
    title = "strength |∂loss/∂t|"
    axis, ends = log_axis(title, decades=1), powers(STRENGTH_RANGE)
    return _figure(t, strengths, at, title, STRENGTH_RANGE, ends, yaxis=axis, margin=LOG_MARGIN)


def powers(exponents: Sequence[float]) -> list[float]:
    """Return the powers of ten with these exponents: a logarithmic axis counts in exponents, a trace on it does not."""
    return [10.0**exponent for exponent in exponents]
