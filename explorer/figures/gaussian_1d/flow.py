"""Figures of convergence: p_g on its way to p_data, the race of the losses, and the length of their gradients."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array
from explorer.figures.figure import NO_WORDS, Figure, Properties
from explorer.figures.gaussian_1d.game import HALVES, X_RANGE, X_TICKS, density_traces, discriminator_trace, panel
from explorer.figures.lsgan_vs_bce.losses import CROSS_ENTROPY_COLOR, HINGE_COLOR, LEAST_SQUARES_COLOR
from explorer.figures.panels import level
from explorer.figures.silent import labels, line
from explorer.figures.style import DATA, FONT_SIZE, GENERATOR, HIGHLIGHT, NEUTRAL, new_figure, scatter
from explorer.names import LOSSES
from explorer.numbers import number

Levels = Mapping[float, tuple[Array, Array]]

JS_RANGE = (-0.02, 0.74)
SIGMA_RANGE = (0.2, 8.0)
LENGTH_RANGE = (1e-4, 1e2)
WIDTH_OF_NAME = 3.5
LN2 = float(np.log(2.0))
NAMES = {id: LOSSES[id] for id in ("saturating", "non_saturating", "lsgan")} | {"kl": "KL", "w1": "W1"}
# The colours that the losses have on the page that compares them, told apart by line style too.
STYLES = {
    "saturating": (CROSS_ENTROPY_COLOR, "dash"),
    "non_saturating": (CROSS_ENTROPY_COLOR, "solid"),
    "lsgan": (LEAST_SQUARES_COLOR, "solid"),
    "kl": (HINGE_COLOR, "dot"),
    "w1": (NEUTRAL, "longdash"),
}


@dataclass(frozen=True)
class Journey:
    """p_g at the moments that the animation shows: (n_frames,) arrays, curves of shape (n_frames, n_x), a line each."""

    mu: Array
    sigma: Array
    p_g: Array
    D_star: Array
    step: NDArray[np.int_]
    said: Sequence[str]


def journey_figure(
    x: Array, p_data: Array, journey: Journey, levels: Levels, goal: tuple[float, float], moment: int = 0
) -> Figure:
    """Draw p_g and D* at one moment, and the path in the plane of (mu, sigma) over contours of the JSD.

    Parameters
    ----------
    x, p_data : arrays of shape (n_x,).
    levels : lines of equal JSD as mu and sigma, by their value in nats.
    goal : mu and sigma of p_data.
    moment : which of the journey's frames is drawn.
    """
    real, fake = density_traces(x, p_data, journey.p_g[moment])
    still = [real, _end(x, journey), *_plane(journey, levels, goal)]
    moving = [fake, discriminator_trace(x, journey.D_star[moment], "D*"), _present(journey, moment)]
    # x and μ share one axis: axes cost the most time of all to draw.
    return new_figure(
        "x, and μ of p<sub>g</sub>",
        "density",
        X_RANGE,
        (0.0, 0.85),
        height=580,
        xaxis={"anchor": "y3", "tickvals": X_TICKS},
        yaxis={"domain": [0.7, 1.0], "anchor": "x", "dtick": 0.4},
        yaxis2=panel("D*(x)", (0.46, 0.66), (-0.04, 1.04), **HALVES),
        yaxis3=panel(
            "σ of p<sub>g</sub>",
            (0.0, 0.41),
            _powers(SIGMA_RANGE),
            type="log",
            tickvals=[0.5, 1, 2, 4],
            showgrid=False,
        ),
        traces=[*still, *moving, _said(journey, moment)],
    )


def film(journey: Journey, charts: tuple[str, str], race: tuple[Array, Array], moments: Sequence[int]) -> Figure:
    """Return frames that move p_g, D* and the cursor of the race through `moments`, called by their places; no traces.

    `charts` are the keys of the charts of `journey_figure` and `race_figure`; `race` is the chosen loss's JSD and
    accuracy, (n_frames,) each.
    """
    frames = []
    # Of places that show the same the last is called.
    for i, place in {moment: place for place, moment in enumerate(moments)}.items():
        now = [
            {"y": journey.p_g[i]},
            {"y": journey.D_star[i]},
            {"x": journey.mu[i : i + 1], "y": journey.sigma[i : i + 1]},
            {"text": [journey.said[i]]},
        ]
        cursor = [{"x": journey.step[i : i + 1].astype(float), "y": curve[i : i + 1]} for curve in race]
        for group, traces, data in ((charts[0], [6, 7, 8, 9], now), (charts[1], [0, 1], cursor)):
            frames.append({"name": str(place), "group": group, "traces": traces, "data": data})
    return Figure(frames=frames)


def _powers(ends: tuple[float, float]) -> list[float]:
    """Return the ends of a logarithmic axis as plotly wants them."""
    return [float(np.log10(end)) for end in ends]


def _present(journey: Journey, moment: int) -> Properties:
    return scatter(
        x=journey.mu[moment : moment + 1],
        y=journey.sigma[moment : moment + 1],
        yaxis="y3",
        mode="markers",
        marker={"size": 15, "color": GENERATOR, "line": {"width": 2, "color": "#FFFFFF"}},
        name="now",
        hovertemplate="μ %{x:.2f}, σ %{y:.2f}<extra></extra>",
        showlegend=False,
    )


def _said(journey: Journey, moment: int) -> Properties:
    return labels([X_RANGE[0] + 0.2], [0.83], [journey.said[moment]], "bottom right", {"size": FONT_SIZE + 1})


def _end(x: Array, journey: Journey) -> Properties:
    # In single precision: half the bytes, and still finer than a pixel.
    return line(x, journey.p_g[-1].astype(np.float32), GENERATOR, 2, "dot", name="p<sub>g</sub> at the end")


def _plane(journey: Journey, levels: Levels, goal: tuple[float, float]) -> list[Properties]:
    mu, sigma = (
        np.concatenate([part for curve in levels.values() for part in (curve[axis], [np.nan])], dtype=np.float32)
        for axis in (0, 1)
    )
    contours = line(mu, sigma, NEUTRAL, 1, yaxis="y3")
    x, y, side = zip(*(_place_of_name(*curve, goal) for curve in levels.values()), strict=True)
    said = [f"JSD {number(nats)}" if nats == max(levels) else number(nats) for nats in levels]
    names = labels(x, y, said, side, {"size": FONT_SIZE - 3, "color": NEUTRAL}, yaxis="y3")
    dotted = {"size": 5, "color": GENERATOR}
    path = line(journey.mu, journey.sigma, GENERATOR, 2, yaxis="y3", mode="lines+markers", marker=dotted)
    star = scatter(
        x=[goal[0]],
        y=[goal[1]],
        yaxis="y3",
        mode="markers",
        marker={"symbol": "star", "size": 16, "color": DATA},
        hovertemplate="p<sub>data</sub>: μ %{x:.2f}, σ %{y:.2f}<extra></extra>",
        showlegend=False,
    )
    return [contours, names, path, star]


def _place_of_name(mu: Array, sigma: Array, goal: tuple[float, float]) -> tuple[float, float, str]:
    """Return where a level line is named: on its top, or, if that is out of sight, beside it at the goal's height."""
    top = int(np.nanargmax(sigma))
    if sigma[top] < SIGMA_RANGE[1]:
        return float(mu[top]), float(sigma[top]), "top center" if sigma[top] < 0.8 * SIGMA_RANGE[1] else "bottom center"
    # On the side that has more room, where the name fits in on a phone.
    side = 1 if goal[0] < 0 else -1
    elsewhere = (side * (mu - goal[0]) < 0) | (side * mu > X_RANGE[1] - WIDTH_OF_NAME)
    at = int(np.nanargmin(np.abs(sigma - goal[1]) + 1e3 * elsewhere))
    return float(mu[at]), float(sigma[at]), "middle right" if side > 0 else "middle left"


def race_figure(
    step: NDArray[np.int_], js: Mapping[str, Array], accuracy: Mapping[str, Array], chosen: str, moment: int = 0
) -> Figure:
    """Draw the JSD, which is also V(D*, G) on the right axis, and D*'s accuracy along the way, for every loss.

    Parameters
    ----------
    step : shape (n,).
    js, accuracy : by the loss's id, shape (n,) each.
    chosen : the loss whose journey is drawn.
    moment : the place of the cursor on its curves.
    """
    cursor = [
        scatter(
            x=step[moment : moment + 1],
            y=curve[moment : moment + 1],
            yaxis=axis,
            mode="markers",
            marker={"size": 12, "color": HIGHLIGHT},
            hoverinfo="skip",
            showlegend=False,
            zorder=3,
        )
        for curve, axis in ((js[chosen], "y"), (accuracy[chosen], "y2"))
    ]
    traces = [
        _loss_trace(step, curve, loss, loss == chosen, axis)
        for curves, axis in ((js, "y"), (accuracy, "y2"))
        for loss, curve in curves.items()
    ]
    # An axis without a trace is not drawn.
    right_axis = scatter(
        x=[0], y=[0], yaxis="y3", mode="markers", marker={"opacity": 0}, hoverinfo="skip", showlegend=False
    )
    place = {"x": 1, "xref": "x domain", "xanchor": "right", "y": LN2, "yanchor": "bottom", "showarrow": False}
    return new_figure(
        "step",
        "JSD, nats",
        (0.0, int(step[-1])),
        JS_RANGE,
        height=460,
        margin={"r": 62},
        xaxis={"anchor": "y2"},
        yaxis={"domain": [0.5, 1.0], "anchor": "x"},
        yaxis2=panel("D* is right", (0.0, 0.42), (0.47, 1.03), tickformat=".0%"),
        yaxis3={
            "overlaying": "y",
            "side": "right",
            "range": [2 * js - 2 * LN2 for js in JS_RANGE],
            "title": {"text": "V(D*, G)"},
            "fixedrange": True,
            "showgrid": False,
            "tickvals": [-2 * LN2, -1.0, -0.5, 0.0],
            "ticktext": ["−ln 4", "−1", "−½", "0"],
        },
        traces=[*cursor, *traces, right_axis],
        shapes=[level(LN2, NEUTRAL, xref="x domain")],
        annotations=[{"text": "ln 2", "font": {"color": NEUTRAL, "size": FONT_SIZE - 1}, **place}],
    )


def _loss_trace(x: Array | NDArray[np.int_], y: Array, loss: str, chosen: bool, yaxis: str = "y") -> Properties:
    color, dash = STYLES[loss]
    return scatter(
        x=x,
        y=y,
        yaxis=yaxis,
        name=NAMES[loss],
        mode="lines",
        line={"color": color, "width": 5 if chosen else 2, "dash": dash},
        hovertemplate="%{y:.3~g}",
        showlegend=yaxis == "y",
        zorder=2 if chosen else 1,
    )


def gradient_length_figure(distance: Array, lengths: Mapping[str, Array], chosen: str, start: float) -> Figure:
    """Draw the length of each loss's gradient against the distance from p_data; a cursor at the start."""
    traces = [
        _loss_trace(distance, np.where(length > 0, length, np.nan), loss, loss == chosen)
        for loss, length in lengths.items()
    ]
    cursor = scatter(
        x=[start, start],
        y=LENGTH_RANGE,
        mode="lines+text",
        line={"color": HIGHLIGHT, "width": 1.5},
        text=["start", NO_WORDS],
        textposition="top left" if start > distance[-1] / 2 else "top right",
        textfont={"size": FONT_SIZE - 1, "color": HIGHLIGHT},
        hoverinfo="skip",
        showlegend=False,
    )
    return new_figure(
        "distance |μ − mean of p<sub>data</sub>|",
        "length of the gradient",
        (0.0, float(distance[-1])),
        _powers(LENGTH_RANGE),
        height=460,
        yaxis={"type": "log", "dtick": 1, "exponentformat": "power"},
        traces=[*traces, cursor],
    )
