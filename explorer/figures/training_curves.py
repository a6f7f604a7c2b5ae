"""A live run's curves in three panels over one axis: losses, D(x) and D(G(z)), and how often D is right.

Every range is known before the run begins, so that nothing moves while it runs but the curves; only losses that leave
their panel enlarge it, by doubling.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.figures.figure import Figure
from explorer.figures.panels import axis, bold, level, line, marks, panels_figure, waiting, words, x_axis
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, NEUTRAL

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
        while bottom < low:
            low = 2 * low if low < 0 else -high
        while top > high:
            high *= 2
    return low, high


def training_curves_figure(
    curves: Mapping[str, NDArray[np.float64]],
    n_iterations: int,
    loss: str,
    levels: tuple[float, float] | None = None,
    shown: int | None = None,
    changed_at: Sequence[int] = (),
) -> Figure:
    """Draw a run's curves.

    Parameters
    ----------
    curves
        `iteration`, `loss_D`, `loss_G`, `D_real`, `D_fake`, `accuracy`, shape (n,) each; may be empty.
    n_iterations
        The planned length of the run: the end of the x-axis.
    loss
        One of the names of `LOSS_RANGES`. D says probabilities under the first two alone.
    levels
        D's and G's loss at the equilibrium, drawn dotted; nan or None draws none.
    shown
        An iteration to mark in every panel.
    changed_at
        Iterations at which the settings were changed, dashed.
    """
    block = max(1, -(-n_iterations // MAX_POINTS))
    iterations = block_means(curves.get("iteration", ()), block)
    lines = [
        line(
            iterations,
            block_means(curves.get(name, ()), block),
            color,
            yaxis=f"y{number}",
            name=label,
            hovertemplate="%{y:.3f}",
        )
        for name, (number, color, label) in _CURVES.items()
    ]
    low, high = LOSS_RANGES[loss]
    losses = [curves[name] for name in ("loss_D", "loss_G") if name in curves]
    return panels_figure(
        lines,
        HEIGHT,
        {"l": 44, "r": 24, "t": 8, "b": 8},
        xaxis=x_axis(_x_title(block), (0, n_iterations), anchor="y3"),
        yaxis=axis(loss_range(np.concatenate(losses) if losses else (), low, high), domain=PANELS["losses"]),
        yaxis2=axis(_said_range(loss, curves), domain=PANELS["D"]),
        yaxis3=axis((0.0, 1.0), domain=PANELS["accuracy"], tickformat=".0%", tickvals=[0, 0.5, 1]),
        shapes=_levels(levels, loss) + marks(shown, changed_at, PANELS["losses"][1]),
        annotations=[
            *(words(text, y=PANELS[panel][1]) for panel, text in _TITLES.items()),
            *(wait for ends in PANELS.values() for wait in waiting(len(iterations), y=0.25 * ends[0] + 0.75 * ends[1])),
        ],
    )


# Where the losses of an ordinary run stay.
LOSS_RANGES = {
    "saturating": (-2.0, 2.0),
    "non_saturating": (0.0, 3.0),
    "lsgan": (0.0, 1.0),
    "hinge": (-2.0, 3.0),
    "wgan_gp": (-8.0, 8.0),
}
# Where D's mean output stays, and the middle between its two sides, if there is one.
SAID_RANGES = {"lsgan": (-0.5, 1.5), "hinge": (-2.0, 2.0), "wgan_gp": (-8.0, 8.0)}
BORDERS = {"hinge": 0.0, "wgan_gp": None}
_CURVES = {
    "loss_D": ("", DISCRIMINATOR, "D's loss"),
    "loss_G": ("", GENERATOR, "G's loss"),
    "D_real": ("2", DATA, "D(x), real"),
    "D_fake": ("2", GENERATOR, "D(G(z)), fake"),
    "accuracy": ("3", DISCRIMINATOR, "D is right"),
}
_TITLES = {
    "losses": f"<b>Losses</b>   {bold(DISCRIMINATOR, 'D')}   {bold(GENERATOR, 'G')}",
    "D": f"<b>What D says</b>   {bold(DATA, 'D(x), real')}   {bold(GENERATOR, 'D(G(z)), fake')}",
    "accuracy": f"<b>How often D is right</b>   {bold(NEUTRAL, 'dotted: a coin toss')}",
}


def _x_title(block: int) -> str:
    return "iteration" if block == 1 else f"iteration (each point: the mean of {block})"


def _said_range(loss: str, curves: Mapping[str, NDArray[np.float64]]) -> tuple[float, float]:
    if loss not in SAID_RANGES:
        return 0.0, 1.0
    said = [curves[name] for name in ("D_real", "D_fake") if name in curves]
    return loss_range(np.concatenate(said) if said else (), *SAID_RANGES[loss])


def _levels(levels: tuple[float, float] | None, loss: str) -> list[dict[str, object]]:
    border = BORDERS.get(loss, 0.5)
    lines = [("y3", 0.5, NEUTRAL)] + ([] if border is None else [("y2", border, NEUTRAL)])
    if levels is not None:
        of_D_and_G = (("y", levels[0], DISCRIMINATOR), ("y", levels[1], GENERATOR))
        lines += [line for line in of_D_and_G if not np.isnan(line[1])]
    return [level(y, color, yref) for yref, y, color in lines]
