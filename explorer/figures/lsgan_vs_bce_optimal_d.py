"""LSGAN's optimal D on the line, and its criterion beside the Pearson χ²."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.lsgan_vs_bce_losses import LEAST_SQUARES_COLOR
from explorer.figures.style import (
    DATA,
    DISCRIMINATOR,
    FONT_SIZE,
    GENERATOR,
    HIGHLIGHT,
    NEUTRAL,
    add_cursor,
    new_figure,
    translucent,
)

Array = NDArray[np.float64]

DENSITY_RANGE = (0.0, 0.9)
D_RANGE = (-2.3, 2.3)
COST_RANGE = (-0.15, 4.5)


def densities_figure(x: Array, p_data: Array, p_g: Array) -> go.Figure:
    """Draw the two densities."""
    figure = new_figure("x", "density", (x[0], x[-1]), DENSITY_RANGE, height=200)
    for name, y, color in (("p<sub>data</sub>", p_data, DATA), ("p<sub>g</sub>", p_g, GENERATOR)):
        figure.add_scatter(
            x=x,
            y=y,
            name=name,
            mode="lines",
            line={"color": color, "width": 3},
            fill="tozeroy",
            fillcolor=translucent(color, 0.15),
            hovertemplate="%{y:.3f}",
        )
    return figure


def optimal_D_figure(x: Array, D: Array, a: float, b: float, c: float) -> go.Figure:
    """Draw the optimal discriminator between its two targets, and the level that G asks for."""
    figure = new_figure("x", "D*(x)", (x[0], x[-1]), D_RANGE, height=250)
    # Equal targets share one label, so that no two lie upon each other.
    levels: dict[float, list[str]] = {}
    for level, label in ((a, "a (fakes)"), (b, "b (real)"), (c, "c (what G asks for)")):
        levels.setdefault(level, []).append(label)
    for level, labels in levels.items():
        figure.add_hline(
            y=level,
            line={"color": NEUTRAL, "width": 1.5, "dash": "dot"},
            annotation={"text": f"{' = '.join(labels)} = {level:g}", "font": {"size": FONT_SIZE - 1}},
            annotation_position="top right",
        )
    figure.add_scatter(
        x=x, y=D, name="D*", mode="lines", line={"color": DISCRIMINATOR, "width": 4}, hovertemplate="%{y:.3f}"
    )
    figure.update_layout(showlegend=False)
    return figure


def criterion_figure(mu: Array, twice_cost: Array, chi2: Array, mu_now: float, now: tuple[float, float]) -> go.Figure:
    """Draw 2 C(G) and the χ² against the distance of the two means; the curves lie upon each other when they agree."""
    figure = new_figure("mean μ of p<sub>g</sub>", "", (mu[0], mu[-1]), COST_RANGE, height=340)
    figure.add_scatter(
        x=mu,
        y=chi2,
        name="χ²(p<sub>data</sub> + p<sub>g</sub> ‖ 2 p<sub>g</sub>)",
        mode="lines",
        line={"color": translucent(NEUTRAL, 0.55), "width": 9},
        hovertemplate="%{y:.4f}",
    )
    figure.add_scatter(
        x=mu,
        y=twice_cost,
        name="2 C(G)",
        mode="lines",
        line={"color": LEAST_SQUARES_COLOR, "width": 3},
        hovertemplate="%{y:.4f}",
    )
    add_cursor(figure, mu_now, f"μ = {mu_now:g}")
    figure.add_scatter(
        x=[mu_now, mu_now],
        y=list(now),
        mode="markers",
        marker={"size": 11, "color": [LEAST_SQUARES_COLOR, NEUTRAL], "line": {"color": HIGHLIGHT, "width": 1.5}},
        hoverinfo="skip",
        showlegend=False,
    )
    figure.update_layout(legend={"y": -0.25, "yanchor": "top"}, margin={"t": 28})
    return figure
