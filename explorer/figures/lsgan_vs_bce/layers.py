"""Gradient norms through a generator's layers, and over D's training."""

from collections.abc import Mapping, Sequence

import numpy as np

from explorer.arrays import Array
from explorer.figures.figure import Figure, Properties
from explorer.figures.lsgan_vs_bce.losses import LOG_MARGIN, NAMES, STYLES, cursor, log_axis, powers
from explorer.figures.panels import level
from explorer.figures.style import NEUTRAL, new_figure, scatter

NORM_RANGE = (-9.0, 2.2)  # powers of ten
TOTAL_RANGE = (-3.2, 2.2)
ACCURACY_RANGE = (0.0, 1.12)
SMALLEST = 1e-12

_BELOW = {"y": -0.24, "yanchor": "top"}
_MARGIN = {"t": 30, **LOG_MARGIN}
_GUESSING_LABEL = {"text": "guessing", "xref": "x domain", "x": 0.5, "y": 0.5, "yanchor": "top", "showarrow": False}


def _lines(x: Sequence[int], values: Mapping[str, Array], hover: str) -> list[Properties]:
    lines = []
    for loss, y in values.items():
        color, dash = STYLES[loss]
        lines.append(
            scatter(
                x=[str(number) for number in x],
                y=np.maximum(y, SMALLEST),
                name=NAMES[loss],
                mode="lines+markers",
                line={"color": color, "dash": dash, "width": 3},
                marker={"size": 9, "color": color},
                hovertemplate=hover,
            )
        )
    return lines


def _every(numbers: Sequence[int]) -> dict[str, object]:
    """Return an axis on which the numbers stand evenly spaced."""
    return {"type": "category", "range": [-0.3, len(numbers) - 0.7]}


def layers_figure(norms: Mapping[str, Array]) -> Figure:
    """Draw ‖∂L_G/∂W‖ of every layer, the one next to z at the left, one line a loss, on a logarithmic axis."""
    depth = len(next(iter(norms.values())))
    return new_figure(
        "layer of G: 1 is next to z, the last makes x",
        "gradient norm",
        None,
        NORM_RANGE,
        400,
        _lines(range(1, depth + 1), norms, "%{y:.2e}"),
        xaxis=_every(range(1, depth + 1)),
        yaxis=log_axis("gradient norm", decades=2),
        legend=_BELOW,
        margin=_MARGIN,
    )


def total_norm_figure(moments: Sequence[int], totals: Mapping[str, Array], now: int) -> Figure:
    """Draw the norm of the whole gradient against D's steps; the moments are evenly spaced."""
    title = "‖∂L<sub>G</sub>/∂(all weights)‖"
    return new_figure(
        "D's training steps",
        title,
        None,
        TOTAL_RANGE,
        360,
        [*_lines(moments, totals, "%{y:.2e}"), cursor(str(now), powers(TOTAL_RANGE))],
        xaxis=_every(moments),
        yaxis=log_axis(title, decades=1),
        legend=_BELOW,
        margin=_MARGIN,
    )


def accuracy_figure(moments: Sequence[int], accuracies: Mapping[str, Array], now: int) -> Figure:
    """Draw D's share of right answers against its training steps."""
    return new_figure(
        "D's training steps",
        "D's accuracy",
        None,
        ACCURACY_RANGE,
        360,
        [*_lines(moments, accuracies, "%{y:.1%}"), cursor(str(now), ACCURACY_RANGE)],
        xaxis=_every(moments),
        yaxis={"tickformat": ".0%", "dtick": 0.25},
        shapes=[level(0.5, NEUTRAL, xref="x domain")],
        annotations=[_GUESSING_LABEL],
        legend=_BELOW,
        margin=_MARGIN,
    )
