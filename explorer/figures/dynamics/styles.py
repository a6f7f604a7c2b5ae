"""How the page on dynamics tells methods and divergences apart, and the arrows and axes that its figures share."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from explorer.figures.figure import Properties
from explorer.figures.lsgan_vs_bce.losses import CROSS_ENTROPY_COLOR, HINGE_COLOR, LEAST_SQUARES_COLOR
from explorer.figures.style import HIGHLIGHT, NEUTRAL, scatter

# A colour a family: losses with a logarithm, WGAN, least squares, and, in one colour, the cures of the GAN.
METHOD_STYLES = {
    "gan": (CROSS_ENTROPY_COLOR, "dash"),
    "non_saturating": (CROSS_ENTROPY_COLOR, "solid"),
    "wgan": (NEUTRAL, "longdash"),
    "wgan_gp": (NEUTRAL, "solid"),
    "lsgan": (LEAST_SQUARES_COLOR, "solid"),
    "instance_noise": (HINGE_COLOR, "dot"),
    "r1": (HINGE_COLOR, "solid"),
    "consensus": (HINGE_COLOR, "dash"),
}
SCHEDULE_STYLES = {
    "simultaneous": (CROSS_ENTROPY_COLOR, "solid"),
    "alternating": (HINGE_COLOR, "solid"),
    "five_steps": (HINGE_COLOR, "dot"),
}
# The colours that these have on the page of the 1-D game.
DIVERGENCE_STYLES = {
    "jsd": (CROSS_ENTROPY_COLOR, "solid"),
    "kl": (HINGE_COLOR, "dot"),
    "w1": (NEUTRAL, "longdash"),
}


def line(x: ArrayLike, y: ArrayLike, color: str, width: float = 2.5, dash: str = "solid", **more: object) -> Properties:
    """Return a line that says nothing under the mouse."""
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
    """Add that a trace says nothing under the mouse, and stands in the legend only if it has a name."""
    return {"hoverinfo": "skip", "showlegend": "name" in more, **more}


def cursor(x: float, ends: Sequence[float]) -> Properties:
    """Return a vertical line at what a slider has chosen: a trace, which the browser moves faster than a shape."""
    return line(np.array([x, x]), np.array(ends), HIGHLIGHT, 1.5)
