"""Gradient norms through a generator's layers, and over D's training."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.lsgan_vs_bce_losses import STYLES, cursor
from explorer.figures.style import NEUTRAL, new_figure, scatter

Array = NDArray[np.float64]

NORM_RANGE = (-9.0, 2.2)  # powers of ten
TOTAL_RANGE = (-3.2, 2.2)
ACCURACY_RANGE = (0.0, 1.12)
SMALLEST = 1e-12

_LOG = {"type": "log", "exponentformat": "power"}
_BELOW: dict[str, Any] = {"legend": {"y": -0.24, "yanchor": "top"}, "margin": {"t": 30, "l": 72}}
_GUESSING = {
    "type": "line",
    "xref": "x domain",
    "x0": 0,
    "x1": 1,
    "y0": 0.5,
    "y1": 0.5,
    "line": {"color": NEUTRAL, "width": 1.5, "dash": "dot"},
}
_GUESSING_LABEL = {"text": "guessing", "xref": "x domain", "x": 0.5, "y": 0.5, "yanchor": "top", "showarrow": False}


def _lines(x: Sequence[int], values: Mapping[str, Array], hover: str) -> list[go.Scatter]:
    lines = []
    for name, y in values.items():
        color, dash = STYLES[name]
        lines.append(
            scatter(
                x=[str(number) for number in x],
                y=np.maximum(y, SMALLEST),
                name=name,
                mode="lines+markers",
                line={"color": color, "dash": dash, "width": 3},
                marker={"size": 9, "color": color},
                hovertemplate=hover,
            )
        )
    return lines


def layers_figure(norms: Mapping[str, Array]) -> go.Figure:
    """Draw ‖∂L_G/∂W‖ of every layer, the one next to z at the left, one line a loss, on a logarithmic axis."""
    depth = len(next(iter(norms.values())))
    return new_figure(
        "layer of G: 1 is next to z, the last makes x",
        "gradient norm",
        None,
        NORM_RANGE,
        400,
        _lines(range(1, depth + 1), norms, "%{y:.2e}"),
        xaxis={"type": "category"},
        yaxis={**_LOG, "dtick": 2},
        **_BELOW,
    )


def _over_training(moments: Sequence[int], now: int, lines: list[go.Scatter], title: str, **layout: Any) -> go.Figure:
    shapes = [*layout.pop("shapes", ()), cursor(list(moments).index(now))]
    whole: dict[str, Any] = {**_BELOW, "xaxis": {"type": "category"}, "shapes": shapes, **layout}
    return new_figure("D's training steps", title, height=360, traces=lines, **whole)


def total_norm_figure(moments: Sequence[int], totals: Mapping[str, Array], now: int) -> go.Figure:
    """Draw the norm of the whole gradient against D's steps; the moments are evenly spaced."""
    lines = _lines(moments, totals, "%{y:.2e}")
    y_axis = {**_LOG, "dtick": 1, "range": list(TOTAL_RANGE)}
    return _over_training(moments, now, lines, "‖∂L_G/∂(all weights)‖", yaxis=y_axis)


def accuracy_figure(moments: Sequence[int], accuracies: Mapping[str, Array], now: int) -> go.Figure:
    """Draw D's share of right answers against its training steps."""
    lines = _lines(moments, accuracies, "%{y:.1%}")
    y_axis = {"tickformat": ".0%", "dtick": 0.25, "range": list(ACCURACY_RANGE)}
    shapes, labels = [_GUESSING], [_GUESSING_LABEL]
    return _over_training(moments, now, lines, "D's accuracy", yaxis=y_axis, shapes=shapes, annotations=labels)
