"""Gradient norms through a generator's layers, and over D's training."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.lsgan_vs_bce_losses import STYLES
from explorer.figures.style import HIGHLIGHT, NEUTRAL, new_figure

Array = NDArray[np.float64]

NORM_RANGE = (-9.0, 2.2)  # powers of ten
TOTAL_RANGE = (-3.2, 2.2)
SMALLEST = 1e-12


def _add_line(figure: go.Figure, name: str, x: Sequence[float | str], y: Array) -> None:
    color, dash = STYLES[name]
    figure.add_scatter(
        x=list(x),
        y=np.maximum(y, SMALLEST),
        name=name,
        mode="lines+markers",
        line={"color": color, "dash": dash, "width": 3},
        marker={"size": 9, "color": color},
        hovertemplate="%{y:.2e}",
    )


def _legend_below(figure: go.Figure, cursor: int | None = None) -> None:
    figure.update_layout(legend={"y": -0.24, "yanchor": "top"}, margin={"t": 30})
    if cursor is not None:
        figure.add_vline(x=cursor, line={"color": HIGHLIGHT, "width": 1.5})


def layers_figure(norms: Mapping[str, Array]) -> go.Figure:
    """Draw ‖∂L_G/∂W‖ of every layer, the one next to z at the left, one line a loss, on a logarithmic axis."""
    depth = len(next(iter(norms.values())))
    names = [str(number) for number in range(1, depth + 1)]
    figure = new_figure("layer of G: 1 is next to z, the last makes x", "gradient norm", None, NORM_RANGE, height=400)
    figure.update_xaxes(type="category")
    figure.update_yaxes(type="log", exponentformat="power", dtick=2)
    for loss, norm in norms.items():
        _add_line(figure, loss, names, norm)
    _legend_below(figure)
    return figure


def total_norm_figure(moments: Sequence[int], totals: Mapping[str, Array], now: int) -> go.Figure:
    """Draw the norm of the whole gradient against D's steps; the moments are evenly spaced."""
    figure = new_figure("D's training steps", "‖∂L_G/∂(all weights)‖", None, TOTAL_RANGE, height=360)
    figure.update_xaxes(type="category")
    figure.update_yaxes(type="log", exponentformat="power", dtick=1)
    for loss, total in totals.items():
        _add_line(figure, loss, [str(moment) for moment in moments], total)
    _legend_below(figure, list(moments).index(now))
    return figure


def accuracy_figure(moments: Sequence[int], accuracies: Mapping[str, Array], now: int) -> go.Figure:
    """Draw D's share of right answers against its training steps."""
    figure = new_figure("D's training steps", "D's accuracy", None, (0.0, 1.12), height=360)
    figure.update_xaxes(type="category")
    figure.update_yaxes(tickformat=".0%", dtick=0.25)
    figure.add_hline(
        y=0.5, line={"color": NEUTRAL, "width": 1.5, "dash": "dot"}, annotation={"text": "guessing"}
    ).update_annotations(x=0.5, xanchor="center", yanchor="top")
    for loss, accuracy in accuracies.items():
        _add_line(figure, loss, [str(moment) for moment in moments], accuracy)
    figure.update_traces(hovertemplate="%{y:.1%}")
    _legend_below(figure, list(moments).index(now))
    return figure
