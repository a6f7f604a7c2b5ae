"""How far samples in the plane are from a distribution, and what a perfect sampler of the same size would score.

None of these numbers is 0, or 100 %, for a perfect generator: a finite sample is never exactly its distribution. So
each comes with its floor.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import rel_entr

from explorer.arrays import Array

WITHIN_SIGMAS = 3.0
# P(|x − c| ≤ 3σ) for a round Gaussian in the plane: |x − c|²/σ² is χ² with two degrees of freedom.
PERFECT_QUALITY = float(-np.expm1(-(WITHIN_SIGMAS**2) / 2))
N_DIRECTIONS = 32
KL_MIX = 0.01
KL_MOST = float(-np.log(KL_MIX))  # nats


@dataclass(frozen=True)
class ModeCount:
    """Which modes samples fall on.

    Attributes
    ----------
    near : shape (k,), samples nearest to each mode, however far away
    counts : shape (k,), those of them within 3σ of it: of high quality
    quality : share of the samples within 3σ of some mode; 1 − e^−4.5 = 98.889 % for a perfect sampler
    """

    near: NDArray[np.int64]
    counts: NDArray[np.int64]
    quality: float

    @property
    def n_captured(self) -> int:
        """Return how many modes have at least one sample."""
        return int(np.count_nonzero(self.counts))


def count_modes(samples: Array, modes: Array, sigma: float) -> ModeCount:
    """Sort samples by their nearest mode, and count those within 3σ of it.

    Parameters
    ----------
    samples : shape (n, 2)
    modes : shape (k, 2), further than 6σ from each other

    References
    ----------
    Srivastava et al. 2017 (VEEGAN), section 4; Lin et al. 2018 (PacGAN), section 4.1.
    """
    squared = (samples[:, [0]] - modes[:, 0]) ** 2 + (samples[:, [1]] - modes[:, 1]) ** 2  # (n, k)
    nearest = squared.argmin(axis=1)
    is_good = squared[np.arange(len(samples)), nearest] <= (WITHIN_SIGMAS * sigma) ** 2
    near, counts = (np.bincount(which, minlength=len(modes)) for which in (nearest, nearest[is_good]))
    return ModeCount(near, counts, float(is_good.mean()))


def project(samples: Array) -> Array:
    """Return the samples' coordinates along 32 directions, evenly turned, each sorted; shape (32, n)."""
    angles = np.pi * np.arange(N_DIRECTIONS) / N_DIRECTIONS
    return np.sort(np.stack([np.cos(angles), np.sin(angles)], axis=1) @ samples.T, axis=1)


def sliced_w1(one: Array, other: Array) -> float:
    """Mean over the directions of the Wasserstein-1 distance between two samples' shadows.

    On a line W1 pairs the sorted points: mean |a_(i) − b_(i)|. Rabin et al. 2012; Bonneel et al. 2015.

    Parameters
    ----------
    one, other : what `project` makes of two samples of equal size
    """
    return float(np.abs(one - other).mean())


def grid_shares(samples: Array, edges: Array) -> Array:
    """Return the share of the samples in each cell, the first axis along y, and outside; shape (m² + 1,)."""
    m = len(edges) - 1
    column, row = (np.searchsorted(edges, samples[:, axis], "right") - 1 for axis in (0, 1))
    is_inside = (column >= 0) & (column < m) & (row >= 0) & (row < m)
    cells = np.where(is_inside, row * m + column, m * m)
    return np.bincount(cells, minlength=m * m + 1) / len(samples)


def with_outside(masses: Array) -> Array:
    """Return cell masses of shape (m, m) as one row with the mass outside at its end; shape (m² + 1,)."""
    inside = masses.ravel()
    return np.append(inside, max(0.0, 1.0 - inside.sum()))


def kl_divergence_of_shares(masses: Array, shares: Array) -> float:
    """KL(p_data ‖ 0.99 p̂_g + 0.01 p_data) = Σ p ln(p/q) over the cells, in nats: 0 to ln 100.

    One cell without any fake would make KL(p_data ‖ p_g) infinite; so 1 % of real mass is mixed into the fakes' shares
    (Lee 1999, the skew divergence). Unlike the JSD it goes on growing as more modes are lost.

    Parameters
    ----------
    masses, shares : shape (k,), sum 1: the data's probability of each cell, and the fakes' share of it
    """
    mixed = (1 - KL_MIX) * shares + KL_MIX * masses
    has_mass = mixed > 0
    return float(rel_entr(masses[has_mass], mixed[has_mass]).sum())


def floor_of(
    divergence: Callable[[Array, Array], float], masses: Array, n: int, rng: np.random.Generator, n_draws: int = 100
) -> float:
    """Mean divergence of n perfect samples' shares from `masses`, (k,), sum 1: the bias that no generator can avoid."""
    shares = rng.multinomial(n, masses / masses.sum(), n_draws) / n
    return float(np.mean([divergence(masses, drawn) for drawn in shares]))
