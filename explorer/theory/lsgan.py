"""Least squares GAN on the line: its optimal discriminator, and what the generator then minimises.

a and b are D's targets on fakes and on real samples, c the generator's target for D on fakes.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from explorer.arrays import Array
from explorer.theory.densities import Density
from explorer.theory.divergences import quadrature
from explorer.theory.minimax import D_star_logit


@dataclass(frozen=True)
class Coding:
    """The three targets of LSGAN: a on fakes, b on real samples, c for the generator."""

    a: float
    b: float
    c: float

    @property
    def b_minus_c(self) -> float:
        """Return b − c, which the paper wants to be 1."""
        return self.b - self.c

    @property
    def b_minus_a(self) -> float:
        """Return b − a, which the paper wants to be 2."""
        return self.b - self.a

    @property
    def threshold(self) -> float:
        """Return (a + b)/2, where D is undecided."""
        return (self.a + self.b) / 2


# Mao et al. 2017, eq. 8 and 9.
PEARSON_CODING = Coding(a=-1.0, b=1.0, c=0.0)
BINARY_CODING = Coding(a=0.0, b=1.0, c=1.0)


def least_squares_D_star(x: ArrayLike, p_data: Density, p_g: Density, a: float, b: float) -> Array:
    """Optimal discriminator of LSGAN, D*(x) = (b p_data(x) + a p_g(x)) / (p_data(x) + p_g(x)); shape of `x`.

    Mao et al. 2017, eq. 5. Computed as a + (b − a) σ(ln p_data − ln p_g), so that it is right in the far tails too.
    """
    return np.asarray(a + (b - a) * expit(D_star_logit(x, p_data, p_g)))


@lru_cache(maxsize=512)
def _mass_and_D_star(p_data: Density, p_g: Density) -> tuple[Array, Array]:
    """Return w (p_data + p_g) at the quadrature's nodes, and Goodfellow's D* there: what no coding changes."""
    x, w = quadrature(p_data, p_g)
    return w * (p_data.pdf(x) + p_g.pdf(x)), np.asarray(expit(D_star_logit(x, p_data, p_g)))


def least_squares_generator_cost(p_data: Density, p_g: Density, coding: Coding) -> float:
    """C(G) = ½ E_{p_data}[(D*(x) − c)²] + ½ E_{p_g}[(D*(x) − c)²], by quadrature.

    Mao et al. 2017, eq. 4 and 6. The first term holds no G while D is fixed; the paper adds it to reach a divergence.
    """
    mass, D_star = _mass_and_D_star(p_data, p_g)  # type: ignore[arg-type]  # every density is a frozen dataclass
    D = coding.a + coding.b_minus_a * D_star
    return float(mass @ (D - coding.c) ** 2 / 2)


def cost_as_chi2(coding: Coding) -> tuple[float, float]:
    """Return (slope, offset) with 2 C(G) = slope · χ²(p_data + p_g ‖ 2 p_g) + offset, for any coding.

    Write D* − c = (b − c) − (b − a) p_g/(p_data + p_g), square it, and use χ² = 4 ∫ p_g²/(p_data + p_g) − 2:
    slope = (b − a)²/4 and offset = ½ (2(b − c) − (b − a))². With b − c = 1 and b − a = 2 they are 1 and 0
    (Mao et al. 2017, eq. 7). With a = b the slope is 0: the generator has nothing to minimise.
    """
    slope = coding.b_minus_a**2 / 4
    offset = (2 * coding.b_minus_c - coding.b_minus_a) ** 2 / 2
    return slope, offset


def agrees_with_chi2(coding: Coding) -> bool:
    """Say whether 2 C(G) is the Pearson χ² itself, whatever the densities."""
    slope, offset = cost_as_chi2(coding)
    return bool(np.isclose(slope, 1.0) and np.isclose(offset, 0.0, atol=1e-9))
