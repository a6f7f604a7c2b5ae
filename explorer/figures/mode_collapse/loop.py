"""The loop of a GAN's update in the plane, z → G → fakes → D ← real → losses, with the part at work lit up."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Figure
from explorer.figures.panels import axis, bold, panels_figure
from explorer.figures.style import DATA, DISCRIMINATOR, FONT_SIZE, GENERATOR, HIGHLIGHT, NEUTRAL, translucent

Array = NDArray[np.floating]
Point = tuple[float, float]

HEIGHT = 222
SIDE = 1.35  # of a box, in the drawing's units across; the boxes of points are as high as wide in pixels or nearly
TALL = 1.55
Z, G, FAKES, REAL, D = (0.75, 3.35), (2.75, 3.35), (4.75, 3.35), (4.75, 1.0), (6.75, 2.2)
RIGHT = 7.9  # where what D says is written
# What is at work at each stage, from 1.
AT_WORK = (
    {"z", "z-G", "G", "G-fakes", "fakes"},
    {"fakes", "fakes-D", "real", "real-D", "D", "said"},
    {"D", "to D", "said", "real", "fakes"},
    {"z", "z-G", "G", "G-fakes", "fakes", "fakes-D", "D", "said"},
    {"G", "to G", "said", "fakes"},
)


class Loop(NamedTuple):
    """What stands in the drawing: points of the boxes, already within ±1, and what D says, in words."""

    z: Array
    x_fake: Array
    x_real: Array
    on_fakes: str
    on_real: str
    loss: str


def loop_figure(stage: int, loop: Loop) -> Figure:
    """Draw the loop at a stage from 1 to 5; the same elements in the same places at each."""
    on = AT_WORK[stage - 1]
    shapes = [
        _box(Z, NEUTRAL, "z" in on),
        _box(G, GENERATOR, "G" in on),
        _box(FAKES, GENERATOR, "fakes" in on),
        _box(REAL, DATA, "real" in on),
        _box(D, DISCRIMINATOR, "D" in on),
        _back([(RIGHT, 2.2), (D[0] + SIDE / 2, 2.2)], DISCRIMINATOR, "to D" in on),
        _back([(D[0], D[1] + TALL / 2), (D[0], 4.55), (G[0], 4.55), (G[0], G[1] + TALL / 2)], HIGHLIGHT, "to G" in on),
    ]
    half = SIDE / 2
    notes = [
        _arrow((Z[0] + half, Z[1]), (G[0] - half, G[1]), "z-G" in on),
        _arrow((G[0] + half, G[1]), (FAKES[0] - half, FAKES[1]), "G-fakes" in on),
        _arrow((FAKES[0] + half, FAKES[1] - 0.35), (D[0] - half, D[1] + 0.35), "fakes-D" in on),
        _arrow((REAL[0] + half, REAL[1] + 0.35), (D[0] - half, D[1] - 0.35), "real-D" in on),
        _head((G[0], G[1] + TALL / 2), (0, -12), HIGHLIGHT, "to G" in on),
        _head((D[0] + half, D[1]), (12, 0), DISCRIMINATOR, "to D" in on),
        _letter(G, "G", GENERATOR, "G" in on),
        _letter(D, "D", DISCRIMINATOR, "D" in on),
        _name(Z, "z", NEUTRAL),
        _name(FAKES, "fakes", GENERATOR),
        _name(REAL, "real", DATA),
        _said(3.75, "D on fakes", loop.on_fakes, GENERATOR),
        _said(2.2, "loss of G" if stage > 3 else "loss of D", loop.loss, HIGHLIGHT if stage > 3 else DISCRIMINATOR),
        _said(0.65, "D on real", loop.on_real, DATA),
    ]
    traces = [
        _dots(loop.z, Z, NEUTRAL, "z", "z" in on),
        _dots(loop.x_fake, FAKES, GENERATOR, "fakes", "fakes" in on),
        _dots(loop.x_real, REAL, DATA, "real", "real" in on),
    ]
    return panels_figure(
        traces,
        HEIGHT,
        {"l": 0, "r": 0, "t": 2, "b": 2, "pad": 0},
        hovermode=False,
        xaxis=axis((0, 11.4), visible=False),
        yaxis=axis((-0.25, 4.75), visible=False),
        shapes=shapes,
        annotations=notes,
    )


def _shade(color: str, is_on: bool) -> str:
    return color if is_on else translucent(color, 0.35)


def _box(center: Point, color: str, is_on: bool) -> dict[str, object]:
    x, y = center
    ends = {"x0": x - SIDE / 2, "x1": x + SIDE / 2, "y0": y - TALL / 2, "y1": y + TALL / 2}
    line = {"color": _shade(color, is_on), "width": 3 if is_on else 1.5}
    return {"type": "rect", **ends, "line": line, "fillcolor": translucent(color, 0.16 if is_on else 0.0)}


def _back(corners: list[Point], color: str, is_on: bool) -> dict[str, object]:
    path = "M " + " L ".join(f"{x},{y}" for x, y in corners)
    line = {"color": _shade(color, is_on), "width": 3 if is_on else 1.5, "dash": "dot"}
    return {"type": "path", "path": path, "line": line}


def _arrow(start: Point, end: Point, is_on: bool) -> dict[str, object]:
    places = {"x": end[0], "y": end[1], "ax": start[0], "ay": start[1]}
    axes = {"xref": "x", "yref": "y", "axref": "x", "ayref": "y"}
    look = {"arrowhead": 2, "arrowwidth": 3 if is_on else 1.5, "arrowsize": 0.8 if is_on else 1.2}
    return {"text": "", "showarrow": True, **places, **axes, **look, "arrowcolor": _shade(NEUTRAL, is_on)}


def _head(tip: Point, from_px: tuple[int, int], color: str, is_on: bool) -> dict[str, object]:
    places = {"x": tip[0], "y": tip[1], "ax": from_px[0], "ay": from_px[1]}
    look = {"arrowhead": 2, "arrowwidth": 3 if is_on else 1.5, "arrowcolor": _shade(color, is_on), "arrowsize": 0.8}
    return {"text": "", "showarrow": True, **places, **look}


def _letter(center: Point, letter: str, color: str, is_on: bool) -> dict[str, object]:
    font = {"size": 26, "color": _shade(color, is_on)}
    return {"x": center[0], "y": center[1], "text": f"<b>{letter}</b>", "font": font, "showarrow": False}


def _name(center: Point, text: str, color: str) -> dict[str, object]:
    place = {"x": center[0], "y": center[1] - TALL / 2, "yanchor": "top"}
    return {**place, "text": f"<b>{text}</b>", "font": {"size": FONT_SIZE - 1, "color": color}, "showarrow": False}


def _said(y: float, what: str, number: str, color: str) -> dict[str, object]:
    place = {"x": RIGHT + 0.1, "xanchor": "left", "y": y, "align": "left", "showarrow": False}
    return {**place, "text": f"{bold(color, what)}<br>{number}", "font": {"size": 13}}


def _dots(points: Array, center: Point, color: str, name: str, is_on: bool) -> dict[str, object]:
    inside = np.clip(points, -1.0, 1.0)
    x, y = center[0] + inside[:, 0] * 0.45 * SIDE, center[1] + inside[:, 1] * 0.45 * TALL
    marker = {"color": color, "size": 4, "opacity": 0.95 if is_on else 0.35}
    return {"type": "scatter", "x": x, "y": y, "name": name, "mode": "markers", "marker": marker, "hoverinfo": "skip"}
