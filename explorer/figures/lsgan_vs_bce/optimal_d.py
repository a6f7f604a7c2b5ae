"""LSGAN's optimal D on the line, and its criterion beside the Pearson χ²."""

from collections.abc import Sequence

import numpy as np

from explorer.arrays import Array
from explorer.figures.figure import Figure, Properties
from explorer.figures.lsgan_vs_bce.losses import LEAST_SQUARES_COLOR, cursor
from explorer.figures.moved_apart import moved_apart
from explorer.figures.silent import labels
from explorer.figures.style import (
    DATA,
    DISCRIMINATOR,
    FONT_SIZE,
    GENERATOR,
    HIGHLIGHT,
    NEUTRAL,
    filled,
    new_figure,
    scatter,
    translucent,
)
from explorer.numbers import number

DENSITY_RANGE = (0.0, 0.9)
D_RANGE = (-2.5, 3.3)  # room for three labels above the highest level
LABEL_HEIGHT = 0.52  # on this axis
ABOVE = 0.12  # from a level to its label: a curve that ends there is thick
COST_RANGE = (-0.15, 4.5)


def densities_figure(x: Array, p_data: Array, p_g: Array) -> Figure:
    """Draw the two densities."""
    curves = (("p<sub>data</sub>", p_data, DATA), ("p<sub>g</sub>", p_g, GENERATOR))
    traces = [filled(x, y, name, color, 3, 0.15) for name, y, color in curves]
    return new_figure("x", "density", (x[0], x[-1]), DENSITY_RANGE, 200, traces)


def _lines(ends: Array, levels: Sequence[float]) -> Properties:
    """Return dotted lines across the figure, one trace with gaps."""
    x = [*ends, None] * len(levels)
    y = [y for level in levels for y in (level, level, None)]
    look = {"color": NEUTRAL, "width": 1.5, "dash": "dot"}
    return scatter(x=x, y=y, mode="lines", line=look, hoverinfo="skip")


def _labels(end: float, levels: Sequence[tuple[float, str]]) -> Properties:
    """Return the levels' names at the right end, moved apart where two would lie upon each other."""
    names: dict[float, list[str]] = {}  # equal levels share a label
    for level, name in sorted(levels):
        names.setdefault(level, []).append(name)
    heights = moved_apart(np.array(list(names)), LABEL_HEIGHT) + ABOVE
    said = [f"{' = '.join(those)} = {number(level)}" for level, those in names.items()]
    return labels([end] * len(names), heights, said, "top left", {"size": FONT_SIZE - 1})


def optimal_D_figure(x: Array, D: Array, a: float, b: float, c: float) -> Figure:
    """Draw the optimal discriminator between its two targets, and the level that G asks for."""
    line = {"color": DISCRIMINATOR, "width": 4, "simplify": False}
    D_star = scatter(x=x, y=D, name="D*", mode="lines", line=line, hovertemplate="%{y:.3f}")
    named = _labels(x[-1], ((a, "a (fakes)"), (b, "b (real)"), (c, "c (what G asks for)")))
    traces = [_lines(x[[0, -1]], (a, b, c)), D_star, named]
    return new_figure("x", "D*(x)", (x[0], x[-1]), D_RANGE, 250, traces, showlegend=False)


def criterion_figure(mu: Array, twice_cost: Array, chi2: Array, mu_now: float, now: tuple[float, float]) -> Figure:
    """Draw 2 C(G) and the χ² against the distance of the two means; the curves lie upon each other when they agree."""
    curve: dict[str, object] = {"x": mu, "mode": "lines", "hovertemplate": "%{y:.4f}"}
    thick = {"color": translucent(NEUTRAL, 0.55), "width": 9, "simplify": False}
    thin = {"color": LEAST_SQUARES_COLOR, "width": 3, "simplify": False}
    points = scatter(
        x=[mu_now, mu_now],
        y=list(now),
        mode="markers",
        marker={"size": 11, "color": [LEAST_SQUARES_COLOR, NEUTRAL], "line": {"color": HIGHLIGHT, "width": 1.5}},
        hoverinfo="skip",
        showlegend=False,
    )
    return new_figure(
        "mean μ of p<sub>g</sub>",
        "",
        (mu[0], mu[-1]),
        COST_RANGE,
        440,
        [
            scatter(y=chi2, name="Pearson χ²", line=thick, **curve),
            scatter(y=twice_cost, name="2 C(G)", line=thin, **curve),
            cursor(mu_now, COST_RANGE, f"μ = {number(mu_now)}"),
            points,
        ],
        legend={"y": -0.25, "yanchor": "top"},
        margin={"t": 28},
    )
