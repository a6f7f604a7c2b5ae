"""The two terms of a variational autoencoder: over a run, by coordinate, and against each other for many β."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.figures.autoencoders.line import Q_COLOR
from explorer.figures.figure import Figure
from explorer.figures.panels import level
from explorer.figures.silent import dots, labels, line
from explorer.figures.style import DATA, FONT_SIZE, HIGHLIGHT, NEUTRAL, new_figure, translucent
from explorer.numbers import number

Floats = NDArray[np.floating]

SIDES = ("top right", "bottom left")  # in turn, so that names of neighbours lie apart; the last has no room below
HEIGHT = 340
NATS_RANGE = (0.0, 300.0)
KL_RANGE = (0.0, 5.0)
RATE_RANGE, DISTORTION_RANGE = (-1.0, 52.0), (60.0, 180.0)


def terms_figure(iteration: ArrayLike, reconstruction: Floats, kl: Floats, n_iterations: int) -> Figure:
    """Draw the reconstruction's cross-entropy over the iterations, and the KL on top of it, in nats; (n,) each."""
    below = {"fill": "tozeroy", "fillcolor": translucent(DATA, 0.2)}
    rest = {"fill": "tonexty", "fillcolor": translucent(Q_COLOR, 0.35)}
    traces = [
        line(iteration, reconstruction, DATA, 2, name="reconstruction", **below),
        line(iteration, reconstruction + kl, Q_COLOR, 2.5, name="+ KL = −ELBO", **rest),
    ]
    return new_figure(
        "iteration",
        "nats a picture",
        (0, n_iterations),
        NATS_RANGE,
        HEIGHT,
        traces,
        xaxis={"tickformat": ","},
        hovermode=False,
    )


def kl_figure(kl: Floats, live: float) -> Figure:
    """Draw the KL of each coordinate, (k,), in nats, grey up to `live`; what is beyond the axis ends at its top."""
    coordinates = np.arange(1, len(kl) + 1)
    bars = {
        "type": "bar",
        "x": coordinates,
        "y": np.minimum(kl, KL_RANGE[1]),
        "marker": {"color": [Q_COLOR if value > live else translucent(NEUTRAL, 0.6) for value in kl]},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return new_figure(
        "coordinate of z",
        "its KL, nats",
        (0.4, max(len(kl), 2) + 0.6),
        KL_RANGE,
        HEIGHT,
        [bars],
        xaxis={"nticks": min(len(kl), 10) + 1},
        shapes=[level(live, NEUTRAL)],
        bargap=0.2,
        hovermode=False,
        margin={"t": 20},
    )


def rate_distortion_figure(
    betas: Sequence[float], n_live: Sequence[float], kl: Floats, reconstruction: Floats, chosen: int
) -> Figure:
    """Draw reconstruction against KL for runs that differ in β alone, (n,) each; `chosen` is the one to light up."""
    texts = [f"  β = {number(beta)}: {number(n, '.2g')} live" for beta, n in zip(betas, n_live, strict=True)]
    font = {"size": FONT_SIZE - 1, "color": NEUTRAL}
    traces = [
        line(kl, reconstruction, NEUTRAL, 1.5, "dot"),
        dots(kl, reconstruction, Q_COLOR, 10),
        dots([kl[chosen]], [reconstruction[chosen]], HIGHLIGHT, 15),
        labels(kl, reconstruction, texts, [SIDES[i % 2] for i in range(len(texts) - 1)] + [SIDES[0]], font),
    ]
    return new_figure(
        "KL, nats a picture: what z costs",
        "reconstruction, nats a picture",
        RATE_RANGE,
        DISTORTION_RANGE,
        HEIGHT,
        traces,
        hovermode=False,
    )
