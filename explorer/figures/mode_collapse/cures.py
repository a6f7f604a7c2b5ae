"""Cures for mode collapse side by side: ranges over seeds, and what the fakes look like."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Figure
from explorer.figures.panels import axis, coloured, mark, panels_figure, points, words, x_axis
from explorer.figures.style import DATA, FONT_SIZE, GENERATOR, NEUTRAL, translucent
from explorer.names import CURES, POINTS

Array = NDArray[np.float64] | NDArray[np.int64]  # shares or counts

RANGES_HEIGHT = 390
PICTURES_HEIGHT = 500
HISTORY_HEIGHT = 470
APART = 2.25  # of two pictures' centres, in units of the extent
ROW = 2.62  # the same from row to row: there are two lines of words above each
SMALL = FONT_SIZE - 2
NAMES = {**CURES, "perfect": "a perfect sampler"}
DOT = {"size": 3.5, "opacity": 0.75}
RING = {"color": DATA, "size": 9, "symbol": "circle-open", "line": {"width": 1.5}}


class Range(NamedTuple):
    """One cure's row: what each seed scored, (n_seeds,) each; quality in [0, 1]."""

    n_modes: Array
    quality: Array


def ranges_figure(data: str, n_modes: int, rows: Mapping[str, Range], ceiling: float) -> Figure:
    """Draw a line a cure: left the modes captured, right the share of high quality, from the worst seed to the best.

    A bar from the least to the most, a pale dot a seed, a full one at the median.

    Parameters
    ----------
    n_modes : modes of the data
    ceiling : quality of a perfect sampler
    """
    place = {cure: len(rows) - 1 - i for i, cure in enumerate(rows)}
    traces = [
        *_ours({place[cure]: row.n_modes for cure, row in rows.items()}, "x"),
        *_ours({place[cure]: 100 * row.quality for cure, row in rows.items()}, "x2"),
    ]
    modes = (-0.04 * n_modes, 1.06 * n_modes)
    ticktext = [CURES[cure] for cure in rows]
    return panels_figure(
        traces,
        RANGES_HEIGHT,
        {"l": 100, "r": 14, "t": 52, "b": 46},
        hovermode="closest",
        yaxis=axis((-0.6, len(rows) - 0.4), tickvals=list(place.values()), ticktext=ticktext, showgrid=False),
        xaxis=x_axis("modes", modes, showgrid=True, domain=(0, 0.45), dtick=2 if n_modes < 10 else 5),
        xaxis2=x_axis(
            "high quality", (-4, 106), showgrid=True, domain=(0.56, 1), anchor="y", dtick=50, ticksuffix=" %"
        ),
        shapes=[mark(n_modes, NEUTRAL, dash="dot"), mark(100 * ceiling, NEUTRAL, xref="x2", dash="dot")],
        annotations=[
            words(f"<b>{POINTS[data]}</b>", yshift=22),
            words(coloured(GENERATOR, "bar: all seeds, large dot: median"), yshift=3),
        ],
    )


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


def _trace(
    x: Sequence[float | None], y: Sequence[float | None], axis: str, name: str, **look: object
) -> dict[str, object]:
    hover = f"{name}: %{{x:.3g}}<extra></extra>"
    return {"type": "scatter", "x": x, "y": y, "xaxis": axis, "name": name, "hovertemplate": hover, **look}


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
    fakes : by cure, shape (n, 2)
    said : by cure, a line above it
    in_blue : the one that shows real points
    """
    traces, shapes, titles = [], [], []
    for i, (cure, x_fake) in enumerate(fakes.items()):
        centre = np.array([i % n_columns * APART, -(i // n_columns) * ROW]) * extent
        inside = x_fake[np.abs(x_fake).max(axis=1) < extent]
        traces.append(points(modes + centre, "modes", RING))
        traces.append(points(inside + centre, "fakes", {**DOT, "color": DATA if cure == in_blue else GENERATOR}))
        corners = dict(zip(("x0", "y0", "x1", "y1"), (*(centre - extent), *(centre + extent)), strict=True))
        shapes.append({"type": "rect", **corners, "line": {"color": translucent(NEUTRAL, 0.5), "width": 1}})
        at = {"x": centre[0] - extent, "y": centre[1] + extent, "xanchor": "left", "yanchor": "bottom"}
        text = f"<b>{NAMES[cure]}</b><br>{coloured(NEUTRAL, said[cure])}"
        titles.append({"text": text, **at, "align": "left", "showarrow": False, "font": {"size": SMALL}, "xshift": -4})
    n_rows = -(-len(fakes) // n_columns)
    width, height = APART * (n_columns - 1) + 1.04, ROW * (n_rows - 1) + 1.04
    across, down = (-1.04 * extent, width * extent), (-height * extent, 1.57 * extent)
    return panels_figure(
        traces,
        PICTURES_HEIGHT,
        {"l": 2, "r": 2, "t": 2, "b": 2, "pad": 0},
        hovermode=False,
        xaxis=axis(across, visible=False, constrain="domain"),
        yaxis=axis(down, visible=False, constrain="domain", scaleanchor="x", constraintoward="top"),
        shapes=shapes,
        annotations=titles,
    )


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
    for yaxis, of_recorded, of_live in (
        ("y", recorded.n_modes, live[1]),
        ("y2", 100.0 * recorded.quality, np.multiply(live[2], 100.0)),
    ):
        traces += [_steps(iterations, values, yaxis, translucent(NEUTRAL, 0.55), 1.2) for values in of_recorded]
        traces.append(_steps(live[0], of_live, yaxis, GENERATOR, 2.5))
    title = f"<b>Modes captured</b>, of {n_modes}   {coloured(GENERATOR, 'this run')}   {coloured(NEUTRAL, 'recorded')}"
    return panels_figure(
        traces,
        HISTORY_HEIGHT,
        {"l": 52, "r": 14, "t": 4, "b": 44},
        hovermode=False,
        xaxis=x_axis("iteration", (0, n_iterations), anchor="y2"),
        yaxis=axis((-0.03 * n_modes, 1.06 * n_modes), domain=(0.57, 0.93), nticks=5),
        yaxis2=axis((-3, 106), domain=(0.0, 0.38), ticksuffix=" %", nticks=4),
        annotations=[words(title, y=0.93, yshift=3), words("<b>High quality</b>", y=0.38, yshift=3)],
    )


def _steps(x: Array, y: Array, yaxis: str, color: str, width: float) -> dict[str, object]:
    look = {"color": color, "width": width, "shape": "hv"}
    return {"type": "scatter", "x": x, "y": y, "yaxis": yaxis, "mode": "lines", "line": look}
