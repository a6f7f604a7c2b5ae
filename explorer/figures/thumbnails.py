"""The small pictures on the home page's cards, drawn from the same numbers as the pages they lead to."""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.dynamics_styles import METHOD_STYLES
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, HIGHLIGHT, INK, NEUTRAL, new_figure, translucent

Array = NDArray[np.float64]

HEIGHT = 170


def _bare(x_range: tuple[float, float], y_range: tuple[float, float]) -> go.Figure:
    figure = new_figure("", "", x_range=x_range, y_range=y_range, height=HEIGHT)
    figure.update_layout(margin={"l": 4, "r": 4, "t": 4, "b": 4}, showlegend=False, hovermode=False)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return figure


def tiles_thumbnail(images: Array) -> go.Figure:
    """Draw rows of 2×2 pictures; `images` of shape (n_rows, n_columns, 4) in [0, 1], 1 = dark."""
    n_rows, n_columns = images.shape[:2]
    grid = np.full((3 * n_rows - 1, 3 * n_columns - 1), np.nan)
    figure = _bare((-0.7, 3 * n_columns - 1.3), (3 * n_rows - 1.3, -0.7))
    for row, column in np.ndindex(n_rows, n_columns):
        top, left = 3 * row, 3 * column
        grid[top : top + 2, left : left + 2] = images[row, column].reshape(2, 2)
        frame = {"x0": left - 0.5, "x1": left + 1.5, "y0": top - 0.5, "y1": top + 1.5}
        figure.add_shape(type="rect", **frame, line={"color": GENERATOR, "width": 2})
    figure.add_heatmap(z=grid, zmin=0, zmax=1, colorscale=INK, showscale=False, xgap=1, ygap=1)
    figure.update_yaxes(scaleanchor="x")
    return figure


def densities_thumbnail(x: Array, p_data: Array, p_g: Array, D_star: Array) -> go.Figure:
    """Draw p_data, p_g and D*, the last one scaled to the densities' height; all of shape (n,)."""
    top = float(max(p_data.max(), p_g.max()))
    figure = _bare((float(x[0]), float(x[-1])), (-0.03 * top, 1.08 * top))
    for y, color in ((p_data, DATA), (p_g, GENERATOR)):
        figure.add_scatter(x=x, y=y, mode="lines", line={"color": color, "width": 2.5}, fill="tozeroy")
        figure.data[-1].fillcolor = translucent(color, 0.22)
    figure.add_scatter(x=x, y=D_star * top, mode="lines", line={"color": DISCRIMINATOR, "width": 2.5, "dash": "dash"})
    return figure


def spirals_thumbnail(paths: Mapping[str, tuple[Array, Array]]) -> go.Figure:
    """Draw the paths (theta, psi) of methods side by side, each about its own star and with its name above."""
    reach, apart = 3.2, 8.0
    figure = _bare((-apart / 2, apart * (len(paths) - 0.5)), (-reach, reach + 1.2))
    for i, (name, (theta, psi)) in enumerate(paths.items()):
        color, _ = METHOD_STYLES[name]
        figure.add_scatter(x=theta + i * apart, y=psi, mode="lines", line={"color": color, "width": 2})
        star = {"symbol": "star", "size": 13, "color": DATA}
        figure.add_scatter(x=[i * apart], y=[0.0], mode="markers", marker=star)
        label = {"text": name, "font": {"color": color, "size": 14}, "showarrow": False}
        figure.add_annotation(x=i * apart, y=reach - 0.1, yanchor="bottom", **label)
    figure.update_yaxes(scaleanchor="x")
    return figure


def gradients_thumbnail(t: Array, gradients: Mapping[str, Array]) -> go.Figure:
    """Draw generator gradients by D's logit; the values of `gradients` have the shape of t."""
    figure = _bare((float(t[0]), float(t[-1])), (-4.2, 3.2))
    figure.add_hline(y=0, line={"color": NEUTRAL, "width": 1, "dash": "dot"})
    # Each name stands beside its curve, where the curves are far apart.
    places: tuple[tuple[int, dict[str, object]], ...] = (
        (len(t) // 4, {"yshift": -14}),
        (3 * len(t) // 4, {"xanchor": "right", "xshift": -8, "yshift": 6}),
    )
    for (name, gradient), color, (at, shift) in zip(gradients.items(), (GENERATOR, HIGHLIGHT), places, strict=True):
        figure.add_scatter(x=t, y=gradient, mode="lines", line={"color": color, "width": 3})
        label = {"text": name, "font": {"color": color, "size": 14}, "showarrow": False}
        figure.add_annotation(x=t[at], y=gradient[at], **label, **shift)
    return figure


def points_thumbnail(x_real: Array, x_fake: Array) -> go.Figure:
    """Draw real points and fakes in the plane, at equal scale; shapes (n, 2) and (m, 2)."""
    figure = _bare((-1.25, 1.25), (-1.25, 1.25))
    for x, color, size in ((x_real, DATA, 9), (x_fake, GENERATOR, 5)):
        figure.add_scatter(x=x[:, 0], y=x[:, 1], mode="markers", marker={"color": color, "size": size, "opacity": 0.7})
    figure.update_xaxes(scaleanchor="y")
    return figure
