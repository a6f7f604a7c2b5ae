"""Attacks compared: shares of pictures by the size of the noise, with what is known of them, and who becomes what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array
from explorer.figures.adversarial_examples.rows import ANSWERS
from explorer.figures.figure import Figure
from explorer.figures.panels import mark, waiting
from explorer.figures.silent import line
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, HIGHLIGHT, NEUTRAL, new_figure, scatter, translucent

HEIGHT = 380
PALE = 0.5
LOOKS = {
    "random": (NEUTRAL, "dash", "x"),
    "one_step": (DATA, "solid", "circle"),
    "pgd": (HIGHLIGHT, "solid", "square"),
    "deepfool": (DISCRIMINATOR, "dot", "diamond"),
    "plain": (DATA, "solid", "circle"),
    "robust": (GENERATOR, "solid", "square"),
}


@dataclass(frozen=True)
class Share:
    """A curve: shares by the size of the noise, and the ends of their intervals, shape (n_sizes + 1,) each."""

    name: str
    look: str
    share: Array
    low: Array
    high: Array


def shares_figure(
    sizes: Sequence[float],
    curves: Sequence[Share],
    what: str,
    norm: str,
    now: float | None = None,
    past: Sequence[Share] = (),
) -> Figure:
    """Draw shares by size, from 0 on, with their intervals as bars; `now` is a size to mark.

    Those of the past lie pale behind them, without bars, each with its name where it is furthest from the present one.
    """
    x = np.array([0.0, *sizes])
    traces: list[Mapping[str, object]] = [
        line(x, curve.share, translucent(LOOKS[curve.look][0], PALE), 2, LOOKS[curve.look][1]) for curve in past
    ]
    for curve in curves:
        color, dash, symbol = LOOKS[curve.look]
        bars = {
            "array": curve.high - curve.share,
            "arrayminus": curve.share - curve.low,
            "color": translucent(color, 0.6),
        }
        traces.append(
            scatter(x=x, y=curve.share, name=curve.name, mode="lines+markers", hovertemplate="%{y:.1%}")
            | {"line": {"color": color, "width": 2.5, "dash": dash}, "marker": {"size": 8, "symbol": symbol}}
            | {"error_y": {"type": "data", "symmetric": False, "thickness": 1.2, "width": 3, **bars}}
        )
    return new_figure(
        f"{norm} norm of the noise",
        what,
        (-0.02 * x[-1], 1.02 * x[-1]),
        (-0.02, 1.03),
        HEIGHT,
        traces,
        yaxis={"tickformat": ".0%"},
        margin={"l": 62, "r": 12, "t": 48, "b": 52},
        shapes=[] if now is None else [mark(now, HIGHLIGHT, dash="dot")],
        annotations=[*waiting(len(curves)), *(_name(x, each, curves) for each in past)],
    )


def _name(x: Array, past: Share, curves: Sequence[Share]) -> dict[str, object]:
    now = next((curve.share for curve in curves if curve.look == past.look), np.ones_like(past.share))
    at = int(np.abs(past.share - now).argmax())
    place = {"x": x[at], "y": past.share[at], "xanchor": "left", "yanchor": "bottom", "xshift": 3}
    return {"text": f"<b>{past.name}</b>", **place, "showarrow": False, "font": {"color": LOOKS[past.look][0]}}


def becomes_figure(counts: NDArray[np.int64], wanted: int | None = None) -> Figure:
    """Draw how many pictures of each digit, the rows of (10, 11) counts, are seen as what, the columns."""
    n = counts.sum(axis=1, keepdims=True)
    share = counts / np.maximum(n, 1)
    digits = list(ANSWERS[:10])
    table: Mapping[str, object] = {
        "type": "heatmap",
        "z": share,
        "x": list(ANSWERS),
        "y": digits,
        "zmin": 0,
        "zmax": 1,
        "colorscale": ((0.0, translucent(DATA, 0.0)), (1.0, translucent(DATA, 0.85))),
        "showscale": False,
        "text": [[f"{count}" if count else "" for count in row] for row in counts.tolist()],
        "texttemplate": "%{text}",
        "xgap": 1,
        "ygap": 1,
        "hovertemplate": "a %{y} seen as %{x}: %{z:.0%}<extra></extra>",
    }
    # What is right, and the column that is wanted, have an edge.
    at = [(i, i) for i in range(10) if counts.any()]
    edges = [
        {"x0": i - 0.5, "x1": i + 0.5, "y0": j - 0.5, "y1": j + 0.5, "line": {"color": NEUTRAL, "width": 1.5}}
        for i, j in at
    ]
    if wanted is not None:
        column = {"x0": wanted - 0.5, "x1": wanted + 0.5, "y0": -0.5, "y1": 9.5}
        edges.append({**column, "line": {"color": HIGHLIGHT, "width": 2}})
    return new_figure(
        "seen as",
        "digit",
        (-0.5, 10.5),
        (9.5, -0.5),
        HEIGHT,
        [table],
        xaxis={"type": "category", "side": "bottom"},
        yaxis={"type": "category", "showgrid": False},
        margin={"l": 46, "r": 12, "t": 48, "b": 52},
        shapes=[{"type": "rect", **edge} for edge in edges],
        annotations=waiting(int(counts.sum())),
    )
