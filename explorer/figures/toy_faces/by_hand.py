"""Figures for training the toy by hand: σ with every score on it, the two losses, and what a step moved."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from explorer.figures.figure import Figure, Properties
from explorer.figures.panels import level, mark
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, HIGHLIGHT, NEUTRAL, new_figure, scatter
from explorer.numbers import number, probability

SCORE_LIMIT = 6.0
LOSS_LIMIT = 4.0


def sigmoid_figure(
    face_scores: ArrayLike,
    face_probabilities: ArrayLike,
    noise_scores: ArrayLike,
    noise_probabilities: ArrayLike,
    score: float,
    probability: float,
) -> Figure:
    """Draw σ, with the faces, the non-faces and the picture that is being judged on it."""
    t = np.linspace(-SCORE_LIMIT, SCORE_LIMIT, 121)
    line = {"color": DISCRIMINATOR, "width": 2}
    traces = [scatter(x=t, y=1 / (1 + np.exp(-t)), mode="lines", line=line, showlegend=False, hoverinfo="skip")]
    groups = (
        ("non-faces", noise_scores, noise_probabilities, NEUTRAL, "x", 9),
        ("faces", face_scores, face_probabilities, DATA, "circle", 10),
        ("this picture", score, probability, HIGHLIGHT, "diamond", 15),
    )
    for name, scores, probabilities, color, symbol, size in groups:
        trace = scatter(
            x=np.clip(np.atleast_1d(np.asarray(scores, dtype=float)), -SCORE_LIMIT, SCORE_LIMIT),
            y=np.atleast_1d(probabilities),
            mode="markers",
            name=name,
            marker={"color": color, "symbol": symbol, "size": size},
            hovertemplate="score %{x:.3f}, σ %{y:.4f}<extra>" + name + "</extra>",
        )
        traces.append(trace)
    sides = ((-SCORE_LIMIT / 2, "← not a face"), (SCORE_LIMIT / 2, "face →"))
    return new_figure(
        "score",
        "σ(score)",
        (-SCORE_LIMIT, SCORE_LIMIT),
        (-0.06, 1.12),
        300,
        traces,
        hovermode="closest",
        shapes=[level(0.5, NEUTRAL), mark(0.0, NEUTRAL, dash="dot")],
        annotations=[{"x": x, "y": 1.06, "text": text, "showarrow": False} for x, text in sides],
    )


def loss_curves_figure(face_probability: float, fake_probability: float) -> Figure:
    """Draw −ln D and −ln(1 − D), and where the three losses of this moment lie on them.

    Parameters
    ----------
    face_probability, fake_probability
        D(x) of a face and D(G(z)) of the fake, both in (0, 1).
    """
    traces = []
    D = np.linspace(0.004, 0.996, 160)
    for y, name, dash in ((-np.log(D), "−ln D: wants a 1", "solid"), (-np.log(1 - D), "−ln(1 − D): wants a 0", "dash")):
        line = {"color": NEUTRAL, "width": 2.5, "dash": dash}
        traces.append(scatter(x=D, y=y, mode="lines", name=name, line=line, hoverinfo="skip"))
    points = (
        ("D on the face", face_probability, -np.log(face_probability), DISCRIMINATOR, "circle"),
        ("D on the fake", fake_probability, -np.log1p(-fake_probability), DISCRIMINATOR, "square"),
        ("G", fake_probability, -np.log(fake_probability), GENERATOR, "diamond"),
    )
    for name, at, loss, color, symbol in points:
        trace = scatter(
            x=[at],
            y=[min(float(loss), LOSS_LIMIT - 0.1)],
            mode="markers",
            name=f"{name}: {number(loss, '.3f')}",
            marker={"color": color, "symbol": symbol, "size": 15},
            hovertemplate=f"{name}: answer {probability(at)}, loss {number(loss, '.4f')}<extra></extra>",
        )
        traces.append(trace)
    return new_figure(
        "D's answer",
        "loss (nats)",
        (-0.02, 1.02),
        (-0.1, LOSS_LIMIT),
        360,
        traces,
        hovermode="closest",
        margin={"t": 84},
        shapes=[mark(fake_probability, GENERATOR, dash="dot")],
    )


def change_figure(names: Sequence[str], before: ArrayLike, after: ArrayLike) -> Figure:
    """Draw how far every parameter moved in one step; bars of D and G in their colours.

    The scale of the bars fits the largest of them, and is symmetric about 0.
    """
    start, end = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    change = end - start
    reach = 1.6 * float(np.abs(change).max()) or 0.1
    bars = Properties(
        type="bar",
        x=list(names),
        y=change,
        marker={"color": [DISCRIMINATOR if name.startswith("D") else GENERATOR for name in names]},
        text=[number(value, "+.3f") if value else "" for value in change],
        textposition="outside",
        textangle=-90,
        textfont={"size": 12},
        constraintext="none",
        cliponaxis=False,
        customdata=np.column_stack([start, end]),
        hovertemplate="%{x}: %{customdata[0]:.6f} → %{customdata[1]:.6f} (%{y:+.6f})<extra></extra>",
        showlegend=False,
    )
    return new_figure(
        "",
        "change",
        None,
        (-reach, reach),
        300,
        [bars],
        hovermode="closest",
        yaxis={"zeroline": True, "zerolinecolor": NEUTRAL},
        xaxis={"tickangle": 0, "tickvals": list(names), "ticktext": [name.replace(" ", "<br>") for name in names]},
    )
