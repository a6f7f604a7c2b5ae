"""A live run's curves in three panels over one axis: losses, D(x) and D(G(z)), and how often D is right.

Every range is known before the run begins, so that nothing moves while it runs but the curves; only losses that leave
their panel enlarge it, by doubling.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.figures.figure import Figure
from explorer.figures.style import DATA, DISCRIMINATOR, FONT_SIZE, GENERATOR, HIGHLIGHT, NEUTRAL, figure_of, new_figure

TEMPLATE = new_figure("", "").layout.template

MAX_POINTS = 250
HEIGHT = 600
# bottom and top of each panel, in shares of the figure's height
PANELS = {"losses": (0.66, 0.95), "D": (0.34, 0.57), "accuracy": (0.06, 0.25)}


def block_means(values: ArrayLike, block: int) -> NDArray[np.float64]:
    """Return the means of consecutive blocks of values; the last block may be shorter.

    Parameters
    ----------
    values : shape (n,)
    block : values to a block, at least 1
    """
    array = np.asarray(values, dtype=float)
    if block == 1 or len(array) == 0:
        return array
    starts = np.arange(0, len(array), block)
    return np.add.reduceat(array, starts) / np.diff(np.append(starts, len(array)))


def loss_range(values: ArrayLike, low: float, high: float) -> tuple[float, float]:
    """Return [low, high], its ends doubled as often as it takes to hold the values' middle 98 %."""
    array = np.asarray(values, dtype=float)
    array = array[np.isfinite(array)]
    if len(array):
        bottom, top = np.quantile(array, (0.01, 0.99))
        while top > high:
            high *= 2
        while bottom < low:
            low = 2 * low if low < 0 else -high
    return low, high


def training_curves_figure(
    curves: Mapping[str, NDArray[np.float64]],
    n_iterations: int,
    loss: str,
    levels: tuple[float, float] | None = None,
    shown: int | None = None,
) -> Figure:
    """Draw a run's curves.

    Parameters
    ----------
    curves
        `iteration`, `loss_D`, `loss_G`, `D_real`, `D_fake`, `accuracy`, shape (n,) each; may be empty.
    n_iterations
        The planned length of the run: the end of the x-axis.
    loss
        One of the names of `_LOSS_RANGES`. D says probabilities under the first two alone.
    levels
        D's and G's loss at the equilibrium, drawn dotted; nan or None draws none.
    shown
        An iteration to mark in every panel.
    """
    block = max(1, -(-n_iterations // MAX_POINTS))
    iterations = block_means(curves.get("iteration", ()), block)
    lines = [
        {
            "type": "scatter",
            "x": iterations,
            "y": block_means(curves.get(name, ()), block),
            "yaxis": f"y{axis}",
            "mode": "lines",
            "line": {"color": color, "width": 2},
            "name": label,
            "hovertemplate": "%{y:.3f}",
        }
        for name, (axis, color, label) in _CURVES.items()
    ]
    low, high = _LOSS_RANGES[loss]
    losses = [curves[name] for name in ("loss_D", "loss_G") if name in curves]
    ranges = {
        "": loss_range(np.concatenate(losses) if losses else (), low, high),
        "2": _said_range(loss, curves),
        "3": (0.0, 1.0),
    }
    # One call with plain dicts: Plotly's add_* and update_* calls would cost ten times as much, twice a second.
    layout = {
        "template": TEMPLATE,
        "height": HEIGHT,
        "showlegend": False,
        "margin": {"l": 44, "r": 24, "t": 8, "b": 8},
        "xaxis": {"title": {"text": _x_title(block)}, "range": (0, n_iterations), "fixedrange": True, "anchor": "y3"},
        "shapes": _levels(levels, loss) + ([] if shown is None else [_marker(shown)]),
        "annotations": _titles(),
    }
    for axis, panel in _AXES.items():
        layout[f"yaxis{axis}"] = {"domain": PANELS[panel], "range": ranges[axis], "fixedrange": True}
    layout["yaxis3"] |= {"tickformat": ".0%", "tickvals": [0, 0.5, 1]}
    return figure_of(lines, layout)


# Where the losses of an ordinary run stay.
_LOSS_RANGES = {
    "saturating": (-2.0, 2.0),
    "non-saturating": (0.0, 3.0),
    "LSGAN": (0.0, 1.0),
    "hinge": (-2.0, 3.0),
    "WGAN-GP": (-8.0, 8.0),
}
# Where D's mean output stays, and the middle between its two sides, if there is one.
_SAID_RANGES = {"LSGAN": (-0.5, 1.5), "hinge": (-2.0, 2.0), "WGAN-GP": (-8.0, 8.0)}
_BORDERS = {"hinge": 0.0, "WGAN-GP": None}
_AXES = {"": "losses", "2": "D", "3": "accuracy"}
_CURVES = {
    "loss_D": ("", DISCRIMINATOR, "D's loss"),
    "loss_G": ("", GENERATOR, "G's loss"),
    "D_real": ("2", DATA, "D(x), real"),
    "D_fake": ("2", GENERATOR, "D(G(z)), fake"),
    "accuracy": ("3", DISCRIMINATOR, "D is right"),
}


def _x_title(block: int) -> str:
    return "iteration" if block == 1 else f"iteration (each point: the mean of {block})"


def _said_range(loss: str, curves: Mapping[str, NDArray[np.float64]]) -> tuple[float, float]:
    if loss not in _SAID_RANGES:
        return 0.0, 1.0
    said = [curves[name] for name in ("D_real", "D_fake") if name in curves]
    return loss_range(np.concatenate(said) if said else (), *_SAID_RANGES[loss])


def _levels(levels: tuple[float, float] | None, loss: str) -> list[dict[str, object]]:
    border = _BORDERS.get(loss, 0.5)
    lines = [("y3", 0.5, NEUTRAL)] + ([] if border is None else [("y2", border, NEUTRAL)])
    if levels is not None:
        of_D_and_G = (("y", levels[0], DISCRIMINATOR), ("y", levels[1], GENERATOR))
        lines += [line for line in of_D_and_G if not np.isnan(line[1])]
    return [
        {
            "type": "line",
            "x0": 0,
            "x1": 1,
            "xref": "paper",
            "y0": y,
            "y1": y,
            "yref": axis,
            "line": {"color": color, "width": 1.5, "dash": "dot"},
        }
        for axis, y, color in lines
    ]


def _marker(iteration: int) -> dict[str, object]:
    ends = {"x0": iteration, "x1": iteration, "xref": "x", "y0": 0, "y1": PANELS["losses"][1], "yref": "paper"}
    return {"type": "line", "line": {"color": HIGHLIGHT, "width": 1.5}, **ends}


def _titles() -> list[dict[str, object]]:
    # A coloured name beside each title does what a legend would, in the place where the eye already is.
    words = {
        "losses": f"<b>Losses</b>   {_coloured(DISCRIMINATOR, 'D')}   {_coloured(GENERATOR, 'G')}",
        "D": f"<b>What D says</b>   {_coloured(DATA, 'D(x), real')}   {_coloured(GENERATOR, 'D(G(z)), fake')}",
        "accuracy": f"<b>How often D is right</b>   {_coloured(NEUTRAL, 'dotted: a coin toss')}",
    }
    place = {"x": 0, "xref": "paper", "xanchor": "left", "yref": "paper", "yanchor": "bottom", "showarrow": False}
    font = {"size": FONT_SIZE}
    return [{"text": text, "y": PANELS[panel][1], "font": font, **place} for panel, text in words.items()]


def _coloured(color: str, text: str) -> str:
    return f'<span style="color:{color}"><b>{text}</b></span>'
