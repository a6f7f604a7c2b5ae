"""Many arrows as one line with gaps, where markers for the heads would be three elements an arrow."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def arrows(
    start: Array, move: Array, head: float = np.inf, share: float = 0.6, width: float = 0.5
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and y of the line, shape (6 n,): for each arrow its shaft, the two sides of its head, and a gap.

    Parameters
    ----------
    start, move : shape (n, 2)
    head, share : the length of a head at most, and as a share of its arrow's
    width : from the shaft to a side's end, in units of the head's length
    """
    end = start + move
    length = np.linalg.norm(move, axis=1, keepdims=True)
    back = -np.minimum(head, share * length) * move / np.maximum(length, 1e-12)
    side = width * np.stack([-back[:, 1], back[:, 0]], axis=1)
    gap = np.full_like(end, np.nan)
    corners = np.stack([start, end, end + back + side, end, end + back - side, gap], axis=1, dtype=np.float64)
    return corners[..., 0].ravel(), corners[..., 1].ravel()
