"""A linear VAE's ELBO beside what probabilistic PCA can reach at most."""

from collections.abc import Sequence

import numpy as np

from explorer.arrays import Array
from explorer.figures.autoencoders.line import Q_COLOR
from explorer.figures.figure import Figure
from explorer.figures.silent import cursor, dots, line
from explorer.figures.style import DATA, HIGHLIGHT, NEUTRAL, new_figure

NATS_RANGE = (-8.0, 30.0)
HEIGHT = 380


def training_figure(steps: Sequence[int], elbo: Array, log_likelihood: Array, greatest: float, now: int) -> Figure:
    """Draw the ELBO and the decoder's own ln p after so many steps, shape (n,) each, with a cursor at step `now`.

    `greatest` is the line that neither can cross.
    """
    ends = np.array([steps[0], steps[-1]], dtype=float)
    traces = [
        line(ends, np.full(2, greatest), NEUTRAL, 2.5, "dash", name="probabilistic PCA, the most"),
        line(steps, log_likelihood, DATA, 2.5, name="ln p of this decoder"),
        line(steps, elbo, Q_COLOR, 3, name="its ELBO"),
        cursor(now, NATS_RANGE),
    ]
    return new_figure(
        "step of training",
        "nats a picture",
        (0.0, np.log10(ends[1]) + 0.03),
        NATS_RANGE,
        HEIGHT,
        traces,
        xaxis={"type": "log", "tickvals": [1, 10, 100, 1000], "ticktext": ["1", "10", "100", "1,000"]},
        hovermode=False,
    )


def coordinates_figure(greatest: Array, k: int, elbo: float) -> Figure:
    """Draw the most that ln p can be with 1, 2, ..., n coordinates, shape (n,), and where a run with k of them is."""
    n = len(greatest)
    traces = [
        line(np.arange(1, n + 1), greatest, NEUTRAL, 2.5, "dash", mode="lines+markers"),
        cursor(k, NATS_RANGE),
        dots([k], [elbo], Q_COLOR, 13),
        dots([k], [greatest[k - 1]], HIGHLIGHT, 7),
    ]
    return new_figure(
        "k: coordinates of z",
        "nats a picture",
        (0.5, n + 0.5),
        NATS_RANGE,
        HEIGHT,
        traces,
        hovermode=False,
    )
