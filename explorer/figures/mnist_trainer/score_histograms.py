"""What D says of single pictures, as two histograms that grow with the run: real ones above, fakes below."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Figure
from explorer.figures.panels import axis, coloured, mark, panels_figure, waiting, words, x_axis
from explorer.figures.style import DATA, GENERATOR, HIGHLIGHT, translucent

Array = NDArray[np.floating]

HEIGHT = 300
N_BINS = 24
REAL, FAKE = (0.55, 0.92), (0.06, 0.43)  # bottom and top of their panels


def score_range(scores: Sequence[Array], is_probability: bool) -> tuple[float, float]:
    """Return the ends of the scores' axis: 0 and 1 for probabilities, else whole numbers around their middle 98 %."""
    if is_probability or not len(scores):
        return 0.0, 1.0
    low, high = np.quantile(np.concatenate(scores), (0.01, 0.99))
    return min(-1.0, float(np.floor(low))), max(1.0, float(np.ceil(high)))


def histograms(scores: Sequence[Array], ends: tuple[float, float]) -> NDArray[np.float64]:
    """Return each moment's share of scores in each bin, shape (N_BINS, n moments); what lies outside is at an end."""
    if not len(scores):
        return np.zeros((N_BINS, 0))
    low, high = ends
    place = (np.stack(scores) - low) * (N_BINS / (high - low))  # (n moments, batch), in bins
    bins = place.clip(0, N_BINS - 1).astype(np.int64)
    # One count for all moments at once: np.histogram moment by moment would take 10 ms, twice a second.
    of_moment = N_BINS * np.arange(len(bins))[:, np.newaxis]
    counts = np.bincount((bins + of_moment).ravel(), minlength=N_BINS * len(bins))
    shares: NDArray[np.float64] = counts.reshape(len(bins), N_BINS).T / bins.shape[1]
    return shares


def score_histograms_figure(
    iterations: Sequence[int],
    real: Sequence[Array],
    fake: Sequence[Array],
    n_iterations: int,
    is_probability: bool,
    shown: int | None = None,
) -> Figure:
    """Draw both histograms over time.

    Parameters
    ----------
    iterations : the moments, in order
    real, fake : what D said of a batch at each moment, shape (batch,) each, the same batch size throughout
    n_iterations : the planned length of the run: the end of the x-axis
    is_probability : whether D says probabilities
    shown : an iteration to mark
    """
    ends = score_range([*real, *fake], is_probability)
    centres = np.linspace(*ends, 2 * N_BINS + 1)[1::2]
    traces = [
        {
            "type": "heatmap",
            "x": np.asarray(iterations),
            "y": centres,
            "z": histograms(scores, ends),
            "zmin": 0.0,
            "zmax": 0.35,
            "yaxis": yaxis,
            "colorscale": [[0.0, translucent(color, 0.0)], [1.0, color]],
            "showscale": False,
            "name": name,
            "hovertemplate": "iteration %{x}, D says %{y:.2f}: %{z:.0%}<extra></extra>",
        }
        for scores, yaxis, color, name in ((real, "y2", DATA, "real"), (fake, "y", GENERATOR, "fake"))
    ]
    ticks = [ends[0], 0.5 * (ends[0] + ends[1]), ends[1]]
    said = axis(ends, tickvals=ticks, showgrid=False, showline=True)
    title = "<b>What D says of {} digits</b>"
    return panels_figure(
        traces,
        HEIGHT,
        {"l": 44, "r": 24, "t": 8, "b": 36},
        hovermode="closest",
        xaxis=x_axis("iteration", (0, n_iterations), anchor="y"),
        yaxis={**said, "domain": FAKE},
        yaxis2={**said, "domain": REAL},
        shapes=[] if shown is None else [mark(shown, HIGHLIGHT, REAL[1])],
        annotations=[
            words(title.format(coloured(DATA, "real")), y=REAL[1]),
            words(title.format(coloured(GENERATOR, "fake")), y=FAKE[1]),
            *(wait for ends in (REAL, FAKE) for wait in waiting(len(iterations), y=0.3 * ends[0] + 0.7 * ends[1])),
        ],
    )
