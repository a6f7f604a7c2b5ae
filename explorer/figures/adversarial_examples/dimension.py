"""Why so little noise is enough: margins that move or blur, and the ratio of both that grows with the dimension."""

from collections.abc import Iterable, Sequence

import numpy as np

from explorer.arrays import Array
from explorer.figures.figure import Figure
from explorer.figures.panels import mark
from explorer.figures.style import DATA, FONT_SIZE, HIGHLIGHT, NEUTRAL, new_figure, scatter, translucent

HEIGHT = 330
SMALL = 300
MARGIN = {"l": 58, "r": 14, "t": 44, "b": 50}
ENDS = (-4.0, 3.0)  # of the margins; what lies beyond is drawn in the last bar
EDGES = np.linspace(*ENDS, 57)
PHOTO = 224 * 224 * 3


def highest(margins: Iterable[Array]) -> float:
    """Return an end of the shares' axis above the hill of each of these margins, shape (m,) each."""
    return 1.2 * max(float(_shares(values).max()) for values in margins)


def margins_figure(before: Array, by_signs: Array, by_chance: Array, top: float) -> Figure:
    """Draw the histograms of margins, shape (m,) each: of the pictures, and with both kinds of noise, up to `top`."""
    middles = 0.5 * (EDGES[1:] + EDGES[:-1])
    traces = []
    for values, name, color, dash, alpha in (
        (before, "without noise", DATA, "solid", 0.18),
        (by_chance, "random signs", NEUTRAL, "dash", 0.0),
        (by_signs, "signs of w", HIGHLIGHT, "solid", 0.18),
    ):
        share = _shares(values)
        look = {"line": {"color": color, "width": 2.5, "dash": dash, "shape": "hvh"}}
        filled = {"fill": "tozeroy", "fillcolor": translucent(color, alpha)} if alpha else {}
        traces.append(scatter(x=middles, y=share, name=name, mode="lines", **look, **filled, hovertemplate="%{y:.1%}"))
    wrong = {"text": "wrong ←", "x": -0.1, "xanchor": "right"}
    right = {"text": "→ right", "x": 0.1, "xanchor": "left"}
    place = {"y": 0.97, "yref": "paper", "showarrow": False, "font": {"color": NEUTRAL, "size": FONT_SIZE - 1}}
    return new_figure(
        "Margin t·f(x): how far on the right side",
        "Share of pictures",
        ENDS,
        (0.0, top),
        HEIGHT,
        traces,
        yaxis={"tickformat": ".0%"},
        margin=MARGIN,
        shapes=[mark(0.0, NEUTRAL, dash="dot")],
        annotations=[{**side, **place} for side in (wrong, right)],
    )


def _shares(margins: Array) -> Array:
    shares: Array = np.histogram(margins.clip(*ENDS), EDGES)[0] / len(margins)
    return shares


def ratio_figure(n: Sequence[int], ratios: Sequence[float], now: int, network: float) -> Figure:
    """Draw ‖w‖₁/‖w‖₂ by the number of pixels, both on logarithmic axes, with √n above them.

    Parameters
    ----------
    n, ratios : of the linear classifiers; `now` is the place of the one that is shown
    network : the mean of ‖g‖₁/‖g‖₂ over pictures, for the network's gradients g on the last n
    """
    line_n = np.geomspace(4, 2 * PHOTO, 40)
    sizes = [15 if i == now else 9 for i in range(len(n))]
    traces = [
        scatter(x=line_n, y=np.sqrt(line_n), name="√n", mode="lines", hoverinfo="skip")
        | {"line": {"color": NEUTRAL, "width": 2, "dash": "dot"}},
        scatter(x=list(n), y=list(ratios), name="linear", mode="markers+lines", hovertemplate="%{y:.1f}")
        | {"marker": {"color": DATA, "size": sizes}, "line": {"color": translucent(DATA, 0.5), "width": 2}},
        scatter(x=[n[-1]], y=[network], name="network", mode="markers", hovertemplate="%{y:.1f}")
        | {"marker": {"color": HIGHLIGHT, "size": 11, "symbol": "diamond"}},
    ]
    at = float(np.log10(PHOTO))
    photo = {"text": "a photo", "x": at, "y": 0.02, "yref": "paper", "yanchor": "bottom", "xanchor": "right"}
    return new_figure(
        "Number of pixels n",
        "‖w‖₁ / ‖w‖₂",
        (0.9, 5.5),
        (0.0, 2.75),
        SMALL,
        traces,
        xaxis={"type": "log", "dtick": 1, "tickformat": "~s"},
        yaxis={"type": "log", "dtick": 1},
        margin=MARGIN,
        hovermode="closest",
        shapes=[{**mark(PHOTO, NEUTRAL, dash="dash")}],
        annotations=[{**photo, "showarrow": False, "font": {"color": NEUTRAL, "size": FONT_SIZE - 1}}],
    )


def still_right_figure(eps: Array, curves: Sequence[tuple[str, Array, str, str]], now: float) -> Figure:
    """Draw the share of pictures still right by ε: for each curve its name, shares, colour and dash."""
    traces = [
        scatter(x=eps, y=share, name=name, mode="lines", line={"color": color, "width": 2.5, "dash": dash})
        | {"hovertemplate": "%{y:.0%}"}
        for name, share, color, dash in curves
    ]
    return new_figure(
        "ε: how much every pixel changes",
        "Still right",
        (float(eps[0]), float(eps[-1])),
        (0.0, 1.03),
        SMALL,
        traces,
        yaxis={"tickformat": ".0%"},
        margin={**MARGIN, "t": 84},
        shapes=[mark(now, HIGHLIGHT)],
    )
