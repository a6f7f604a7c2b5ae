"""Figures of the 1-D game: two densities, the discriminators between them, and the value of the game."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from explorer.arrays import Array
from explorer.figures.figure import NO_WORDS, Figure, Properties
from explorer.figures.panels import axis
from explorer.figures.silent import line
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

X_RANGE = (-9.0, 9.0)
DENSITY_RANGE = (0.0, 0.7)
HALVES = {"tickvals": [0, 0.5, 1], "ticktext": ["0", "½", "1"]}
# Where both densities together are lower than this hardly a sample falls, and what D* says there counts for nothing.
RARE = 1e-3
X_TICKS = list(range(-8, 9, 4))
# Width to either side and height of an arrow's head, in the units of its panel.
HEAD = (0.06, 0.14)
# The number line of values ends here; a D that is worse is drawn as an arrow at the end.
VALUE_RANGE = (-4.0, 0.8)


class Spot(NamedTuple):
    """An x, and what stands above it."""

    x: float
    p_data: float
    p_g: float
    D_star: float


def density_traces(x: Array, p_data: Array, p_g: Array) -> list[Properties]:
    """Return the two filled densities."""
    curves = (("p<sub>data</sub>", p_data, DATA), ("p<sub>g</sub>", p_g, GENERATOR))
    return [filled(x, y, name, color, 2.5, 0.16) for name, y, color in curves]


def panel(title: str, domain: Sequence[float], y_range: Sequence[float], **more: object) -> dict[str, object]:
    """Return a y axis, yaxis2, yaxis3, ..., in its own strip above or below the others, over the one x axis."""
    return axis(y_range, domain=domain, title={"text": title}, anchor="x", **more)


def discriminator_trace(x: Array, D: Array, name: str, dash: str = "solid", legend: bool = False) -> Properties:
    """Return a D in the second panel, whose gridline at ½ is where D cannot tell."""
    return scatter(
        x=x,
        y=D,
        yaxis="y2",
        name=name,
        mode="lines",
        line={"color": DISCRIMINATOR, "width": 2.5, "dash": dash},
        hovertemplate="%{y:.3f}",
        showlegend=legend,
    )


def best_discriminator_traces(x: Array, D_star: Array, mass: Array, dash: str, legend: bool) -> list[Properties]:
    """Return D* in its colour where samples fall, and grey where the density of both together, `mass`, is too low."""
    is_rare = mass < RARE
    # The grey reaches one point further, so that no gap is left between the two.
    around = is_rare | np.roll(is_rare, 1) | np.roll(is_rare, -1)
    rare = line(x, np.where(around, D_star, np.nan), NEUTRAL, 2, dash, yaxis="y2")
    return [rare, discriminator_trace(x, np.where(is_rare, np.nan, D_star), "D*", dash, legend)]


def game_figure(
    x: Array, p_data: Array, p_g: Array, js_contribution: Array, D_star: Array, z: Array, G_of_z: Array, spot: Spot
) -> Figure:
    """Draw Goodfellow's Figure 1: the densities, D* below them, and below that how G carries z to x.

    Parameters
    ----------
    x, p_data, p_g, js_contribution, D_star : arrays of shape (n,); the contribution in the unit that is shown.
    z, G_of_z : arrays of shape (m,): values of z that are equally likely to be passed, and where G puts them.
    spot : the x that a line goes through.
    """
    pointwise = filled(x, js_contribution, "JSD, point by point", HIGHLIGHT, 1.5, 0.45)
    best = best_discriminator_traces(x, D_star, p_data + p_g, "solid", legend=False)
    traces = [*density_traces(x, p_data, p_g), pointwise, *best, _mapping(z, G_of_z), *_spots(spot)]
    # z and x share one axis and its labels, which stand between them: axes cost the most time of all to draw.
    return new_figure(
        "",  # said by the strip of arrows below, which a title would lie on
        "density",
        X_RANGE,
        DENSITY_RANGE,
        height=560,
        xaxis={"anchor": "y2", "tickvals": X_TICKS},
        yaxis={"domain": [0.5, 1.0], "anchor": "x", "dtick": 0.2},
        yaxis2=panel("D*(x)", (0.23, 0.46), (-0.04, 1.04), **HALVES),
        yaxis3=panel("", (0.0, 0.1), (0.0, 1.0), showgrid=False, tickvals=[0, 1], ticktext=["z", "x"]),
        margin={"b": 12},
        shapes=[_through(spot)],
        traces=traces,
    )


def _spots(spot: Spot) -> list[Properties]:
    """Return a point on either density, and one on D*."""
    dots: dict[str, object] = {"mode": "markers", "hoverinfo": "skip", "showlegend": False}
    heights = {"x": [spot.x, spot.x], "y": [spot.p_data, spot.p_g], "marker": {"size": 9, "color": [DATA, GENERATOR]}}
    best = {"x": [spot.x], "y": [spot.D_star], "yaxis": "y2", "marker": {"size": 9, "color": DISCRIMINATOR}}
    return [scatter(**heights, **dots), scatter(**best, **dots)]


def _through(spot: Spot) -> dict[str, object]:
    """Return the line through both panels."""
    line = {"color": HIGHLIGHT, "width": 1.5, "dash": "dot"}
    return {"type": "line", "x0": spot.x, "x1": spot.x, "yref": "paper", "y0": 0.23, "y1": 1.0, "line": line}


def _mapping(z: Array, G_of_z: Array) -> Properties:
    """Return an arrow from each z, below, to G(z), above; all of them one line, its heads too."""
    gap = np.full_like(z, np.nan)
    x = np.stack([z, G_of_z, gap, G_of_z - HEAD[0], G_of_z, G_of_z + HEAD[0], gap], axis=1)
    y = np.tile([0.0, 1.0, np.nan, 1.0 - HEAD[1], 1.0, 1.0 - HEAD[1], np.nan], z.size)
    return line(x.ravel(), y, translucent(GENERATOR, 0.7), 1.5, yaxis="y3", name="G(z)", showlegend=False)


def own_discriminator_figure(x: Array, p_data: Array, p_g: Array, D: Array, D_star: Array, shortfall: Array) -> Figure:
    """Draw the densities, a D beside D*, and what that D loses at each x; arrays of shape (n,)."""
    lost = filled(x, shortfall, "lost at x", HIGHLIGHT, 1.5, 0.4, yaxis="y3", showlegend=False)
    discriminators = [
        *best_discriminator_traces(x, D_star, p_data + p_g, "dash", legend=True),
        discriminator_trace(x, D, "your D", legend=True),
    ]
    return new_figure(
        "x",
        "density",
        X_RANGE,
        (0.0, 0.55),
        height=470,
        xaxis={"anchor": "y3", "tickvals": X_TICKS},
        yaxis={"domain": [0.7, 1.0], "anchor": "x"},
        yaxis2=panel("D(x)", (0.3, 0.65), (-0.04, 1.04), **HALVES),
        yaxis3=panel("lost at x", (0.0, 0.25), (0.0, 0.5)),
        traces=[*density_traces(x, p_data, p_g), *discriminators, lost],
    )


def value_line_figure(value: float, best: float, coin_flip: float) -> Figure:
    """Draw V(D, G) and its ceiling C(G) on one number line, the gap between them shaded.

    Parameters
    ----------
    value : V of the reader's D, −inf allowed.
    best : C(G), the value of D*.
    coin_flip : −ln 4, the value of D = ½ everywhere.
    """
    inside = value >= VALUE_RANGE[0]
    shown = max(value, VALUE_RANGE[0])
    gap = scatter(
        x=[shown, best, best, shown],
        y=[0.36, 0.36, 0.64, 0.64],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=translucent(HIGHLIGHT, 0.4),
    )
    label = f"your V = {signed(value)}  " if inside else f"  your V = {signed(value)}, beyond this axis"
    yours = scatter(
        x=[shown, shown],
        y=[0.5, 0.7],
        mode="markers+text",
        marker={"symbol": "diamond" if inside else "triangle-left", "size": [15, 0], "color": HIGHLIGHT},
        text=[NO_WORDS, label],
        textposition="top left" if value > VALUE_RANGE[0] + 1 else "top right",
        textfont={"size": FONT_SIZE, "color": HIGHLIGHT},
        cliponaxis=False,
    )
    # V is never right of C(G): their labels stand on either side, and the coin flip's below.
    coin = _mark(coin_flip, (0.7, 0.3), "D = ½: −ln 4 ", NEUTRAL, "bottom left")
    ceiling = _mark(best, (0.3, 0.7), f"  C(G) = {signed(best)}", DISCRIMINATOR, "top right")
    return new_figure(
        "value of the game, nats",
        "",
        VALUE_RANGE,
        (0.0, 1.0),
        height=140,
        xaxis={"tickvals": [-4, -3, -2, -1, 0]},
        yaxis={"visible": False},
        hovermode=False,
        margin={"t": 8},
        showlegend=False,
        traces=[gap, coin, ceiling, yours],
    )


def signed(value: float) -> str:
    """Return a number with three decimals and a true minus sign; whole from 100 on."""
    return number(value, ".3f" if abs(value) < 100 else ".0f")


def _mark(at: float, ends: tuple[float, float], text: str, color: str, position: str) -> Properties:
    """Draw an upright line between two heights, the text at the second."""
    return scatter(
        x=[at, at],
        y=ends,
        mode="lines+text",
        line={"color": color, "width": 3},
        text=[NO_WORDS, text],
        textposition=position,
        textfont={"size": FONT_SIZE, "color": color},
    )
