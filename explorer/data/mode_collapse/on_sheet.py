"""Points of any place and size, moved and scaled onto the sheet on which points of one's own are drawn."""

from typing import NamedTuple

import numpy as np

from explorer.arrays import Array
from explorer.data.mode_collapse.own_points import REACH

# Points nearer to each other than that, or than that times their size, are one.
SMALLEST, ROUNDING = 1e-300, 1e-12


class OnTheSheet(NamedTuple):
    """Points moved and scaled into the sheet, shape (n, 2), and by what they were multiplied, the same on both axes."""

    points: Array
    scale: float


def onto_sheet(points: Array) -> OnTheSheet:
    """Move the middle of the points' extent to 0 and scale both axes alike, so that the wider one fills ±1.44."""
    low, high = points.min(axis=0) / 4, points.max(axis=0) / 4  # quarters, whose differences no number is too large for
    quarter = float((high - low).max() / 2)
    if quarter <= max(SMALLEST, ROUNDING * float(np.abs([low, high]).max())):
        return OnTheSheet(np.zeros_like(points), 1.0)
    return OnTheSheet((points / 4 - (low + high) / 2) / quarter * REACH, REACH / 4 / quarter)
