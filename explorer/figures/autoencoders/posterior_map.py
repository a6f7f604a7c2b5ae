"""The map of a variational autoencoder's codes: where pictures lie, the prior's circles, and one picture's q."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.figures.autoencoders.code_map import CLASS_COLORS
from explorer.figures.autoencoders.line import Q_COLOR
from explorer.figures.figure import Figure, Properties
from explorer.figures.silent import dots, line
from explorer.figures.style import FONT_SIZE, HIGHLIGHT, NEUTRAL, new_figure, scatter, translucent

Floats = NDArray[np.floating]

HEIGHT, NEAR_HEIGHT = 430, 290
LEAST_REACH = 4.0
SEEN = 0.99  # of the codes, or more
LENS = 3.2  # standard deviations to either side, under the lens
TINY = 1e-12
RADII = (1.0, 2.0, 3.0)  # standard deviations of the prior
AROUND = np.linspace(0.0, 2.0 * np.pi, 61)
CIRCLE = np.stack([np.cos(AROUND), np.sin(AROUND)])  # (2, 61)


class Posterior(NamedTuple):
    """One picture's q on the map: its mean (2,), its covariance (2, 2), and a z that was drawn from it, (2,)."""

    mean: Floats
    covariance: Floats
    z: Floats


def reach_of(codes: Floats) -> float:
    """Return half the side of a square that holds the prior and nearly all codes, (n, 2), in even numbers."""
    far = float(np.quantile(np.abs(codes), SEEN)) if codes.size else 0.0
    return max(LEAST_REACH, 2.0 * float(np.ceil(far / 2.0)))


def posterior_figure(
    codes: Floats, labels: Sequence[int], posterior: Posterior, titles: tuple[str, str], reach: float
) -> Figure:
    """Draw the codes, (n, 2), as digits in the colours of their classes, and q as its ellipses of one and two sigma."""
    ellipses = _ellipses(posterior)
    traces = [
        _digits(codes, labels),
        _prior(),
        line(ellipses[0], ellipses[1], Q_COLOR, 2.5, name="q(z | x)"),
        dots([posterior.z[0]], [posterior.z[1]], HIGHLIGHT, 8, name="z"),
    ]
    return _map(traces, titles, reach)


def near_figure(posterior: Posterior) -> Figure:
    """Draw q alone, as near as it fits: its ellipses of one and two sigma, and the way from its mean to z."""
    mean, z = (np.asarray(each, dtype=float) for each in (posterior.mean, posterior.z))
    ellipses = _ellipses(posterior)
    half = LENS * float(np.sqrt(posterior.covariance.diagonal().max()))
    way = [mean[0], z[0], z[0]], [mean[1], mean[1], z[1]]
    traces = [
        line(ellipses[0], ellipses[1], Q_COLOR, 2.5),
        line(*way, HIGHLIGHT, 2, "dot"),
        dots(mean[:1], mean[1:], Q_COLOR, 11, name="μ"),
        dots(z[:1], z[1:], HIGHLIGHT, 12, name="z = μ + σε"),
    ]
    return _square(traces, ("", ""), (mean[0] - half, mean[0] + half), (mean[1] - half, mean[1] + half), NEAR_HEIGHT)


def window_figure(
    codes: Floats, labels: Sequence[int], ends: tuple[Floats, Floats], titles: tuple[str, str], reach: float
) -> Figure:
    """Draw the codes, and the rectangle of them that the grid shows; `ends` may be infinite, (2,) each."""
    (left, right), (bottom, top) = (np.clip(each, -reach, reach) for each in ends)
    corners = [left, right, right, left, left], [bottom, bottom, top, top, bottom]
    frame = line(*corners, HIGHLIGHT, 3, fill="toself", fillcolor=translucent(HIGHLIGHT, 0.08), name="what is shown")
    return _map([_digits(codes, labels), _prior(), frame], titles, reach)


def _digits(codes: Floats, labels: Sequence[int]) -> Properties:
    colors = [CLASS_COLORS[label] for label in labels]
    return scatter(
        x=codes[:, 0],
        y=codes[:, 1],
        mode="text",
        text=[str(label) for label in labels],
        textfont={"size": FONT_SIZE - 3, "color": colors},
        hoverinfo="skip",
        showlegend=False,
    )


def _prior() -> Properties:
    gap = np.full((2, 1), np.nan)
    circles = np.concatenate([part for radius in RADII for part in (radius * CIRCLE, gap)], axis=1)
    return line(circles[0], circles[1], NEUTRAL, 1.5, "dot", name="prior, 1σ 2σ 3σ")


def _ellipses(posterior: Posterior) -> Floats:
    """Return q's ellipses of one and of two sigma, with a gap between them: (2, 124)."""
    root, gap = np.linalg.cholesky(posterior.covariance + TINY * np.eye(2)), np.full((2, 1), np.nan)
    mean = np.asarray(posterior.mean)[:, None]
    return np.concatenate([mean + root @ CIRCLE, gap, mean + 2.0 * root @ CIRCLE, gap], axis=1)


def _map(traces: Sequence[Properties], titles: tuple[str, str], reach: float) -> Figure:
    return _square(traces, titles, (-reach, reach), (-reach, reach), HEIGHT)


def _square(
    traces: Sequence[Properties], titles: tuple[str, str], across: Sequence[float], up: Sequence[float], height: int
) -> Figure:
    """Draw on a plane whose directions have one scale."""
    return new_figure(
        *titles,
        across,
        up,
        height,
        traces,
        xaxis={"constrain": "domain", "nticks": 6},
        yaxis={"constrain": "domain", "scaleanchor": "x", "nticks": 6, "showgrid": False},
        margin={"l": 46, "r": 8, "t": 30, "b": 46 if titles[0] else 26},
        hovermode=False,
    )
