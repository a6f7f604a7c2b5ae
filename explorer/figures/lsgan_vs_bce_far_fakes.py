"""The paper's picture, alive: fakes in the plane under two losses, one panel above the other, played in the browser."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.animation import AnimatedFigure
from explorer.figures.style import (
    DATA,
    DISCRIMINATOR,
    FONT_SIZE,
    GENERATOR,
    HIGHLIGHT,
    new_figure,
    scatter,
    translucent,
)

Array = NDArray[np.float64]

X_RANGE = (-5.0, 10.5)
Y_RANGE = (-3.6, 3.6)
DISTANCE_RANGE = (0.0, 11.0)
SHORTEST_ARROW = 0.03
FRAME_MS = 160
HEIGHT = 790


class Panel(NamedTuple):
    """One loss's run; the first axis of every array is the step, 0 to n_steps.

    `line` (n, 3) holds w1, w2 and bias with D's threshold taken off, so that the decision line is where
    w·x + bias = 0; `target` the same for the level that the generator aims at, or None. `fake`, `far` are points
    (n, n_points, 2), `move_fake`, `move_far` the step each takes next, `n_home` (n,) counts far fakes that are home,
    `distance` (n,) is their mean distance from the data.
    """

    name: str
    color: str
    line: Array
    target: Array | None
    fake: Array
    far: Array
    move_fake: Array
    move_far: Array
    n_home: NDArray[np.int_]
    distance: Array


def _straight_line(coefficients: Array) -> tuple[Array, Array]:
    """Return two ends of w·x + bias = 0, on the picture's edges or beyond."""
    w1, w2, bias = coefficients
    if abs(w1) >= abs(w2):
        y = np.array(Y_RANGE)
        return -(w2 * y + bias) / (w1 or 1.0), y
    x = np.array(X_RANGE)
    return x, -(w1 * x + bias) / w2


def _arrows(start: Array, move: Array) -> dict[str, Any]:
    """Return one trace's x, y and marker sizes: a segment and a head for each arrow."""
    gap = np.full_like(start, np.nan)
    corners = np.stack([start, start + move, gap], axis=1).reshape(-1, 2)
    long_enough = np.linalg.norm(move, axis=1) > SHORTEST_ARROW
    sizes = np.column_stack([np.zeros(len(start)), np.where(long_enough, 11, 0), np.zeros(len(start))]).ravel()
    return {"x": corners[:, 0], "y": corners[:, 1], "marker": {"size": sizes.astype(float)}}


def _moving_traces(panel: Panel, step: int) -> list[dict[str, Any]]:
    """Return what changes from frame to frame, in the order in which `_add_panel` adds it."""
    x, y = _straight_line(panel.line[step])
    traces: list[dict[str, Any]] = [{"x": x, "y": y}]
    if panel.target is not None:
        x, y = _straight_line(panel.target[step])
        traces.append({"x": x, "y": y})
    for points, moves in ((panel.fake, panel.move_fake), (panel.far, panel.move_far)):
        traces.append(_arrows(points[step], moves[step]))
        traces.append({"x": points[step, :, 0], "y": points[step, :, 1]})
    traces.append({"x": np.array([float(step)]), "y": panel.distance[step : step + 1]})
    return traces


def _line_style(color: str, dash: str, width: float) -> dict[str, Any]:
    return {"mode": "lines", "line": {"color": color, "dash": dash, "width": width}, "hoverinfo": "skip"}


def _arrow_style(color: str) -> dict[str, Any]:
    return {
        "mode": "lines+markers",
        "line": {"color": color, "width": 2},
        "marker": {"color": color, "symbol": "arrow", "angleref": "previous", "opacity": 1, "line": {"width": 0}},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _point_style(name: str, color: str, size: int) -> dict[str, Any]:
    return {"name": name, "mode": "markers", "marker": {"color": color, "size": size}, "hoverinfo": "skip"}


def _moving_styles(panel: Panel, first: bool) -> list[dict[str, Any]]:
    styles = [{**_line_style(DISCRIMINATOR, "solid", 3), "name": "D's decision line", "showlegend": first}]
    if panel.target is not None:
        styles.append({**_line_style(panel.color, "dash", 2.5), "name": "where t = c", "showlegend": True})
    styles += [
        _arrow_style(translucent(GENERATOR, 0.55)),
        {**_point_style("fakes", GENERATOR, 7), "showlegend": first},
        _arrow_style(HIGHLIGHT),
        {**_point_style("far fakes", HIGHLIGHT, 11), "showlegend": first},
        {**_point_style("", panel.color, 12), "showlegend": False},
    ]
    return styles


def _title(panel: Panel, step: int, row: int) -> dict[str, Any]:
    return {
        "text": f"<b>{panel.name}</b> · step {step}: <b>{panel.n_home[step]} of {panel.far.shape[1]} home</b>",
        "x": 0.0,
        "xref": "paper",
        "y": 1.0,
        "yref": f"y{'' if row == 1 else row} domain",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": FONT_SIZE + 1, "color": panel.color},
    }


def _titles(panels: Sequence[Panel], step: int) -> list[dict[str, Any]]:
    caption = {
        "text": "Mean distance of the far fakes from the data",
        "x": 0.0,
        "xref": "paper",
        "y": 1.0,
        "yref": "y3 domain",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": FONT_SIZE},
    }
    return [*(_title(panel, step, row) for row, panel in enumerate(panels, start=1)), caption]


def _panel_traces(panel: Panel, real: Array, home: Array, step: int, row: int) -> tuple[list[dict[str, Any]], int]:
    """Return one loss's traces, its distance curve among them, and how many of the last ones frames change."""
    first = row == 1
    axes, curve_axes = _axes(row), _axes(3)
    x, y = home.T
    static: list[dict[str, Any]] = [
        {"x": x, "y": y, **_line_style(DATA, "dot", 1.5), "showlegend": False, **axes},
        {
            "x": real[:, 0],
            "y": real[:, 1],
            **_point_style("real", translucent(DATA, 0.75), 7),
            "showlegend": first,
            **axes,
        },
        {
            "x": np.arange(len(panel.distance)),
            "y": panel.distance,
            **_line_style(panel.color, "solid", 3),
            "showlegend": False,
            **curve_axes,
        },
    ]
    moving = [
        {**style, **values, "marker": {**style.get("marker", {}), **values.get("marker", {})}, **axes}
        for values, style in zip(_moving_traces(panel, step), _moving_styles(panel, first), strict=True)
    ]
    moving[-1].update(curve_axes)
    return static + moving, len(moving)


def _axes(row: int) -> dict[str, str]:
    number = "" if row == 1 else str(row)
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"}


def _layout(n_steps: int) -> dict[str, Any]:
    plane_x = {"range": X_RANGE, "fixedrange": True, "showticklabels": False}
    plane_y = {"range": Y_RANGE, "fixedrange": True, "showticklabels": False}
    return {
        "xaxis": {**plane_x, "anchor": "y"},
        "yaxis": {**plane_y, "anchor": "x", "domain": (0.685, 1.0)},
        "xaxis2": {**plane_x, "anchor": "y2"},
        "yaxis2": {**plane_y, "anchor": "x2", "domain": (0.285, 0.6)},
        "xaxis3": {"range": (-0.5, n_steps + 0.5), "fixedrange": True, "anchor": "y3", "title": {"text": "step"}},
        "yaxis3": {
            "range": DISTANCE_RANGE,
            "fixedrange": True,
            "anchor": "x3",
            "domain": (0.0, 0.2),
            "title": {"text": "σ of the data"},
        },
        "hovermode": "closest",
        "margin": {"t": 72, "b": 40},
        "legend": {"y": -0.1, "yanchor": "top"},
        "updatemenus": _play_buttons(),
    }


def _play_buttons() -> list[dict[str, Any]]:
    timing = {"frame": {"duration": FRAME_MS, "redraw": True}, "transition": {"duration": 0}, "mode": "immediate"}
    pause = {**timing, "frame": {"duration": 0, "redraw": True}}
    return [
        {
            "type": "buttons",
            "direction": "left",
            "showactive": False,
            "x": 0.0,
            "xanchor": "left",
            # A row of their own above the panel's title: on a phone the title needs the whole width.
            "y": 1.04,
            "yanchor": "bottom",
            "pad": {"t": 0, "r": 0, "b": 0},
            "bgcolor": translucent(HIGHLIGHT, 0.12),
            "bordercolor": HIGHLIGHT,
            "font": {"color": HIGHLIGHT, "size": FONT_SIZE},
            "buttons": [
                {"label": "▶ Play", "method": "animate", "args": [None, timing]},
                {"label": "❚❚ Pause", "method": "animate", "args": [[None], pause]},
            ],
        }
    ]


def far_fakes_figure(panels: Sequence[Panel], real: Array, home: Array, home_distance: float, step: int) -> go.Figure:
    """Draw both losses' fakes at `step`, the same axes and arrow scale in both, and the frames that play all steps.

    Parameters
    ----------
    panels : two runs of equally many steps.
    real : the real points, (n, 2); `home` the outline inside which a fake counts as home, (n, 2).
    home_distance : the mean-distance axis gets a dotted level here.
    """
    traces: list[dict[str, Any]] = []
    moving: list[int] = []
    for row, panel in enumerate(panels, start=1):
        panel_traces, n_moving = _panel_traces(panel, real, home, step, row)
        traces += panel_traces
        moving += range(len(traces) - n_moving, len(traces))
    n_steps = len(panels[0].distance) - 1
    level = {"type": "line", "x0": 0, "x1": 1, "xref": "x3 domain", "y0": home_distance, "y1": home_distance}
    figure = new_figure(
        "",
        "",
        height=HEIGHT,
        traces=[scatter(**trace) for trace in traces],
        kind=AnimatedFigure,
        **_layout(n_steps),
        annotations=_titles(panels, step),
        shapes=[{**level, "yref": "y3", "line": {"color": DATA, "width": 1.5, "dash": "dot"}}],
    )
    figure.set_frames(
        [
            {
                "name": str(number),
                "data": [{"type": "scatter", **values} for panel in panels for values in _moving_traces(panel, number)],
                "traces": moving,
                "layout": {"annotations": _titles(panels, number)},
            }
            for number in range(n_steps + 1)
        ]
    )
    return figure
