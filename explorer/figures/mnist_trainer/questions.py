"""What the networks answer, in figures: D's marks, distances to the training images, lengths of z, coordinates."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Figure
from explorer.figures.mnist_trainer.score_histograms import score_range
from explorer.figures.panels import mark
from explorer.figures.style import DATA, FONT_SIZE, GENERATOR, HIGHLIGHT, NEUTRAL, new_figure, scatter, translucent

Array = NDArray[np.floating]

HEIGHT = 260
N_BINS = 25
MAX_DISTANCE = 14.0
MARGIN = {"l": 62, "r": 16, "t": 34, "b": 50}


def opinions_figure(real: Array, fake: Array, is_probability: bool, middle: float | None) -> Figure:
    """Draw the histograms of what D says of real and of fake pictures.

    Parameters
    ----------
    real, fake : D's scores, shape (n,) each
    is_probability : whether D says probabilities; else its raw output
    middle : where D says that it cannot tell; None where it has no such place
    """
    ends = score_range([real, fake], is_probability)
    what = "D(x), D(G(z))" if is_probability else "D's raw output t"
    edges = np.linspace(*ends, N_BINS + 1)
    marks = [] if middle is None else [(middle, "D cannot tell")]
    return _two_histograms(edges, (np.clip(real, *ends), "real digits"), (np.clip(fake, *ends), "fakes"), what, marks)


def distances_figure(held_out: Array, samples: Array) -> Figure:
    """Draw the histograms of distances to the nearest training image: of unseen real digits, and of G's samples."""
    edges = np.linspace(0.0, MAX_DISTANCE, 2 * int(MAX_DISTANCE) + 1)
    return _two_histograms(
        edges,
        (np.clip(held_out, 0, MAX_DISTANCE), "unseen real digits"),
        (np.clip(samples, 0, MAX_DISTANCE), "G's samples"),
        "Distance to the nearest training image",
        [(0.0, "a copy"), (float(np.median(held_out)), "typical")],
    )


def _two_histograms(
    edges: Array,
    real: tuple[Array, str],
    fake: tuple[Array, str],
    x_title: str,
    marks: Sequence[tuple[float, str]],
) -> Figure:
    stripes = {"shape": "/", "fgcolor": GENERATOR, "bgcolor": translucent(GENERATOR, 0.2), "size": 6}
    shares = [np.histogram(values, edges)[0] / len(values) for values, _ in (real, fake)]
    bars: list[dict[str, object]] = [
        {
            "type": "bar",
            "x": 0.5 * (edges[1:] + edges[:-1]),
            "y": share,
            "width": np.diff(edges),
            "name": name,
            # the pattern tells them apart without colours
            "marker": {"color": translucent(color, 0.55), "line": {"color": color, "width": 1}, "pattern": pattern},
            "hovertemplate": "%{y:.1%}",
        }
        for share, name, color, pattern in (
            (shares[0], real[1], DATA, {"shape": ""}),
            (shares[1], fake[1], GENERATOR, stripes),
        )
    ]
    top = float(max(share.max() for share in shares))
    return new_figure(
        x_title,
        "Share",
        (edges[0], edges[-1]),
        (0.0, max(0.4, 1.12 * top)),
        HEIGHT,
        bars,
        barmode="overlay",
        bargap=0,
        yaxis={"tickformat": ".0%"},
        margin=MARGIN,
        shapes=[mark(x, NEUTRAL, dash="dot") for x, _ in marks],
        annotations=[_label(x, text) for x, text in marks],
    )


def lengths_figure(straight: Array, sphere: Array, usual: tuple[float, float], latent_dim: int, at: float) -> Figure:
    """Draw how long z is on both ways.

    Parameters
    ----------
    straight, sphere : |z| along each way, shape (n,)
    usual : the lengths between which 99 of 100 z lie
    latent_dim : how many numbers a z has
    at : where on the way to mark, 0 to 1
    """
    s = np.linspace(0.0, 1.0, len(straight))
    lines: list[tuple[Array, str, str, str]] = [
        (sphere, GENERATOR, "solid", "around the origin"),
        (straight, HIGHLIGHT, "dash", "straight"),
    ]
    traces = [
        scatter(x=s, y=y, name=name, line={"color": color, "width": 3, "dash": dash}, hovertemplate="%{y:.2f}")
        for y, color, dash, name in lines
    ]
    i = round(at * (len(s) - 1))
    places = [float(sphere[i]), float(straight[i])]
    colors = [GENERATOR, HIGHLIGHT]
    traces.append(
        scatter(
            x=[s[i]] * 2,
            y=places,
            mode="markers",
            marker={"color": colors, "size": 12},
            showlegend=False,
            hoverinfo="skip",
        )
    )
    low, high = usual
    band = {
        "type": "rect",
        "xref": "x domain",
        "x0": 0,
        "x1": 1,
        "y0": low,
        "y1": high,
        "fillcolor": translucent(NEUTRAL, 0.22),
        "line": {"width": 0},
        "layer": "below",
    }
    label = {"text": "99 of 100 z are this long", "font": {"color": NEUTRAL, "size": FONT_SIZE - 1}, "showarrow": False}
    place = {"x": 0.995, "xref": "x domain", "xanchor": "right", "y": high, "yanchor": "top"}
    return new_figure(
        "Way gone, s",
        "Length of z",
        (-0.02, 1.02),
        (0.0, 1.75 * np.sqrt(latent_dim)),
        HEIGHT,
        traces,
        shapes=[band],
        annotations=[{**label, **place}],
        margin=MARGIN,
    )


def effects_figure(effects: Array, chosen: int) -> Figure:
    """Draw how much each coordinate of z changes the picture, (latent_dim,) in [0, 1], and mark the chosen one."""
    colors = [GENERATOR if j == chosen else translucent(GENERATOR, 0.4) for j in range(len(effects))]
    bars = {
        "type": "bar",
        "x": np.arange(len(effects)),
        "y": effects,
        "marker": {"color": colors},
        "hovertemplate": "%{y:.1%}",
        "name": "mean change",
    }
    arrow = {"ax": 0, "ay": -22, "arrowhead": 2, "arrowcolor": HIGHLIGHT, "font": {"color": HIGHLIGHT}}
    return new_figure(
        "Coordinate of z",
        "Mean change",
        (-0.8, len(effects) - 0.2),
        (0.0, max(0.2, 1.1 * float(effects.max()))),
        HEIGHT,
        [bars],
        bargap=0.25,
        showlegend=False,
        yaxis={"tickformat": ".0%"},
        margin=MARGIN,
        annotations=[{"x": chosen, "y": effects[chosen], "text": f"<b>{chosen}</b>", **arrow}],
    )


def _label(x: float, text: str) -> dict[str, object]:
    place = {"x": x, "xshift": 4, "yref": "y domain", "y": 1, "yanchor": "top", "xanchor": "left"}
    return {"text": text, "font": {"color": NEUTRAL, "size": FONT_SIZE - 1}, "showarrow": False, **place}
