"""The paper's picture, alive: fakes in the plane under two losses, one panel above the other, played in the browser."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray
from plotly.subplots import make_subplots

from explorer.figures.style import (
    DATA,
    DISCRIMINATOR,
    FONT_SIZE,
    GENERATOR,
    HIGHLIGHT,
    NEUTRAL,
    new_figure,
    translucent,
)

Array = NDArray[np.float64]

X_RANGE = (-5.0, 10.5)
Y_RANGE = (-3.6, 3.6)
DISTANCE_RANGE = (0.0, 11.0)
SHORTEST_ARROW = 0.03
FRAME_MS = 160
HEIGHT = 760


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


def _small(values: Array) -> NDArray[np.float32]:
    # Half the bytes of a frame; a pixel is far coarser.
    return np.asarray(values, dtype=np.float32)


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
    return {"x": _small(corners[:, 0]), "y": _small(corners[:, 1]), "marker": {"size": _small(sizes)}}


def _moving_traces(panel: Panel, step: int) -> list[dict[str, Any]]:
    """Return what changes from frame to frame, in the order in which `_add_panel` adds it."""
    x, y = _straight_line(panel.line[step])
    traces: list[dict[str, Any]] = [{"x": _small(x), "y": _small(y)}]
    if panel.target is not None:
        x, y = _straight_line(panel.target[step])
        traces.append({"x": _small(x), "y": _small(y)})
    for points, moves in ((panel.fake, panel.move_fake), (panel.far, panel.move_far)):
        traces.append(_arrows(points[step], moves[step]))
        traces.append({"x": _small(points[step, :, 0]), "y": _small(points[step, :, 1])})
    traces.append({"x": [step], "y": [float(panel.distance[step])]})
    return traces


def _line_style(color: str, dash: str, width: float) -> dict[str, Any]:
    return {"mode": "lines", "line": {"color": color, "dash": dash, "width": width}, "hoverinfo": "skip"}


def _arrow_style(color: str) -> dict[str, Any]:
    return {
        "mode": "lines+markers",
        "line": {"color": color, "width": 2},
        "marker": {"color": color, "symbol": "arrow", "angleref": "previous", "opacity": 1},
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
        {**_point_style("far fakes on the real side", HIGHLIGHT, 11), "showlegend": first},
        {**_point_style("", panel.color, 12), "showlegend": False},
    ]
    return styles


def _title(panel: Panel, step: int, row: int) -> dict[str, Any]:
    return {
        "text": f"<b>{panel.name}</b> · after {step} steps: <b>{panel.n_home[step]} of {panel.far.shape[1]} home</b>",
        "x": 0.0,
        "xref": "paper",
        "y": 1.0,
        "yref": f"y{'' if row == 1 else row} domain",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": FONT_SIZE + 1, "color": panel.color},
    }


def _caption(row: int) -> dict[str, Any]:
    return {
        "text": "Mean distance of the far fakes from the data",
        "x": 0.0,
        "xref": "paper",
        "y": 1.0,
        "yref": f"y{row} domain",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": FONT_SIZE},
    }


def _add_panel(figure: go.Figure, panel: Panel, real: Array, home: Array, step: int, row: int) -> list[int]:
    """Add one loss's panel and its distance curve; return the numbers of the traces that frames change."""
    first = row == 1
    figure.add_scatter(x=home[:, 0], y=home[:, 1], row=row, col=1, showlegend=False, **_line_style(DATA, "dot", 1.5))
    figure.add_scatter(
        x=_small(real[:, 0]),
        y=_small(real[:, 1]),
        row=row,
        col=1,
        **_point_style("real", translucent(DATA, 0.75), 7),
        showlegend=first,
    )
    steps = np.arange(len(panel.distance))
    figure.add_scatter(
        x=steps, y=panel.distance, row=3, col=1, **_line_style(panel.color, "solid", 3), showlegend=False
    )
    moving = []
    data, styles = _moving_traces(panel, step), _moving_styles(panel, first)
    for number, (values, style) in enumerate(zip(data, styles, strict=True)):
        moving.append(len(figure.data))
        marker = {**style.get("marker", {}), **values.get("marker", {})}
        extra = {"marker": marker} if marker else {}
        where = 3 if number == len(data) - 1 else row
        figure.add_scatter(**{**style, **values, **extra}, row=where, col=1)
    return moving


def _play_buttons() -> list[dict[str, Any]]:
    timing = {"frame": {"duration": FRAME_MS, "redraw": True}, "transition": {"duration": 0}, "mode": "immediate"}
    pause = {**timing, "frame": {"duration": 0, "redraw": True}}
    return [
        {
            "type": "buttons",
            "direction": "left",
            "showactive": False,
            "x": 0.995,
            "xanchor": "right",
            "y": 1.005,
            "yanchor": "bottom",
            "pad": {"t": 0, "r": 0, "b": 2},
            "bgcolor": translucent(NEUTRAL, 0.18),
            "bordercolor": NEUTRAL,
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
    grid = make_subplots(rows=3, cols=1, row_heights=[0.38, 0.38, 0.24], vertical_spacing=0.085)
    figure = new_figure("", "", height=HEIGHT)
    grid.update_layout(figure.layout)
    grid.update_layout(template=figure.layout.template, hovermode="closest", margin={"t": 40, "b": 40})
    moving = [_add_panel(grid, panel, real, home, step, row) for row, panel in enumerate(panels, start=1)]
    n_steps = len(panels[0].distance) - 1
    for row in (1, 2):
        grid.update_xaxes(range=X_RANGE, fixedrange=True, showticklabels=False, row=row, col=1)
        grid.update_yaxes(range=Y_RANGE, fixedrange=True, showticklabels=False, row=row, col=1)
    grid.update_xaxes(range=(-0.5, n_steps + 0.5), fixedrange=True, title_text="step", row=3, col=1)
    grid.update_yaxes(range=DISTANCE_RANGE, fixedrange=True, title_text="σ of the data", row=3, col=1)
    grid.add_hline(y=home_distance, line={"color": DATA, "width": 1.5, "dash": "dot"}, row=3, col=1)
    static = [_caption(3)]
    grid.update_layout(
        annotations=[_title(panel, step, row) for row, panel in enumerate(panels, start=1)] + static,
        legend={"y": -0.1, "yanchor": "top"},
        updatemenus=_play_buttons(),
    )
    grid.frames = [
        go.Frame(
            name=str(number),
            data=[go.Scatter(**values) for panel in panels for values in _moving_traces(panel, number)],
            traces=[trace for traces in moving for trace in traces],
            layout={"annotations": [_title(p, number, row) for row, p in enumerate(panels, start=1)] + static},
        )
        for number in range(n_steps + 1)
    ]
    return grid
