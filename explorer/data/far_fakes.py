"""2-D points for the paper's picture: real samples, ordinary fakes, and fakes far out on the real side.

After Figure 1 of Mao et al. 2017, where the last are drawn in magenta.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array

N_REAL = 60
N_FAKE = 30
N_FAR = 8
SIGMA = (0.8, 1.0)  # of the real samples and of the ordinary fakes, along each axis
DATA_CENTRE = (1.0, 0.0)
FAR_SPREAD = (0.6, 0.9)
HOME_SIGMAS = 2.0


@dataclass(frozen=True)
class Points:
    """Points in the plane: `real` (60, 2), ordinary fakes `fake` (30, 2), the magenta ones `far` (8, 2)."""

    real: Array
    fake: Array
    far: Array


def far_fakes(distance: float, height: float, gap: float, seed: int) -> Points:
    """Draw the picture.

    Parameters
    ----------
    distance : of the magenta fakes' centre from the data's centre along x; negative puts them on the fakes' side.
    height : of the magenta fakes' centre.
    gap : between the data's centre and the ordinary fakes' centre along x.
    seed : draws the points; moving the other arguments shifts the same points.
    """
    rng = np.random.default_rng(seed)
    centre = np.array(DATA_CENTRE)
    real = centre + np.array(SIGMA) * rng.standard_normal((N_REAL, 2))
    fake = centre - np.array([gap, 0.0]) + np.array(SIGMA) * rng.standard_normal((N_FAKE, 2))
    # Evenly spread heights, so that no two arrows lie upon each other.
    offsets = np.column_stack([rng.uniform(-1, 1, N_FAR), np.linspace(-1, 1, N_FAR)])
    far = centre + np.array([distance, height]) + np.array(FAR_SPREAD) * offsets
    return Points(real, fake, far)


def sigmas_from_data(x: Array) -> Array:
    """Return each point's distance from the data's centre in standard deviations of the data; (n, 2) to (n,)."""
    return np.asarray(np.linalg.norm((x - np.array(DATA_CENTRE)) / np.array(SIGMA), axis=1))


def is_home(x: Array) -> NDArray[np.bool_]:
    """Say which points have come home: within 2 standard deviations, where 86 % of the data lie."""
    return np.asarray(sigmas_from_data(x) <= HOME_SIGMAS)


def home_outline() -> Array:
    """Return the ellipse inside which a point is home; shape (73, 2)."""
    angle = np.linspace(0.0, 2 * np.pi, 73)
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    return np.asarray(np.array(DATA_CENTRE) + HOME_SIGMAS * np.array(SIGMA) * circle)
