"""What a classifier says of G's pictures: the digits they are taken for, if any, and how that changed over the run."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from explorer.figures.figure import Figure
from explorer.figures.panels import axis, coloured, level, mark, panels_figure, waiting, words, x_axis
from explorer.figures.style import FONT_SIZE, GENERATOR, HIGHLIGHT, NEUTRAL, scatter, translucent
from explorer.numbers import percent

HEIGHT = 300
TOP_SHARE = 0.4  # of the bars' axis; a class with more is drawn to there and says its share, in %
PANELS = ((0.0, 0.42), (0.56, 1.0))  # bars, lines
TOP = 0.84
ANSWERS = (*"0123456789", "none")
N_DIGITS = 10


def judged_figure(
    shares: ArrayLike,
    iterations: Sequence[int],
    sure: Sequence[float],
    evenness: Sequence[float],
    n_iterations: int,
    shown: int | None = None,
) -> Figure:
    """Draw the histogram of classes at the moment shown, and sureness and evenness over the run.

    Parameters
    ----------
    shares : shape (11,), how large a part of the pictures is taken for each of `ANSWERS`; empty before the first
    iterations : the moments at which pictures were judged
    sure : at each moment the share of the pictures of which the classifier is sure that they show one digit
    evenness : at each moment the histogram's entropy as a share of the greatest possible, ln 10
    n_iterations : the planned length of the run: the end of the lines' axis
    shown : an iteration to mark
    """
    heights = np.asarray(shares, dtype=float)
    bars = {
        "type": "bar",
        "x": list(ANSWERS),
        "y": np.minimum(heights, TOP_SHARE) if len(heights) else np.zeros(len(ANSWERS)),
        "text": [percent(height).removesuffix(" %") if height > TOP_SHARE else "" for height in heights],
        "customdata": heights,
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": FONT_SIZE - 2},
        "constraintext": "none",
        "marker": {"color": [GENERATOR] * N_DIGITS + [NEUTRAL]},
        "hovertemplate": "%{x}: %{customdata:.1%}<extra></extra>",
    }
    lines = [
        scatter(
            x=np.asarray(iterations),
            y=np.asarray(values, dtype=float),
            xaxis="x2",
            yaxis="y2",
            mode="lines",
            line={"color": color, "width": 2, "dash": dash},
            name=name,
            hovertemplate="%{y:.0%}",
        )
        for values, color, dash, name in (
            (sure, GENERATOR, "solid", "sure digits"),
            (evenness, NEUTRAL, "dash", "class balance"),
        )
    ]
    even = level(1.0 / N_DIGITS, translucent(NEUTRAL, 0.9), xref="x domain")
    legend = f"<b>{coloured(GENERATOR, 'sure ─')}  {coloured(NEUTRAL, 'balance ╌')}</b>"  # as short as a phone needs
    left, right = PANELS
    return panels_figure(
        [bars, *lines],
        HEIGHT,
        {"l": 44, "r": 24, "t": 8, "b": 44},
        bargap=0.25,
        xaxis={
            "type": "category",
            "fixedrange": True,
            "domain": left,
            "tickvals": list(ANSWERS),
            "ticktext": [*ANSWERS[:-1], "\u2002none"],  # a little to the right, where there is room
            "tickangle": 0,
            "tickfont": {"size": FONT_SIZE - 3},
        },
        yaxis=axis((0.0, 1.15 * TOP_SHARE), domain=(0.0, TOP), tickformat=".0%", tickvals=[0, 0.1, 0.2, 0.3, 0.4]),
        xaxis2=x_axis("iteration", (0, n_iterations), domain=right, anchor="y2"),
        yaxis2=axis((0.0, 1.0), domain=(0.0, TOP), anchor="x2", tickformat=".0%", tickvals=[0, 0.5, 1]),
        shapes=[even, *([] if shown is None else [mark(shown, HIGHLIGHT, xref="x2", yref="y2 domain")])],
        annotations=[
            words("<b>Which digits G draws</b>", left[0], TOP + 0.03),
            words(legend, right[0], TOP + 0.03),
            *(wait for ends in PANELS for wait in waiting(len(heights), sum(ends) / 2, 0.62 * TOP)),
        ],
    )
