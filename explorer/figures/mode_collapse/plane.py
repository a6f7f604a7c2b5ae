"""The plane of the 2-D lab in layers: what D says, how G bends the grid of z, samples, and the push on the fakes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.figures.arrows import arrows
from explorer.figures.figure import Figure
from explorer.figures.maps import Map, layout_of
from explorer.figures.panels import axis, bold, line, panels_figure, points, words
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, HIGHLIGHT, translucent
from explorer.numbers import number

Array = NDArray[np.floating]

HEIGHT = 470
OPACITIES = (0.08, 0.2, 0.38, 0.6)  # of a quarter of G's cells each, the emptiest first
REACH = 0.22  # longest arrow, in units of the extent
HEAD = 0.3  # of an arrow's length


class Heat(NamedTuple):
    """D on a square grid: the grid's axis (n,), D (n, n), the values drawn empty and full, and D's boundary, if any.

    `cover` says where there are any points, 0 to 1; `name` what the map shows.
    """

    axis: Array
    D: Array
    low: float
    high: float
    boundary: float | None
    cover: Array | None = None
    name: str = "D says real"


def plane_figure(
    extent: float,
    x_real: Array | None = None,
    x_fake: Array | None = None,
    heat: Heat | None = None,
    manifold: Array | None = None,
    gradient: Array | None = None,
    maps: Sequence[Map] = (),
) -> Figure:
    """Draw the layers that are given, on the square of ±extent.

    Parameters
    ----------
    x_real, x_fake : shape (n, 2)
    manifold : shape (m, m, 2) or (m, 2), G of evenly likely z
    gradient : shape (k, 2), of the generator's loss by the first k fakes, drawn downhill: where the fake is pushed
    maps : further maps, over D's
    """
    traces: list[dict[str, object]] = []
    if heat is not None:
        maps = (map_of(heat), *maps)
    said = [map_named(one) for one in maps]
    if manifold is not None:
        traces += _cells(manifold) if manifold.ndim == 3 else [line(manifold[:, 0], manifold[:, 1], GENERATOR, 3)]
        said.append(bold(GENERATOR, "grid of z"))
    if x_real is not None:
        traces.append(points(x_real, "real", {"color": DATA, "size": 5, "opacity": 0.55}))
        said.append(bold(DATA, "real"))
    if gradient is not None and x_fake is not None:
        x, y = arrows(x_fake[: len(gradient)], downhill(gradient, extent), share=HEAD, width=0.6)
        traces.append(line(x, y, HIGHLIGHT, 1.3))
    if x_fake is not None:
        traces.append(points(x_fake, "fake", {"color": GENERATOR, "size": 4, "opacity": 0.85}))
        said.append(bold(GENERATOR, "fake"))
    if gradient is not None and x_fake is not None:
        said.append(bold(HIGHLIGHT, "push"))
    return square_figure(traces, extent, HEIGHT, said, "middle", hovermode=False, **layout_of(maps))


def square_figure(
    traces: Sequence[Mapping[str, object]],
    extent: float,
    height: int,
    said: Sequence[str],
    toward: str,
    **layout: object,
) -> Figure:
    """Return a figure of the square of ±extent with words above it; `toward` is where it stands in a tall place."""
    side = axis((-extent, extent), title={"text": ""}, showgrid=False, nticks=5, constrain="domain")
    return panels_figure(
        traces,
        height,
        {"l": 30, "r": 8, "t": 28, "b": 26, "pad": 0},
        xaxis=side,
        yaxis={**side, "scaleanchor": "x", "constraintoward": toward},
        annotations=[words("   ".join(said), yshift=4)],
        **layout,
    )


def map_of(heat: Heat) -> Map:
    """Return the map of what D says, from clear (fake) to green (real)."""
    return Map(heat.name, heat.axis, heat.D, heat.low, heat.high, DISCRIMINATOR, 0.5, heat.boundary, heat.cover)


def map_named(one: Map) -> str:
    """Return what stands above the plane for a map: its name and, if it has an edge, where that line is."""
    edge = "" if one.edge is None else f", line: {'½' if one.edge == 0.5 else number(one.edge)}"
    return bold(one.color, one.name + edge)


def density_maps(axis: Array, p_data: Array, p_g: Array) -> tuple[Map, Map]:
    """Return the maps of both densities, (n, n), on one scale: as dense as the data are where they are densest."""
    high = float(p_data.max())
    return Map("p<sub>data</sub>", axis, p_data, 0.0, high, DATA, 0.8), Map(
        "p<sub>g</sub>", axis, p_g, 0.0, high, GENERATOR, 0.7
    )


def downhill(gradient: Array, extent: float) -> Array:
    """Return each arrow from a gradient by x: against it, |arrow| = 0.22 a tanh(½ a |gradient|), a the extent; (k, 2).

    The same scale in every picture: arrows shrink when the gradient does, and long ones are bounded.
    """
    size = np.linalg.norm(gradient, axis=1, keepdims=True)
    length = REACH * extent * np.tanh(0.5 * extent * size)
    return np.asarray(-gradient * length / np.maximum(size, 1e-12))


def cell_classes(manifold: Array) -> list[NDArray[np.intp]]:
    """Sort G's cells into four equal groups by their area, the largest first; each cell has the same probability.

    So the first group is where p_g is thinnest, the last where it is densest. Indices into the cells row by row.
    """
    corner, right, across, up = manifold[:-1, :-1], manifold[:-1, 1:], manifold[1:, 1:], manifold[1:, :-1]
    one, other = across - corner, up - right
    area = np.abs(one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]).ravel() / 2
    return np.array_split(np.argsort(-area, kind="stable"), len(OPACITIES))


def _cells(manifold: Array) -> list[dict[str, object]]:
    gap = np.full_like(manifold[:-1, :-1], np.nan)
    corners = (manifold[:-1, :-1], manifold[:-1, 1:], manifold[1:, 1:], manifold[1:, :-1], manifold[:-1, :-1], gap)
    outlines = np.stack(corners, axis=2).reshape(-1, len(corners), 2)
    traces = []
    for cells, opacity in zip(cell_classes(manifold), OPACITIES, strict=True):
        x, y = outlines[cells].reshape(-1, 2).T
        fill = {"fill": "toself", "fillcolor": translucent(GENERATOR, opacity)}
        traces.append(line(x, y, translucent(GENERATOR, 0.5), 0.5) | fill)
    return traces
