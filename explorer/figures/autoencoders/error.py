"""The error of a run over its iterations, against that of principal components with the same k."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Figure
from explorer.figures.panels import axis, bold, level, line, marks, panels_figure, waiting, words, x_axis
from explorer.figures.style import FONT_SIZE, GENERATOR, HIGHLIGHT, NEUTRAL

Array = NDArray[np.floating]

HEIGHT = 330
TOP = 0.92


def error_figure(
    iterations: Array,
    errors: Array,
    n_iterations: int,
    pca: tuple[int, float],
    variance: float,
    shown: int | None = None,
    changed_at: Sequence[int] = (),
) -> Figure:
    """Draw the mean squared error a pixel.

    Parameters
    ----------
    iterations, errors : shape (n,), when it was measured, and what it was; n = 0 before there is any
    n_iterations : the planned length of the run: the end of the x axis
    pca : k, and the error of PCA with k numbers
    variance : the error of the mean picture, which is all that no number at all would leave
    shown, changed_at : iterations to mark
    """
    k, error = pca
    curve = line(iterations, errors, GENERATOR, 3, name="error", hovertemplate="%{y:.5f}")
    return panels_figure(
        [curve],
        HEIGHT,
        {"l": 58, "r": 14, "t": 8, "b": 46},
        xaxis=x_axis("iteration", (0, n_iterations)),
        yaxis=axis((0.0, 1.25 * variance), domain=(0.0, TOP)),
        shapes=[level(error, HIGHLIGHT), level(variance, NEUTRAL), *marks(shown, changed_at, TOP)],
        annotations=[
            words(f"<b>Squared error a pixel</b>   {bold(GENERATOR, 'this network')}", y=TOP),
            _named(error, HIGHLIGHT, f"PCA, k = {k}"),
            _named(variance, NEUTRAL, "the mean picture, k = 0"),
            *waiting(len(iterations), y=0.25),
        ],
    )


def _named(y: float, color: str, text: str) -> dict[str, object]:
    """Return the name of a level, above its right end."""
    place = {"x": 1.0, "xref": "paper", "xanchor": "right", "y": y, "yref": "y", "yanchor": "bottom"}
    return {"text": f"<b>{text}</b>", **place, "showarrow": False, "font": {"size": FONT_SIZE, "color": color}}
