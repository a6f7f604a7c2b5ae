"""How often modes are hit, and how well, in the second half of a run on the ring of 8."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

N_MODES = 8


class Counts(NamedTuple):
    """What was counted in the second half of a run so far.

    Attributes
    ----------
    n, n_short : how often was counted, and how often fewer than all eight modes were found
    fewest : modes in the worst count
    quality : share of high quality, the median
    """

    n: int
    n_short: int
    fewest: int
    quality: float


def counts_of(iterations: NDArray[np.number], n_modes: NDArray[np.number], quality: NDArray[np.floating]) -> Counts:
    """Return what was counted in the second half of a run, all shapes (m,), m at least 1."""
    late = iterations > iterations[-1] / 2
    modes = n_modes[late]
    return Counts(int(late.sum()), int((modes < N_MODES).sum()), int(modes.min()), float(np.median(quality[late])))
