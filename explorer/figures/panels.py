"""What figures of several panels are made of: a whole layout, and words, levels and marks over it, as dictionaries.

They are drawn again several times a second while a run trains, and every range is known before it begins.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.figures.figure import Figure
from explorer.figures.style import FONT_SIZE, HIGHLIGHT, NEUTRAL, TEMPLATE


def panels_figure(
    traces: Sequence[Mapping[str, object]], height: int, margin: Mapping[str, int], **layout: object
) -> Figure:
    """Return a figure without a legend: coloured words above each panel say it where the eye already is."""
    whole = {"template": TEMPLATE, "height": height, "showlegend": False, "margin": margin, **layout}
    return Figure(traces, whole)


def line(x: ArrayLike, y: ArrayLike, color: str, width: float = 2.0, **more: object) -> dict[str, object]:
    """Return a line; `more` may name its axes, what it says under the mouse, and what is below it."""
    return {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": {"color": color, "width": width}, **more}


def points(x: NDArray[np.number], name: str, marker: Mapping[str, object], **more: object) -> dict[str, object]:
    """Return points (n, 2) of the plane."""
    return {"type": "scatter", "x": x[:, 0], "y": x[:, 1], "name": name, "mode": "markers", "marker": marker, **more}


def axis(ends: Sequence[float], **more: object) -> dict[str, object]:
    """Return an axis with fixed ends; `domain` is its panel's place, in shares of the figure."""
    return {"range": ends, "fixedrange": True, **more}


def x_axis(title: str, ends: Sequence[float], **more: object) -> dict[str, object]:
    """Return a titled x axis with fixed ends."""
    return axis(ends, title={"text": title}, **more)


def words(text: str, x: float = 0.0, y: float = 1.0, yshift: float = 0.0) -> dict[str, object]:
    """Return words that stand on a place in shares of the figure, such as the top of a panel."""
    place = {"x": x, "xref": "paper", "xanchor": "left", "y": y, "yref": "paper", "yanchor": "bottom"}
    return {"text": text, **place, "yshift": yshift, "showarrow": False, "font": {"size": FONT_SIZE}}


def waiting(n: int, x: float = 0.5, y: float = 0.5) -> list[dict[str, object]]:
    """Return the words in the middle of a panel whose run has not begun; nothing where `n` points are drawn."""
    text = words("begins with <b>Start</b>", x, y)
    return [] if n else [{**text, "xanchor": "center", "yanchor": "middle", "font": {"color": NEUTRAL}}]


def coloured(color: str, text: str) -> str:
    """Return words in a colour."""
    return f'<span style="color:{color}">{text}</span>'


def bold(color: str, text: str) -> str:
    """Return bold words in a colour."""
    return coloured(color, f"<b>{text}</b>")


def level(y: float, color: str, yref: str = "y", xref: str = "paper") -> dict[str, object]:
    """Return a dotted line at a height of the axis `yref`, all across."""
    ends = {"x0": 0, "x1": 1, "xref": xref, "y0": y, "y1": y, "yref": yref}
    return {"type": "line", "line": {"color": color, "width": 1.5, "dash": "dot"}, **ends}


def mark(
    x: float, color: str, top: float = 1.0, xref: str = "x", yref: str = "paper", dash: str = "solid"
) -> dict[str, object]:
    """Return a line from the bottom up to `top` at a place of the axis `xref`, such as the iteration that is shown."""
    ends = {"x0": x, "x1": x, "xref": xref, "y0": 0, "y1": top, "yref": yref}
    return {"type": "line", "line": {"color": color, "width": 1.5, "dash": dash}, **ends}


def marks(shown: float | None, changed_at: Sequence[float], top: float = 1.0) -> list[dict[str, object]]:
    """Return the marks of a run: dashed where its settings were changed, solid at the moment that is shown."""
    moments = [] if shown is None else [mark(shown, HIGHLIGHT, top)]
    return [mark(x, NEUTRAL, top, dash="dash") for x in changed_at] + moments
