"""Maps under a figure's points, which the browser paints on a canvas of its own (`explorer/front_end/chart_maps.js`).

Plotly's own heat maps are drawn anew at every change, and with them everything that lies over them.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


class Map(NamedTuple):
    """Values on a grid, (n, n), the first axis along y, from clear to coloured.

    Attributes
    ----------
    axis, y_axis : shape (n,), the grid's x and y; one axis for both where `y_axis` is None
    low, high : the values that are drawn clear, and with `opacity`
    edge : a line is drawn where the values are this; None draws none
    cover : shape (n, n), 0 to 1: map and line fade where it is small
    """

    name: str
    axis: Array
    values: Array
    low: float
    high: float
    color: str
    opacity: float = 0.5
    edge: float | None = None
    cover: Array | None = None
    y_axis: Array | None = None


def layout_of(maps: Sequence[Map]) -> dict[str, object]:
    """Return what a figure's layout holds for its maps; the later ones lie over the earlier ones."""
    return {"meta": {"maps": [_sent(one) for one in maps]}} if maps else {}


def _sent(one: Map) -> dict[str, object]:
    values, cover = (None if grid is None else grid.astype(np.float32).ravel() for grid in (one.values, one.cover))
    drawn = {name: value for name, value in one._asdict().items() if not name.endswith("axis")}
    across, up = (
        [float(axis[0]), float(axis[-1])] for axis in (one.axis, one.axis if one.y_axis is None else one.y_axis)
    )
    return {**drawn, "values": values, "cover": cover, "n": len(one.axis), "ends": across, "upEnds": up}
