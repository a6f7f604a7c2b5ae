"""Rows of small pictures, each row below its name: grey ones, and signed ones in two colours."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.figures.adversarial_examples.rows import INK, SIDE
from explorer.figures.figure import Figure
from explorer.figures.panels import axis, panels_figure
from explorer.figures.style import DIVERGING, FONT_SIZE

GAP = 2
WORDS = 10  # room above a row, in pixels of a picture


@dataclass(frozen=True)
class Strip:
    """A row: its name, pictures (n, 28, 28) in [0, 1], or in [−1, 1] where they are signed."""

    name: str
    images: NDArray[np.floating]
    is_signed: bool = False


def strips_figure(strips: Sequence[Strip], n: int, height_px: int) -> Figure:
    """Draw rows of up to n pictures, one below the other."""
    width, height = n * (SIDE + GAP) - GAP, len(strips) * (SIDE + WORDS)
    ink, signed = np.full((2, height, width), np.nan, np.float32)
    names = []
    for i, strip in enumerate(strips):
        top = i * (SIDE + WORDS) + WORDS
        for j, image in enumerate(strip.images):
            left = j * (SIDE + GAP)
            (signed if strip.is_signed else ink)[top : top + SIDE, left : left + SIDE] = image
        place = {"x": -0.5, "y": top - 0.8, "xanchor": "left", "yanchor": "bottom"}
        look = {"showarrow": False, "font": {"size": FONT_SIZE}, "borderpad": 0}
        names.append({"text": strip.name, **place, **look})
    heatmap = {"type": "heatmap", "showscale": False, "hoverinfo": "skip", "zsmooth": False}
    traces = [
        {**heatmap, "z": ink, "zmin": 0, "zmax": 1, "colorscale": INK},
        {**heatmap, "z": signed, "zmin": -1, "zmax": 1, "colorscale": DIVERGING},
    ]
    hidden = {"visible": False, "constrain": "domain"}
    return panels_figure(
        traces,
        height_px,
        dict.fromkeys("lrtb", 4),
        xaxis=axis((-1.0, width), **hidden, constraintoward="left"),
        yaxis=axis((height, 0.0), **hidden, scaleanchor="x", constraintoward="top"),
        hovermode=False,
        annotations=names,
    )
