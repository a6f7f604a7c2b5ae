"""Distributions in the plane for the 2-D lab: each can be sampled, and its density is known exactly.

Every one of them is a mean of round Gaussians N(c, σ² I): around a few centres c, the modes, around all points c of a
curve, or around the points that somebody has drawn (`own_points.py`). A sample is a centre drawn evenly, plus noise.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

import numpy as np
from scipy.spatial.distance import pdist
from scipy.special import ndtr

from explorer.arrays import Array
from explorer.data.mode_collapse.own_points import EXTENT, SIGMA, points_of, text_in

MODES_APART = 6.0  # σ: two modes nearer than that share samples within 3σ of both
MAX_MODES = 50
N_NODES = 800  # points that stand for a curve in its density: no further apart than half of the curves' σ


class Planar(Protocol):
    """A distribution in the plane.

    Attributes
    ----------
    sigma : standard deviation of the noise around each centre
    extent : half the side of the square around 0 that a figure shows; nearly no sample falls outside
    centres : shape (k, 2), equally likely; for a curve, points that cut it into equally likely parts
    modes : shape (m, 2), the separate modes; (0, 2) for a curve, which has none
    """

    @property
    def sigma(self) -> float: ...  # noqa: D102
    @property
    def extent(self) -> float: ...  # noqa: D102
    @property
    def centres(self) -> Array: ...  # noqa: D102
    @property
    def modes(self) -> Array: ...  # noqa: D102

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n points; shape (n, 2)."""


@dataclass(frozen=True, eq=False)
class Gaussians:
    """Equally likely round Gaussians N(c, σ² I) around the centres c."""

    centres: Array
    sigma: float
    extent: float

    @cached_property
    def modes(self) -> Array:
        """Return the centres where each is further than 6σ from all others; else there are no modes."""
        is_apart = len(self.centres) <= MAX_MODES and np.all(pdist(self.centres) > MODES_APART * self.sigma)
        return self.centres if is_apart else np.empty((0, 2))

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n points; shape (n, 2)."""
        which = rng.integers(len(self.centres), size=n)
        return self.centres[which] + self.sigma * rng.standard_normal((n, 2))


@dataclass(frozen=True, eq=False)
class Curve:
    """Points drawn evenly along a curve, plus noise N(0, σ² I).

    `along` takes u in [0, 1], shape (n,), to points of the curve, shape (n, 2), at (nearly) constant speed.
    """

    along: Callable[[Array], Array]
    sigma: float
    extent: float

    @cached_property
    def centres(self) -> Array:
        """Return the points at the midpoints of equal parts of [0, 1]: the midpoint rule for means along the curve."""
        return self.along((np.arange(N_NODES) + 0.5) / N_NODES)

    @property
    def modes(self) -> Array:
        """Return no modes."""
        return np.empty((0, 2))

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n points; shape (n, 2)."""
        return self.along(rng.random(n)) + self.sigma * rng.standard_normal((n, 2))


def cell_masses(p: Planar, edges: Array) -> Array:
    """Return the probability of every cell of a square grid.

    P(cell) = mean over the centres of [Φ(right) − Φ(left)]·[Φ(top) − Φ(bottom)], edges in units of σ from the centre:
    exact, no sampling.

    Parameters
    ----------
    edges : shape (m + 1,), increasing, the same for x and y

    Returns
    -------
    array of shape (m, m), the first axis along y, as pictures have it
    """
    in_x, in_y = (np.diff(ndtr((edges - p.centres[:, [axis]]) / p.sigma), axis=1) for axis in (0, 1))  # (k, m)
    return np.asarray(in_y.T @ in_x / len(p.centres))


def _on_a_circle(n: int) -> Array:
    angles = 2 * np.pi * np.arange(n) / n  # the end point 2π would be the first mode a second time
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _line(u: Array) -> Array:
    return np.stack([1.6 * u - 0.8, 1.2 * u - 0.6], axis=1)


def _ring(u: Array) -> Array:
    return np.stack([np.cos(2 * np.pi * u), np.sin(2 * np.pi * u)], axis=1)


def _two_lines(u: Array) -> Array:
    on_the_right = u >= 0.5
    return np.stack([np.where(on_the_right, 0.8, -0.8), 2.4 * (2 * u - on_the_right) - 1.2], axis=1)


def _moons(u: Array) -> Array:
    is_lower = u >= 0.5
    angle = np.pi * (2 * u - is_lower)
    x, y = np.cos(angle), np.sin(angle)
    return 0.8 * np.stack([np.where(is_lower, 0.5 - x, x - 0.5), np.where(is_lower, 0.25 - y, y - 0.25)], axis=1)


def _spiral(u: Array) -> Array:
    # Archimedes' spiral of two turns; with the square root nearly the same speed everywhere on it.
    radius, angle = 1.1 * np.sqrt(u), 4 * np.pi * np.sqrt(u)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


# Ring of 8 and grid of 25: Srivastava et al. 2017 (VEEGAN) and Lin et al. 2018 (PacGAN).
DISTRIBUTIONS: dict[str, Planar] = {
    "ring": Curve(_ring, 0.05, 1.6),
    "line": Curve(_line, 0.05, 1.6),
    "two_gaussians": Gaussians(np.array([[-0.7, -0.4], [0.7, 0.4]]), 0.18, 1.6),
    "disjoint": Curve(_two_lines, 0.05, 1.6),
    "two_moons": Curve(_moons, 0.06, 1.6),
    "spiral": Curve(_spiral, 0.03, 1.6),
    "ring_of_8": Gaussians(_on_a_circle(8), 0.01, 1.6),
    "grid_of_25": Gaussians(np.stack(np.meshgrid(*2 * [np.arange(-4.0, 5.0, 2.0)]), axis=-1).reshape(25, 2), 0.05, 5.6),
}


@lru_cache(maxsize=32)
def distribution(data: str) -> Planar:
    """Return the distribution that the settings of a run call `data`: one of those above, or points of one's own.

    Raises
    ------
    ValueError
        When `data` is neither.
    """
    return DISTRIBUTIONS[data] if data in DISTRIBUTIONS else Gaussians(points_of(text_in(data)), SIGMA, EXTENT)
