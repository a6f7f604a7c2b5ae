"""Cures for mode collapse side by side: ranges over seeds with the published ones, and what the fakes look like."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Figure
from explorer.figures.style import DATA, FONT_SIZE, GENERATOR, HIGHLIGHT, NEUTRAL, figure_of, new_figure, translucent

Array = NDArray[np.float64] | NDArray[np.int64]  # shares or counts
Reported = tuple[str, float, float, float, float]  # of a paper: its name, modes ±, quality ±, nan where none is given

TEMPLATE = new_figure("", "").layout.template

RANGES_HEIGHT = 390
PICTURES_HEIGHT = 500
HISTORY_HEIGHT = 470
APART = 2.25  # of two pictures' centres, in units of the extent
ROW = 2.62  # the same from row to row: there are two lines of words above each
SMALL = FONT_SIZE - 2
DOT = {"size": 3.5, "opacity": 0.75}
RING = {"color": DATA, "size": 9, "symbol": "circle-open", "line": {"width": 1.5}}


class Range(NamedTuple):
    """One cure's row: what each seed scored, (n_seeds,) each; quality in [0, 1]."""

    n_modes: Array
    quality: Array


def ranges_figure(
    title: str, n_modes: int, rows: Mapping[str, Range], published: Mapping[str, Sequence[Reported]], ceiling: float
) -> Figure:
    """Draw a line a cure: left the modes captured, right the share of high quality, from the worst seed to the best.

    A bar from the least to the most, a pale dot a seed, a full one at the median; diamonds are published.

    Parameters
    ----------
    n_modes : modes of the data
    ceiling : quality of a perfect sampler
    """
    names = list(rows)
    place = {name: len(names) - 1 - i for i, name in enumerate(names)}
    reported = [(place[name], *paper) for name, papers in published.items() if name in place for paper in papers]
    traces = [
        *_ours({place[name]: row.n_modes for name, row in rows.items()}, "x"),
        _theirs([(y, paper, modes, error) for y, paper, modes, error, *_ in reported], "x"),
        *_ours({place[name]: 100 * row.quality for name, row in rows.items()}, "x2"),
        _theirs([(y, paper, 100 * quality, 100 * error) for y, paper, *_, quality, error in reported], "x2"),
    ]
    y = {
        "range": [-0.6, len(names) - 0.4],
        "tickvals": list(place.values()),
        "ticktext": names,
        "fixedrange": True,
        "showgrid": False,
    }
    x = {"fixedrange": True, "showgrid": True}
    layout = {
        "template": TEMPLATE,
        "height": RANGES_HEIGHT,
        "showlegend": False,
        "hovermode": "closest",
        "margin": {"l": 100, "r": 14, "t": 52, "b": 46},
        "yaxis": y,
        "xaxis": {**x, "domain": [0, 0.45], "range": [-0.04 * n_modes, 1.06 * n_modes], "title": {"text": "modes"}}
        | ({"dtick": 2} if n_modes < 10 else {"dtick": 5}),
        "xaxis2": {**x, "domain": [0.56, 1], "range": [-4, 106], "title": {"text": "high quality"}, "anchor": "y"}
        | {"dtick": 50, "ticksuffix": " %"},
        "shapes": [_goal("x", n_modes), _goal("x2", 100 * ceiling)],
        "annotations": [
            _words(0, 1, f"<b>{title}</b>", yshift=22),
            _words(0, 1, f"{_coloured(GENERATOR, 'ours: bar, median')}   {_coloured(HIGHLIGHT, '◆ published')}", 3),
        ],
    }
    return figure_of(traces, layout)


def _ours(values: Mapping[int, Array], axis: str) -> list[dict[str, object]]:
    bars_x = [end for v in values.values() for end in (v.min(), v.max(), None)]
    bars_y = [end for y in values for end in (y, y, None)]
    bars = _trace(bars_x, bars_y, axis, "range", mode="lines", line={"color": translucent(GENERATOR, 0.4), "width": 11})
    seeds_x, seeds_y = [x for v in values.values() for x in v], [y for y, v in values.items() for _ in v]
    pale = {"color": GENERATOR, "size": 5, "opacity": 0.55}
    seeds = _trace(seeds_x, seeds_y, axis, "a seed", mode="markers", marker=pale)
    full = {"color": GENERATOR, "size": 12, "line": {"width": 1.5, "color": "white"}}
    medians = [float(np.median(v)) for v in values.values()]
    return [bars, seeds, _trace(medians, list(values), axis, "median", mode="markers", marker=full)]


def _theirs(reported: Sequence[tuple[int, str, float, float]], axis: str) -> dict[str, object]:
    y = [row - 0.27 for row, *_ in reported]  # below our bar, so that neither hides the other
    marker = {"color": HIGHLIGHT, "size": 9, "symbol": "diamond"}
    errors = [0.0 if np.isnan(error) else error for *_, error in reported]
    bars = {"type": "data", "array": errors, "color": HIGHLIGHT, "thickness": 1.5, "width": 0}
    papers = [paper for _, paper, *_ in reported]
    x = [value for *_, value, _ in reported]
    trace = _trace(x, y, axis, "published", mode="markers", marker=marker, error_x=bars)
    return trace | {"text": papers, "hovertemplate": "%{text}: %{x}<extra></extra>"}


def _trace(
    x: Sequence[float | None], y: Sequence[float | None], axis: str, name: str, **look: object
) -> dict[str, object]:
    hover = f"{name}: %{{x:.3g}}<extra></extra>"
    return {"type": "scatter", "x": x, "y": y, "xaxis": axis, "name": name, "hovertemplate": hover, **look}


def _goal(axis: str, x: float) -> dict[str, object]:
    ends = {"x0": x, "x1": x, "xref": axis, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", "line": {"color": NEUTRAL, "width": 1.5, "dash": "dot"}, **ends}


def pictures_figure(
    extent: float,
    modes: Array,
    fakes: Mapping[str, Array],
    said: Mapping[str, str],
    in_blue: str = "",
    n_columns: int = 2,
) -> Figure:
    """Draw a little picture a cure: rings where the modes are, and the fakes.

    Parameters
    ----------
    extent : half the side of the square that each shows; fakes outside are left out
    modes : shape (k, 2)
    fakes : by name, shape (n, 2)
    said : by name, a line above it
    in_blue : name of one that shows real points
    """
    traces, shapes, words = [], [], []
    for i, (name, x_fake) in enumerate(fakes.items()):
        centre = np.array([i % n_columns * APART, -(i // n_columns) * ROW]) * extent
        inside = x_fake[np.abs(x_fake).max(axis=1) < extent]
        traces.append(
            _dots(modes + centre, {"color": DATA, "size": 9, "symbol": "circle-open", "line": {"width": 1.5}})
        )
        traces.append(_dots(inside + centre, {**DOT, "color": DATA if name == in_blue else GENERATOR}))
        corners = dict(zip(("x0", "y0", "x1", "y1"), (*(centre - extent), *(centre + extent)), strict=True))
        shapes.append({"type": "rect", **corners, "line": {"color": translucent(NEUTRAL, 0.5), "width": 1}})
        at = {"x": centre[0] - extent, "y": centre[1] + extent, "xanchor": "left", "yanchor": "bottom"}
        text = f"<b>{name}</b><br>{_coloured(NEUTRAL, said[name])}"
        words.append({"text": text, **at, "align": "left", "showarrow": False, "font": {"size": SMALL}, "xshift": -4})
    n_rows = -(-len(fakes) // n_columns)
    axis = {"visible": False, "fixedrange": True}
    width, height = APART * (n_columns - 1) + 1.04, ROW * (n_rows - 1) + 1.04
    layout = {
        "template": TEMPLATE,
        "height": PICTURES_HEIGHT,
        "showlegend": False,
        "hovermode": False,
        "margin": {"l": 2, "r": 2, "t": 2, "b": 2, "pad": 0},
        "xaxis": {**axis, "range": [-1.04 * extent, width * extent], "constrain": "domain"},
        "yaxis": {**axis, "range": [-height * extent, 1.57 * extent], "scaleanchor": "x", "constrain": "domain"}
        | {"constraintoward": "top"},
        "shapes": shapes,
        "annotations": words,
    }
    return figure_of(traces, layout)


def _dots(x: Array, marker: dict[str, object]) -> dict[str, object]:
    return {"type": "scatter", "x": x[:, 0], "y": x[:, 1], "mode": "markers", "marker": marker}


def cure_history_figure(
    iterations: Array, recorded: Range, live: tuple[Array, Array, Array], n_modes: int, n_iterations: int
) -> Figure:
    """Draw modes captured and quality by iteration: the recorded runs pale, the live one above them.

    Parameters
    ----------
    iterations : shape (n,), of the recording
    recorded : (n_seeds, n) each
    live : iteration, modes captured and quality of the live run, (m,) each; may be empty
    """
    traces: list[dict[str, object]] = []
    pale = {"color": translucent(NEUTRAL, 0.55), "width": 1.2}
    for axis, of_recorded, of_live in (
        ("y", recorded.n_modes, live[1]),
        ("y2", 100.0 * recorded.quality, np.multiply(live[2], 100.0)),
    ):
        traces += [_curve(iterations, values, axis, pale) for values in of_recorded]
        traces.append(_curve(live[0], of_live, axis, {"color": GENERATOR, "width": 2.5}))
    y = {"fixedrange": True, "anchor": "x"}
    layout = {
        "template": TEMPLATE,
        "height": HISTORY_HEIGHT,
        "showlegend": False,
        "hovermode": False,
        "margin": {"l": 52, "r": 14, "t": 4, "b": 44},
        "xaxis": {"title": {"text": "iteration"}, "range": [0, n_iterations], "fixedrange": True, "anchor": "y2"},
        "yaxis": {**y, "domain": [0.57, 0.93], "range": [-0.03 * n_modes, 1.06 * n_modes], "nticks": 5},
        "yaxis2": {**y, "domain": [0.0, 0.38], "range": [-3, 106], "ticksuffix": " %", "nticks": 4},
        "annotations": [
            _words(
                0,
                0.93,
                f"<b>Modes captured</b>, of {n_modes}   {_coloured(GENERATOR, 'this run')}   "
                f"{_coloured(NEUTRAL, 'recorded')}",
                3,
            ),
            _words(0, 0.38, "<b>High quality</b>", 3),
        ],
    }
    return figure_of(traces, layout)


def _curve(x: Array, y: Array, axis: str, line: dict[str, object]) -> dict[str, object]:
    return {"type": "scatter", "x": x, "y": y, "yaxis": axis, "mode": "lines", "line": {"shape": "hv", **line}}


def _words(x: float, y: float, text: str, yshift: float = 0) -> dict[str, object]:
    place = {"x": x, "xref": "paper", "xanchor": "left", "y": y, "yref": "paper", "yanchor": "bottom"}
    return {"text": text, **place, "yshift": yshift, "showarrow": False, "font": {"size": FONT_SIZE}}


def _coloured(color: str, text: str) -> str:
    return f'<span style="color:{color}">{text}</span>'
