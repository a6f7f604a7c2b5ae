"""Traces that say nothing under the mouse, and stand in the legend only if they have a name."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from explorer.figures.figure import Properties
from explorer.figures.style import HIGHLIGHT, scatter


def line(x: ArrayLike, y: ArrayLike, color: str, width: float = 2.5, dash: str = "solid", **more: object) -> Properties:
    """Return a line."""
    look = {"color": color, "width": width, "dash": dash}
    return scatter(**{"x": x, "y": y, "mode": "lines", "line": look, **_silent(more)})


def dots(
    x: ArrayLike,
    y: ArrayLike,
    color: str,
    size: int = 12,
    marker: Mapping[str, object] | None = None,
    **more: object,
) -> Properties:
    """Return points with a white edge."""
    marker = {"color": color, "size": size, "line": {"width": 1.5, "color": "#FFFFFF"}, **(marker or {})}
    place = {"x": np.asarray(x, dtype=float), "y": np.asarray(y, dtype=float)}
    return scatter(**{**place, "mode": "markers", "marker": marker, **_silent(more)})


def _silent(more: dict[str, object]) -> dict[str, object]:
    return {"hoverinfo": "skip", "showlegend": "name" in more, **more}


def labels(
    x: ArrayLike,
    y: ArrayLike,
    text: Sequence[str],
    side: str | Sequence[str],
    font: Mapping[str, object],
    **more: object,
) -> Properties:
    """Return words beside points: a trace, which frames can change and the browser moves, as it does no annotation."""
    look = {"mode": "text", "text": list(text), "textposition": side, "textfont": font}
    return scatter(**{"x": x, "y": y, **look, **_silent(more)})


def cursor(x: float, ends: Sequence[float]) -> Properties:
    """Return a vertical line at what a slider has chosen: a trace, which the browser moves faster than a shape."""
    return line(np.array([x, x]), np.array(ends), HIGHLIGHT, 1.5)
