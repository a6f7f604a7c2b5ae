"""One of the three ways on the ring of 8: the plane with its modes and what is drawn of random z, and its counts."""

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array
from explorer.figures.figure import Figure
from explorer.figures.mode_collapse.cures import RING
from explorer.figures.panels import axis, coloured, level, line, mark, panels_figure, points, words, x_axis
from explorer.figures.style import FONT_SIZE, GENERATOR, HIGHLIGHT, NEUTRAL

HEIGHT = 400
PLANE, COUNTS = (0.4, 1.0), (0.0, 0.26)  # bottom and top of the two panels, in shares of the figure's height
DOT = {"color": GENERATOR, "size": 3.5, "opacity": 0.75}


def ring_figure(
    extent: float,
    modes: Array,
    x_fake: NDArray[np.floating],
    iterations: NDArray[np.floating],
    captured: NDArray[np.floating],
    quality: NDArray[np.floating],
    n_iterations: int,
    perfect: float,
    shown: int | None = None,
) -> Figure:
    """Draw the square of ±extent, and below it both counts by iteration.

    Parameters
    ----------
    modes : shape (k, 2)
    x_fake : shape (n, 2); what is outside of the square is left out
    iterations, captured, quality : shape (m,) each: when it was counted, the share of the modes that was captured, and
        that of high quality
    perfect : quality of a perfect sampler
    shown : an iteration to mark
    """
    inside = x_fake[np.abs(x_fake).max(axis=1) < extent]
    steps = {"xaxis": "x2", "yaxis": "y2", "hoverinfo": "skip"}
    side = axis((-extent, extent), title={"text": ""}, showgrid=False, showticklabels=False, constrain="domain")
    return panels_figure(
        [
            points(modes, "modes", RING),
            points(inside, "drawn", DOT),
            line(iterations, captured, NEUTRAL, 2, **steps),
            line(iterations, quality, GENERATOR, 2, **steps),
        ],
        HEIGHT,
        {"l": 46, "r": 10, "t": 4, "b": 42, "pad": 0},
        hovermode=False,
        xaxis=side,
        yaxis={**side, "domain": PLANE, "scaleanchor": "x", "constraintoward": "top"},
        xaxis2=x_axis("iteration", (0, n_iterations), anchor="y2", nticks=4),
        yaxis2=axis((-0.04, 1.06), domain=COUNTS, anchor="x2", tickformat=".0%", tickvals=[0, 0.5, 1]),
        shapes=[
            level(perfect, GENERATOR, "y2", "x2 domain"),
            *([] if shown is None else [mark(shown, HIGHLIGHT, COUNTS[1], "x2")]),
        ],
        annotations=[
            {
                **words(f"{coloured(NEUTRAL, '<b>modes</b>')}   {coloured(GENERATOR, '<b>quality</b>')}", y=COUNTS[1]),
                "font": {"size": FONT_SIZE - 1},
            }
        ],
    )
