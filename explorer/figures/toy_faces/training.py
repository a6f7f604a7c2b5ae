"""The toy's training run: both losses and all thirteen parameters, epoch by epoch, with a cursor at one moment."""

import math
from collections.abc import Sequence

import numpy as np

from explorer.arrays import Array
from explorer.figures.figure import Figure, Properties
from explorer.figures.moved_apart import moved_apart
from explorer.figures.panels import mark
from explorer.figures.silent import labels
from explorer.figures.style import DISCRIMINATOR, FONT_SIZE, GENERATOR, HIGHLIGHT, NEUTRAL, new_figure, scatter

N_POINTS = 240  # points a curve: more cannot be seen
LOSS_TOP = 3.0
WEIGHT_LIMIT = 4.0
HEIGHT = 420  # with pictures of the run and a slider above it, it fits on a projector
N_LABELS, N_LEVEL_LABELS = 18, 6  # at most, one below the other beside the parameters, and beside the losses
DASHES = ("solid", "dash", "dot", "dashdot")
LEVELS = ((2 * math.log(2), "2 ln 2"), (math.log(2), "ln 2"))  # of D's and of G's loss at equilibrium


def training_figure(
    discriminator_loss: Array, generator_loss: Array, parameters: Array, names: Sequence[str], epoch: int
) -> Figure:
    """Draw the losses above the parameters over one axis of epochs, and a cursor at `epoch`.

    Parameters
    ----------
    discriminator_loss, generator_loss
        (epochs,) losses in nats; entry e − 1 belongs to epoch e. Drawn up to 3, or higher for a run that went wrong.
    parameters
        (epochs + 1, 13) parameters; row 0 is the start. Drawn from −4 to 4, or wider where the run went further.
    names
        (13,) as in `PARAMETERS`: the first letter is the network, w and v mean weight, b and c bias.
    """
    limit = max(WEIGHT_LIMIT, 1.05 * float(np.abs(parameters).max()))
    epochs = len(parameters) - 1
    top = max(LOSS_TOP, 1.1 * float(np.quantile([discriminator_loss, generator_loss], 0.98)))
    return new_figure(
        "epoch",
        "loss (nats)",
        (0, epochs * 1.09),
        (0, top),
        HEIGHT,
        [
            *_loss_traces(discriminator_loss, generator_loss),
            *_parameter_traces(parameters, names),
            _end_labels(parameters, names, limit),
        ],
        xaxis={"anchor": "y2"},
        yaxis={"domain": [0.66, 1.0]},
        yaxis2={"range": [-limit, limit], "domain": [0.0, 0.6], "title": {"text": "parameters"}, "fixedrange": True},
        shapes=[_level(y, epochs) for y, _ in LEVELS] + [mark(epoch, HIGHLIGHT)],
        annotations=_level_labels(top),
        hovermode="closest",
    )


def _thinned(n: int) -> list[int]:
    """Choose about `N_POINTS` of n points, the last one included."""
    return sorted({*range(0, n, max(1, math.ceil(n / N_POINTS))), n - 1})


def _loss_traces(discriminator_loss: Array, generator_loss: Array) -> list[Properties]:
    shown = _thinned(len(discriminator_loss))
    return [
        scatter(
            x=[epoch + 1 for epoch in shown],
            y=loss[shown],
            mode="lines",
            name=name,
            line={"color": color, "width": 2},
            hovertemplate="epoch %{x}: %{y:.4f}",
        )
        for loss, name, color in (
            (discriminator_loss, "D's loss", DISCRIMINATOR),
            (generator_loss, "G's loss", GENERATOR),
        )
    ]


def _parameter_traces(parameters: Array, names: Sequence[str]) -> list[Properties]:
    """Weights are wide lines, biases narrow ones; the dash tells the pixel."""
    shown = _thinned(len(parameters))
    return [
        scatter(
            x=shown,
            y=parameters[shown, i],
            yaxis="y2",
            mode="lines",
            name=name,
            line={
                "color": _color(name),
                "width": 2.5 if name[2] in "wv" else 1.5,
                "dash": "solid" if name == "D b" else DASHES[int(name[-1]) - 1],
            },
            showlegend=False,
            hovertemplate="epoch %{x}: %{y:.4f}",
        )
        for i, name in enumerate(names)
    ]


def _color(name: str) -> str:
    return DISCRIMINATOR if name.startswith("D") else GENERATOR


def _end_labels(parameters: Array, names: Sequence[str], limit: float) -> Properties:
    """Name every line at its right end, moved apart where two would lie on each other."""
    order = np.argsort(parameters[-1])
    font = {"color": [_color(names[i]) for i in order], "size": 11}
    x, y = [len(parameters) - 1] * len(names), moved_apart(parameters[-1][order], distance=2 * limit / N_LABELS)
    return labels(x, y, [f" {names[i]}" for i in order], "middle right", font, yaxis="y2", cliponaxis=False)


def _level(y: float, end: float) -> dict[str, object]:
    line = {"color": NEUTRAL, "width": 1.5, "dash": "dot"}
    return {"type": "line", "x0": 0, "x1": end, "y0": y, "y1": y, "xref": "x", "yref": "y", "line": line}


def _level_labels(top: float) -> list[dict[str, object]]:
    """Name both levels, moved apart where the axis goes so far that they would lie on each other."""
    levels = sorted(LEVELS)
    heights = moved_apart(np.array([level for level, _ in levels]), top / N_LEVEL_LABELS)
    heights += levels[0][0] - heights[0]  # upwards: below is another panel
    place = {"x": 1.0, "xref": "paper", "yref": "y", "xanchor": "right", "yanchor": "middle", "showarrow": False}
    font = {"color": NEUTRAL, "size": FONT_SIZE - 1}
    return [{**place, "y": y, "text": text, "font": font} for y, (_, text) in zip(heights, levels, strict=True)]
