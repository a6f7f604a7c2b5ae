"""p_g of a generator on the line: the exact distribution of G(z), z ~ N(0, 1), in bins, with no sampling.

G is known at a grid of z and taken as linear between them. Which z of a segment land left of an edge is then an
interval, and its probability a difference of two values of Φ. So the masses carry no sampling noise, also where G folds
back over itself and several z reach the same x.

Bins are cut by `edges`, shape (n,), increasing. Masses have shape (n + 1,): the bins between the edges, and before and
after them all that lies further out; they add up to 1.
"""

import numpy as np
from scipy.special import ndtr

from explorer.arrays import Array
from explorer.theory.densities import Density
from explorer.theory.divergences import js_integrand

# Two bins whose masses add up to less than this have no D*: no sample will ever fall there to say what it should be.
LEAST_MASS = 1e-6


def bin_masses(p: Density, edges: Array) -> Array:
    """Return the mass of `p` in each bin; shape (n + 1,)."""
    return np.diff(p.cdf(edges), prepend=0.0, append=1.0)


def bin_masses_of_pushforward(z: Array, x: Array, edges: Array) -> Array:
    """Return the mass of G(z), z ~ N(0, 1), in each bin.

    P(G(z) ≤ e) = Σ_i Φ(b_i) − Φ(a_i), where [a_i, b_i] are the z of segment i with G(z) ≤ e.

    Parameters
    ----------
    z : shape (m,), increasing; beyond its ends G stays at its last value (6 standard deviations leave out 2e-9).
    x : shape (m,), x_i = G(z_i).
    edges : shape (n,), increasing.

    Returns
    -------
    array of shape (n + 1,), not negative, sum 1.
    """
    low, high = np.minimum(x[:-1], x[1:]), np.maximum(x[:-1], x[1:])
    is_flat = low == high
    share = np.clip((edges[:, None] - low) / np.where(is_flat, 1.0, high - low), 0.0, 1.0)  # (n, m - 1), of the z left
    share = np.where(is_flat, edges[:, None] >= low, share)
    length = np.diff(z)
    rises = x[1:] >= x[:-1]
    # The z that land left of an edge: on a rising segment the first ones, on a falling segment the last ones.
    start = np.where(rises, z[:-1], z[1:] - share * length)
    end = np.where(rises, z[:-1] + share * length, z[1:])
    inside = (ndtr(end) - ndtr(start)).sum(axis=1)
    tails = ndtr(z[0]) * (x[0] <= edges) + ndtr(-z[-1]) * (x[-1] <= edges)
    cdf = np.clip(inside + tails, 0.0, 1.0)
    # Rounding may let the sum fall by 1e-16 from one edge to the next.
    return np.diff(np.maximum.accumulate(cdf), prepend=0.0, append=1.0)


def js_divergence_of_masses(p_data: Array, p_g: Array) -> float:
    """JSD of the two binned distributions, in nats.

    Never more than the JSD of the densities (data-processing inequality), and equal to it in the limit of fine bins.
    """
    return float(js_integrand(p_data, p_g).sum())


def D_star_of_masses(p_data: Array, p_g: Array) -> Array:
    """Best answer of a discriminator that sees only the bin: D* = p_data/(p_data + p_g); NaN where both are nearly 0.

    Goodfellow et al. 2014, Proposition 1. LSGAN's best D with the 0-1 coding is the same (Mao et al. 2017, eq. 5).
    """
    total = p_data + p_g
    has_samples = total >= LEAST_MASS
    return np.where(has_samples, p_data / np.where(has_samples, total, 1.0), np.nan)


def mean_gap_to_D_star(D: Array, p_data: Array, p_g: Array) -> float:
    """Mean of |D − D*| over samples of which half are real, half fake: Σ ½(p_data + p_g) |D − D*|, one value a bin."""
    gap = np.abs(np.nan_to_num(D - D_star_of_masses(p_data, p_g)))
    return float((p_data + p_g) @ gap / 2)
