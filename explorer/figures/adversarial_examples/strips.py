"""Rows of small pictures, each below its name: grey ones, and signed ones in two colours."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.figures.adversarial_examples.rows import INK, SIDE
from explorer.figures.figure import Figure
from explorer.figures.panels import axis, panels_figure, words
from explorer.figures.style import DIVERGING

GAP = 2
LINE_PX = 18  # of a name: where the window is narrow pictures shrink, and words do not
GAP_PX = 5  # below a row
MARGIN_PX = 4


@dataclass(frozen=True)
class Strip:
    """A row: its name, pictures (n, 28, 28) in [0, 1], or in [−1, 1] where they are signed."""

    name: str
    images: NDArray[np.floating]
    is_signed: bool = False


def strips_figure(strips: Sequence[Strip], n: int, height_px: int) -> Figure:
    """Draw rows of up to n pictures, one below the other."""
    width = n * (SIDE + GAP) - GAP
    lines = max(strip.name.count("<br>") + 1 for strip in strips)
    # Shares of the height: of a name, and of the gap below a row.
    named, gap = (px / (height_px - 2 * MARGIN_PX) for px in (lines * LINE_PX, GAP_PX))
    traces, axes, names = [], {}, []
    for i, strip in enumerate(strips):
        k = "" if i == 0 else str(i + 1)
        row = np.full((SIDE, width), np.nan, np.float32)
        for j, image in enumerate(strip.images):
            row[:, j * (SIDE + GAP) : j * (SIDE + GAP) + SIDE] = image
        look = {"zmin": -1, "colorscale": DIVERGING} if strip.is_signed else {"zmin": 0, "colorscale": INK}
        heatmap = {"type": "heatmap", "showscale": False, "hoverinfo": "skip", "zsmooth": False}
        traces.append({**heatmap, "z": row, "zmax": 1, **look, "xaxis": f"x{k}", "yaxis": f"y{k}"})
        top = 1.0 - i / len(strips) - named
        hidden = {"visible": False, "constrain": "domain"}
        axes[f"xaxis{k}"] = axis((-0.5, width - 0.5), **hidden, anchor=f"y{k}", constraintoward="left")
        domain = (1.0 - (i + 1) / len(strips) + gap, top)
        tied = {"scaleanchor": f"x{k}", "anchor": f"x{k}", "constraintoward": "top"}
        axes[f"yaxis{k}"] = axis((SIDE - 0.5, -0.5), **hidden, domain=domain, **tied)
        names.append({**words(strip.name, 0.0, top), "align": "left"})
    return panels_figure(
        traces, height_px, dict.fromkeys("lrtb", MARGIN_PX), hovermode=False, annotations=names, **axes
    )
