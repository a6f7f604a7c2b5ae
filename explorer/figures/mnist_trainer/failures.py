"""The figure that proves a failure: the same quantity over two runs that differ in one setting, beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Figure
from explorer.figures.panels import bold, line, panels_figure, words, x_axis
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, translucent

Array = NDArray[np.floating]

HEIGHT = 300
PANELS = ((0.0, 0.44), (0.56, 1.0))  # failing, mended; on a phone the ends of their axes must not meet
TOP = 0.8
LEGEND = 0.95  # above the panels' names, over the whole width: beside them there is no room on a phone
N_ROWS = 11  # the ten digits, then none
TOP_SHARE = 0.5  # at which a cell's colour is full
GRADIENT_DECADES = (-8.0, 2.0)
LOSS_DECADES = (-3.0, 5.0)
MOST_INK = 0.4  # real digits have 0.13


@dataclass(frozen=True)
class Seen:
    """What was seen of a run so far: some numbers at the n moments at which it drew pictures, some in m iterations.

    Attributes
    ----------
    moments : shape (n,), the iterations with pictures
    shares : shape (n, 11), the part of G's pictures that is taken for each digit, and for none; nan where nobody judged
    gradient_G : shape (n,), the length of the gradient of G's loss
    ink : shape (n,), how white G's pictures are on average, in [0, 1]
    iterations : shape (m,)
    loss_D, loss_G, D_real, D_fake : shape (m,)
    """

    moments: Array
    shares: Array
    gradient_G: Array
    ink: Array
    iterations: Array
    loss_D: Array
    loss_G: Array
    D_real: Array
    D_fake: Array


def nothing_seen() -> Seen:
    """Return what is seen of a run that has not begun."""
    empty = np.zeros(0)
    return Seen(empty, np.zeros((0, N_ROWS)), empty, empty, empty, empty, empty, empty, empty)


@dataclass(frozen=True)
class _Line:
    values: str  # the attribute of Seen
    color: str
    name: str


# What is watched -> the lines that show it; the classes are a heat map instead.
_LINES: Mapping[str, tuple[_Line, ...]] = {
    "classes": (),
    "gradient": (_Line("gradient_G", GENERATOR, "length of G's gradient"),),
    "ink": (_Line("ink", GENERATOR, "ink in G's pictures"),),
    "losses": (_Line("loss_D", DISCRIMINATOR, "|D's loss|"), _Line("loss_G", GENERATOR, "|G's loss|")),
    "opinions": (_Line("D_real", DATA, "D(x), real"), _Line("D_fake", GENERATOR, "D(G(z)), fake")),
}
WATCHED = tuple(_LINES)
_AT_PICTURES = ("gradient", "ink")
_DECADES = {"gradient": GRADIENT_DECADES, "losses": LOSS_DECADES}


def proof_figure(
    watched: str,
    failing: Seen,
    mended: Seen,
    n_iterations: tuple[int, int],
    names: tuple[str, str],
    said: tuple[float, float] = (0.0, 1.0),
) -> Figure:
    """Draw what is watched over both runs, at the same height.

    Parameters
    ----------
    watched : one of `WATCHED`. Lengths and losses are drawn by their decimal logarithm, losses without their sign.
    n_iterations : the planned length of each run: the ends of the x-axes
    names : what the two runs are called, above their panels
    said : the ends of the axis of what D says
    """
    traces = [trace for side, seen in enumerate((failing, mended)) for trace in _traces(watched, seen, side)]
    left, right = PANELS
    y = {**_y_axis(watched, said), "fixedrange": True, "domain": (0.0, TOP)}
    return panels_figure(
        traces,
        HEIGHT,
        {"l": 52, "r": 24, "t": 16, "b": 44},
        hovermode="closest" if watched == "classes" else "x unified",
        xaxis=x_axis("iteration", (0, n_iterations[0]), domain=left),
        yaxis=y,
        xaxis2=x_axis("iteration", (0, n_iterations[1]), domain=right, anchor="y2"),
        yaxis2={**y, "anchor": "x2", "showticklabels": False},
        annotations=[
            *(words(f"<b>{name}</b>", place[0], TOP + 0.02) for name, place in zip(names, PANELS, strict=True)),
            words(_legend(watched), y=LEGEND),
        ],
    )


def _traces(watched: str, seen: Seen, side: int) -> list[dict[str, object]]:
    place: dict[str, object] = {"xaxis": ("x", "x2")[side], "yaxis": ("y", "y2")[side]}
    if watched == "classes":
        return [{**_heat_map(seen), **place}]
    signless = np.abs if watched in _DECADES else np.asarray
    return [
        line(
            seen.moments if watched in _AT_PICTURES else seen.iterations,
            signless(getattr(seen, shown.values)),
            shown.color,
            name=shown.name,
            hovertemplate="%{y:.2e}" if watched in _DECADES else "%{y:.2f}",
        )
        | place
        for shown in _LINES[watched]
    ]


def _heat_map(seen: Seen) -> dict[str, object]:
    return {
        "type": "heatmap",
        "x": seen.moments,
        "y": np.arange(N_ROWS),
        "z": seen.shares.T,
        "zmin": 0.0,
        "zmax": TOP_SHARE,
        "colorscale": [[0.0, translucent(GENERATOR, 0.0)], [1.0, GENERATOR]],
        "showscale": False,
        "hovertemplate": "iteration %{x}: %{z:.0%} are taken for %{y}<extra></extra>",
    }


def _y_axis(watched: str, said: tuple[float, float]) -> dict[str, object]:
    if watched == "classes":
        rows = list(range(N_ROWS))
        names = [*map(str, rows[:-1]), "none"]
        return {"range": (-0.5, N_ROWS - 0.5), "showgrid": False, "tickvals": rows, "ticktext": names, "ticks": ""}
    if watched == "ink":
        return {"range": (0.0, MOST_INK), "tickformat": ".0%"}
    if watched not in _DECADES:
        return {"range": said}
    low, high = _DECADES[watched]
    return {"type": "log", "range": (low, high), "dtick": 2, "exponentformat": "power"}


def _legend(watched: str) -> str:
    if watched == "classes":
        return "Share of G's pictures taken for each digit"
    return "   ".join(bold(shown.color, shown.name) for shown in _LINES[watched])
