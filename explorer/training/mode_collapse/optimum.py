"""The best D that there is for G as it stands, and how far the trained D is from it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from explorer.arrays import Array
from explorer.data.mode_collapse.points import distribution
from explorer.theory.kernel_density import density_on_grid
from explorer.training.mode_collapse.measures import N_SAMPLES
from explorer.training.mode_collapse.settings import Gan2dSettings

N_FINE = 97  # points a side of the densities' grid: no further apart than the blur
BLUR = 1 / 32  # of the extent: 0.05 on the square of ±1.6
# Where D's best answer at a point depends on the densities at that point alone, and is D*.
WITH_OPTIMUM = ("non_saturating", "saturating", "lsgan")


@dataclass(frozen=True)
class Densities:
    """Both densities on a square grid, the first axis along y, and what follows from them; (m, m) each.

    Attributes
    ----------
    axis : shape (m,), the grid's x, and its y
    p_data, p_g : blurred alike
    D_star : p_data/(p_data + p_g), what the best D says
    cover : 0 to 1, how many of 1000 real points and 1000 fakes are to be expected within a blur of here; 1 is enough
    """

    axis: Array
    p_data: Array
    p_g: Array
    D_star: Array
    cover: Array


def blur(settings: Gan2dSettings) -> float:
    """Return by how much both densities are blurred: √(h² + s²), h = extent/32, s the run's own instance noise."""
    return float(np.hypot(BLUR * distribution(settings.data).extent, settings.instance_noise))


def densities(settings: Gan2dSettings, x_fake: Array, n: int = N_FINE) -> Densities:
    """Return both densities on n by n points of the square that is shown, blurred by the same b.

    p_g is known by its samples only: p_g(x) ≈ mean of N(x; G(z_i), b² I), which is the density of G(z) + N(0, b² I).
    So that a perfect generator has D* = ½, p_data is blurred by the same noise, in closed form. It is the game with
    instance noise b (Sønderby et al. 2017); D* = p_data/(p_data + p_g) by Goodfellow et al. 2014, Proposition 1, and
    for LSGAN with the targets 0 and 1 by Mao et al. 2017, eq. 5.
    """
    b, axis = blur(settings), _axis(settings.data, n)
    p_data, p_g = _p_data(settings.data, b, n), density_on_grid(x_fake, b, axis)
    total = p_data + p_g
    D_star = p_data / np.maximum(total, np.finfo(float).tiny)
    return Densities(axis, p_data, p_g, D_star, np.minimum(1.0, N_SAMPLES * 2 * np.pi * b**2 * total))


@lru_cache(maxsize=8)
def _p_data(data: str, b: float, n: int) -> Array:
    p = distribution(data)
    return density_on_grid(p.centres, float(np.hypot(p.sigma, b)), _axis(data, n))


def _axis(data: str, n: int) -> Array:
    extent = distribution(data).extent
    return np.linspace(-extent, extent, n)


def gap_to_D_star(settings: Gan2dSettings, x_fake: Array, D: Array) -> float:
    """Return the mean of |D − D*| over points of which half are real, half fake: ½∫ (p_data + p_g) |D − D*|.

    Parameters
    ----------
    D : what the trained D says on m by m points of the square that is shown
    """
    known = densities(settings, x_fake, len(D))
    weights = known.p_data + known.p_g
    return float((weights * np.abs(D - known.D_star)).sum() / weights.sum())
