"""The small pictures on the home page's cards, drawn from the same numbers as the pages they lead to."""

from collections.abc import Mapping, Sequence

import numpy as np

from explorer.arrays import Array
from explorer.figures.dynamics.styles import METHOD_STYLES
from explorer.figures.figure import Figure
from explorer.figures.silent import line
from explorer.figures.style import (
    DATA,
    DISCRIMINATOR,
    GENERATOR,
    HIGHLIGHT,
    INK,
    NEUTRAL,
    SHEET,
    filled,
    new_figure,
    scatter,
)
from explorer.names import METHODS

HEIGHT = 170


def _bare(
    traces: Sequence[Mapping[str, object]],
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    equal: bool = False,
    shapes: Sequence[Mapping[str, object]] = (),
    annotations: Sequence[Mapping[str, object]] = (),
) -> Figure:
    return new_figure(
        "",
        "",
        x_range,
        y_range,
        HEIGHT,
        traces,
        xaxis={"visible": False},
        yaxis={"visible": False, **({"scaleanchor": "x"} if equal else {})},
        margin=dict.fromkeys("lrtb", 4),
        showlegend=False,
        hovermode=False,
        shapes=shapes,
        annotations=annotations,
    )


def tiles_thumbnail(images: Array) -> Figure:
    """Draw rows of 2×2 pictures; `images` of shape (n_rows, n_columns, 4) in [0, 1], 1 = dark."""
    n_rows, n_columns = images.shape[:2]
    grid = np.full((3 * n_rows - 1, 3 * n_columns - 1), np.nan)
    frames = []
    for row, column in np.ndindex(n_rows, n_columns):
        top, left = 3 * row, 3 * column
        grid[top : top + 2, left : left + 2] = images[row, column].reshape(2, 2)
        frame = {"x0": left - 0.65, "x1": left + 1.65, "y0": top - 0.65, "y1": top + 1.65}
        frames.append({"type": "rect", **frame, "line": {"color": GENERATOR, "width": 2}, **SHEET})
    ink = {"zmin": 0, "zmax": 1, "colorscale": INK, "showscale": False, "xgap": 1, "ygap": 1}
    tiles = {"type": "heatmap", "z": grid, **ink}
    return _bare([tiles], (-0.8, 3 * n_columns - 1.2), (3 * n_rows - 1.2, -0.8), equal=True, shapes=frames)


def densities_thumbnail(x: Array, p_data: Array, p_g: Array, D_star: Array) -> Figure:
    """Draw p_data, p_g and D*, the last one scaled to the densities' height; all of shape (n,)."""
    top = float(max(p_data.max(), p_g.max()))
    densities = [filled(x, y, "", color, 2.5, 0.22) for y, color in ((p_data, DATA), (p_g, GENERATOR))]
    best = line(x, D_star * top, DISCRIMINATOR, dash="dash")
    return _bare([*densities, best], (float(x[0]), float(x[-1])), (-0.03 * top, 1.08 * top))


def spirals_thumbnail(paths: Mapping[str, tuple[Array, Array]]) -> Figure:
    """Draw the paths (theta, psi) of methods side by side, each about its own star and with its name above."""
    reach, apart = 3.2, 8.0
    traces, names = [], []
    for i, (name, (theta, psi)) in enumerate(paths.items()):
        color, _ = METHOD_STYLES[name]
        star = {"symbol": "star", "size": 13, "color": DATA}
        traces += [
            line(theta + i * apart, psi, color, 2),
            scatter(x=[i * apart], y=[0.0], mode="markers", marker=star),
        ]
        names.append({"x": i * apart, "y": reach - 0.1, "yanchor": "bottom", **_name(name, color)})
    x_range = (-apart / 2, apart * (len(paths) - 0.5))
    return _bare(traces, x_range, (-reach, reach + 1.2), equal=True, annotations=names)


def gradients_thumbnail(t: Array, gradients: Mapping[str, Array]) -> Figure:
    """Draw generator gradients by D's logit; the values of `gradients` have the shape of t."""
    # Each name stands beside its curve, where the curves are far apart.
    places: tuple[tuple[int, dict[str, object]], ...] = (
        (len(t) // 4, {"yshift": -14}),
        (3 * len(t) // 4, {"xanchor": "right", "xshift": -8, "yshift": 6}),
    )
    traces, names = [], []
    for (name, gradient), color, (at, shift) in zip(gradients.items(), (GENERATOR, HIGHLIGHT), places, strict=True):
        traces.append(line(t, gradient, color, 3))
        names.append({"x": t[at], "y": gradient[at], **_name(name, color), **shift})
    ends = (float(t[0]), float(t[-1]))
    zero = {"type": "line", "x0": ends[0], "x1": ends[1], "y0": 0, "y1": 0}
    dotted = {"line": {"color": NEUTRAL, "width": 1, "dash": "dot"}}
    return _bare(traces, ends, (-4.2, 3.2), shapes=[zero | dotted], annotations=names)


def _name(method: str, color: str) -> dict[str, object]:
    return {"text": METHODS[method], "font": {"color": color, "size": 14}, "showarrow": False}


def points_thumbnail(x_real: Array, x_fake: Array) -> Figure:
    """Draw real points and fakes in the plane, at equal scale; shapes (n, 2) and (m, 2)."""
    traces = [
        scatter(x=x[:, 0], y=x[:, 1], mode="markers", marker={"color": color, "size": size, "opacity": 0.7})
        for x, color, size in ((x_real, DATA, 9), (x_fake, GENERATOR, 5))
    ]
    return _bare(traces, (-1.25, 1.25), (-1.25, 1.25), equal=True)


def margins_thumbnail(x: Array, shares: Mapping[str, Array]) -> Figure:
    """Draw histograms of margins, of the shape of x: without noise, with random noise, and with the worst."""
    before, chance, worst = shares.values()
    traces = [
        filled(x, before, "", DATA, 2.5, 0.22),
        line(x, chance, NEUTRAL, dash="dash"),
        filled(x, worst, "", HIGHLIGHT, 2.5, 0.22),
    ]
    top = float(before.max())
    zero = {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1.2 * top, "line": {"color": NEUTRAL, "dash": "dot"}}
    ends = (float(x[0]), float(x[-1]))
    return _bare(traces, ends, (-0.03 * top, 1.2 * top), shapes=[zero])
