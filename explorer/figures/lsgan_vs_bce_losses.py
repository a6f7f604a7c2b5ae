"""Losses against D's logit, and the colours by which this page tells losses apart."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.style import HIGHLIGHT, NEUTRAL, add_cursor, new_figure

Array = NDArray[np.float64]


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
    "non-saturating": (CROSS_ENTROPY_COLOR, "solid"),
    "LSGAN": (LEAST_SQUARES_COLOR, "solid"),
    "LSGAN with a sigmoid": (LEAST_SQUARES_COLOR, "dot"),
    "hinge": (HINGE_COLOR, "dash"),
    "WGAN": (NEUTRAL, "solid"),
    "BCE": (CROSS_ENTROPY_COLOR, "solid"),
    "BCE on real": (CROSS_ENTROPY_COLOR, "solid"),
    "BCE on fakes": (CROSS_ENTROPY_COLOR, "dash"),
    "LSGAN on real": (LEAST_SQUARES_COLOR, "solid"),
    "LSGAN on fakes": (LEAST_SQUARES_COLOR, "dash"),
    "hinge on real": (HINGE_COLOR, "solid"),
    "hinge on fakes": (HINGE_COLOR, "dash"),
    "WGAN on real": (NEUTRAL, "solid"),
    "WGAN on fakes": (NEUTRAL, "dash"),
}

LOSS_RANGE = (-6.0, 12.0)
GRADIENT_RANGE = (-6.0, 6.0)
STRENGTH_RANGE = (-5.2, 1.4)  # powers of ten
SMALLEST_STRENGTH = 1e-12


def _add_curves(figure: go.Figure, t: Array, curves: Mapping[str, Curve], cursor: float) -> None:
    for name, curve in curves.items():
        color, dash = STYLES[name]
        line = {"color": color, "dash": dash, "width": 3}
        figure.add_scatter(x=t, y=curve.y, name=name, mode="lines", line=line, hoverinfo="skip")
    figure.add_scatter(
        x=np.full(len(curves), cursor),
        y=np.array([curve.at_cursor for curve in curves.values()]),
        mode="markers",
        marker={"color": [STYLES[name][0] for name in curves], "size": 11, "line": {"color": HIGHLIGHT, "width": 1}},
        text=list(curves),
        hovertemplate="%{text}: %{y:.4g}<extra></extra>",
        showlegend=False,
    )
    add_cursor(figure, cursor, f"t = {cursor:g}")
    # The legend sits below: above, it would push the panels of a phone apart.
    figure.update_layout(hovermode="closest", legend={"y": -0.2, "yanchor": "top"}, margin={"t": 28})


def loss_figure(t: Array, curves: Mapping[str, Curve], cursor: float) -> go.Figure:
    """Draw losses against D's logit t, with a cursor."""
    figure = new_figure("D's output t", "loss", (t[0], t[-1]), LOSS_RANGE, height=400)
    _add_curves(figure, t, curves, cursor)
    return figure


def gradient_figure(t: Array, curves: Mapping[str, Curve], cursor: float) -> go.Figure:
    """Draw ∂loss/∂t against D's logit t, with a cursor and a line at zero, where nothing moves."""
    figure = new_figure("D's output t", "gradient ∂loss/∂t", (t[0], t[-1]), GRADIENT_RANGE, height=400)
    figure.add_hline(y=0.0, line={"color": NEUTRAL, "width": 1})
    _add_curves(figure, t, curves, cursor)
    return figure


def gradient_strength_figure(t: Array, curves: Mapping[str, Curve], cursor: float) -> go.Figure:
    """Draw |∂loss/∂t| on a logarithmic axis, where exponential vanishing is a straight line down."""
    figure = new_figure("D's output t", "strength |∂loss/∂t|", (t[0], t[-1]), STRENGTH_RANGE, height=400)
    figure.update_yaxes(type="log", exponentformat="power", dtick=1)
    strengths = {
        name: Curve(np.maximum(np.abs(curve.y), SMALLEST_STRENGTH), max(abs(curve.at_cursor), SMALLEST_STRENGTH))
        for name, curve in curves.items()
    }
    _add_curves(figure, t, strengths, cursor)
    return figure
