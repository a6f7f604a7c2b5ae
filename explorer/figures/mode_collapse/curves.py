"""A run of the 2-D lab over its iterations: distances from the data with their floors, modes, and both losses."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array
from explorer.figures import training_curves
from explorer.figures.figure import Figure
from explorer.figures.panels import axis, coloured, level, line, marks, panels_figure, words, x_axis
from explorer.figures.style import DISCRIMINATOR, GENERATOR, HIGHLIGHT, NEUTRAL, translucent
from explorer.figures.training_curves import block_means, loss_range

HEIGHT = 470
MODES_HEIGHT = 190
MAX_POINTS = 250
BAR = 0.75  # width of a mode's bar
LN2, KL_MOST = float(np.log(2.0)), float(np.log(100.0))  # nats
GAP = 0.1  # between two panels, in shares of the figure's height
# Where the losses of an ordinary run stay; a critic of the plane says less than one of pictures.
LOSS_RANGES = {**training_curves.LOSS_RANGES, "wgan": (-1.0, 1.0), "wgan_gp": (-1.0, 1.0)}


class Floors(NamedTuple):
    """What a perfect sampler of the same size scores."""

    js_divergence: float
    kl_divergence: float
    w1: float
    quality: float


class _Panel(NamedTuple):
    """One panel: its title, the curves in it (name, colour), its range, dotted levels (y, colour), and its ticks."""

    title: str
    curves: Sequence[tuple[str, str]]
    range: tuple[float, float]
    levels: Sequence[tuple[float, str]]
    axis: Mapping[str, object]


def history_figure(
    curves: Mapping[str, Array],
    n_iterations: int,
    loss: str,
    equilibrium: tuple[float, float],
    floors: Floors,
    extent: float,
    n_modes: int,
    shown: int | None = None,
    changed_at: Sequence[int] = (),
) -> Figure:
    """Draw a run's curves in panels above each other.

    Parameters
    ----------
    curves
        `iteration` and the scalars of the snapshots, shape (n,) each; may be empty.
    n_iterations
        The planned length of the run: the end of the x axis.
    equilibrium
        D's and G's loss at the equilibrium; nan draws none.
    extent
        Half the side of the square that is shown: the end of W1's axis.
    n_modes
        Modes of the data; without any there is no panel for them.
    shown
        An iteration to mark in every panel.
    changed_at
        Iterations at which the settings were changed, dashed.
    """
    panels = _panels(curves, loss, equilibrium, floors, extent, n_modes)
    places = _places(len(panels))
    block = max(1, -(-len(curves.get("iteration", ())) // MAX_POINTS))
    x = block_means(curves.get("iteration", ()), block)
    most = {"js_divergence": LN2, "kl_divergence": KL_MOST, "n_modes": max(1, n_modes)}
    scaled = {**curves, **{name: np.asarray(curves.get(name, ())) / value for name, value in most.items()}}
    bottom = f"y{len(panels)}" if len(panels) > 1 else "y"
    axes, traces, shapes = {}, [], []
    for i, (panel, place) in enumerate(zip(panels, places, strict=True)):
        yaxis = "y" if i == 0 else f"y{i + 1}"
        axes[yaxis.replace("y", "yaxis")] = axis(panel.range, domain=place, **panel.axis)
        for name, color in panel.curves:
            y = block_means(scaled.get(name, ()), block)
            traces.append(line(x, y, color, yaxis=yaxis, hovertemplate="%{y:.3f}<extra></extra>"))
        shapes += [level(y, color, yaxis) for y, color in panel.levels if np.isfinite(y)]
    return panels_figure(
        traces,
        HEIGHT,
        {"l": 46, "r": 14, "t": 4, "b": 44},
        hovermode="x",
        xaxis=x_axis("iteration", (0, n_iterations), anchor=bottom),
        shapes=shapes + marks(shown, changed_at),
        annotations=[words(panel.title, y=place[1]) for panel, place in zip(panels, places, strict=True)],
        **axes,
    )


def _panels(
    curves: Mapping[str, Array],
    loss: str,
    equilibrium: tuple[float, float],
    floors: Floors,
    extent: float,
    n_modes: int,
) -> list[_Panel]:
    losses = [np.asarray(curves.get(name, ())) for name in ("loss_D", "loss_G")]
    few = {"tickvals": [0, 0.5, 1], "tickformat": ".0%"}
    dotted = coloured(NEUTRAL, "dotted: a perfect sampler")
    panels = [
        _Panel(
            f"{coloured(HIGHLIGHT, '<b>JSD</b>, of ln 2')}   {coloured(NEUTRAL, '<b>KL</b>, of ln 100')}",
            [("kl_divergence", NEUTRAL), ("js_divergence", HIGHLIGHT)],
            (-0.03, 1.06),
            [(floors.kl_divergence / KL_MOST, NEUTRAL), (floors.js_divergence / LN2, HIGHLIGHT)],
            few,
        ),
        _Panel(
            f"<b>Sliced W1</b>   {dotted}",
            [("w1", NEUTRAL)],
            (0.0, extent),
            [(floors.w1, NEUTRAL)],
            {"nticks": 3},
        ),
        _Panel(
            f"<b>Losses</b>   {coloured(DISCRIMINATOR, 'D')}   {coloured(GENERATOR, 'G')}   "
            f"{coloured(NEUTRAL, 'dotted: at the goal')}",
            [("loss_D", DISCRIMINATOR), ("loss_G", GENERATOR)],
            loss_range(np.concatenate(losses), *LOSS_RANGES[loss]),
            [(equilibrium[0], DISCRIMINATOR), (equilibrium[1], GENERATOR)],
            {"nticks": 4},
        ),
    ]
    if n_modes:
        title = f"<b>Modes</b>   {coloured(NEUTRAL, f'captured, of {n_modes}')}   {coloured(GENERATOR, 'quality')}"
        levels = [(floors.quality, GENERATOR)]
        panels.insert(0, _Panel(title, [("n_modes", NEUTRAL), ("quality", GENERATOR)], (-0.03, 1.06), levels, few))
    return panels


def _places(n: int) -> list[tuple[float, float]]:
    """Return bottom and top of n panels, from the top down, in shares of the figure's height."""
    height = (1.0 - n * GAP) / n
    tops = 1.0 - GAP * 0.75 - np.arange(n) * (height + GAP)
    return [(max(0.0, float(top) - height), float(top)) for top in tops]


def modes_figure(near: NDArray[np.int64], counts: NDArray[np.int64], n_samples: int, quality: float) -> Figure:
    """Draw the share of the fakes on each mode: nearest to it (pale), and within 3σ of it (full).

    Parameters
    ----------
    near, counts : shape (k,), fakes of the one and the other kind
    quality : the share within 3σ for a perfect sampler, which spreads it evenly over the modes
    """
    k = len(counts)
    number = np.arange(1, k + 1)
    bars = [(near, translucent(GENERATOR, 0.35)), (counts, GENERATOR)]
    traces = [_bars(number, shares / n_samples, color) for shares, color in bars]
    title = f"<b>Fakes on each mode</b>   {coloured(NEUTRAL, 'pale: near')}   "
    return panels_figure(
        traces,
        MODES_HEIGHT,
        {"l": 46, "r": 8, "t": 26, "b": 44},
        hovermode=False,
        xaxis=x_axis("mode", (0.4, k + 0.6), tickvals=number if k < 10 else np.arange(5, k + 1, 5)),
        yaxis=axis((0, min(1.0, 10 / k)), tickformat=".0%", nticks=4),
        shapes=[level(quality / k, NEUTRAL)],
        annotations=[words(title + coloured(GENERATOR, "full: within 3σ"))],
    )


def _bars(number: NDArray[np.int64], heights: Array, color: str) -> dict[str, object]:
    # As one line: Plotly moves lines in their place, and would draw a figure with bars anew at every picture.
    left, right, zero = number - BAR / 2, number + BAR / 2, np.zeros(len(number))
    x, y = np.stack([left, left, right, right], axis=1), np.stack([zero, heights, heights, zero], axis=1)
    line = {"type": "scatter", "x": x.ravel(), "y": y.ravel(), "mode": "lines", "line": {"width": 0}}
    return {**line, "fill": "tozeroy", "fillcolor": color}
