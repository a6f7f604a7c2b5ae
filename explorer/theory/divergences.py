"""Divergences between two densities on the line, by Gauss–Legendre quadrature between their knots.

Everything is in nats unless a function says otherwise. Error below 1e-9 for the densities of
`explorer.theory.densities` with sigma between 0.05 and 10: absolute, and relative for KL, which knows no bound.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from scipy.special import xlogy

from explorer.arrays import Array
from explorer.theory.densities import Density

LN2 = float(np.log(2.0))
NODES_PER_PANEL = 24
PANELS_PER_GAP = 12
# How crossings are found: a scan, then each bracket cut into FINER parts, twice.
SCAN_PER_GAP = 200
FINER = 64
REFINEMENTS = 2
# Distribution functions differ by rounding alone below this.
ROUNDING = 1e-14


# What one nat is in each unit of information.
UNITS = {"nats": 1.0, "bits": 1.0 / LN2}


@lru_cache(maxsize=1)
def _legendre() -> tuple[Array, Array]:
    nodes, weights = np.polynomial.legendre.leggauss(NODES_PER_PANEL)
    return nodes, weights


def _knots(*densities: Density) -> Array:
    return np.unique([knot for density in densities for knot in density.knots()])


def _scan(p: Density, q: Density) -> tuple[Array, Array]:
    """Return points among which to look for crossings, and the knots, which are some of them."""
    knots = _knots(p, q)
    return np.unique(np.linspace(knots[:-1], knots[1:], SCAN_PER_GAP + 1)), knots


def quadrature(*densities: Density) -> tuple[Array, Array]:
    """Return nodes x and weights w such that Σ w f(x) ≈ ∫ f for any f as smooth as the densities.

    The knots of all densities cut the line into gaps and each gap into equal panels, so that no panel spans a jump.

    Returns
    -------
    x, w : arrays of shape (n_nodes,), x increasing.
    """
    knots = _knots(*densities)
    edges = np.unique(np.linspace(knots[:-1], knots[1:], PANELS_PER_GAP + 1))
    nodes, weights = _legendre()
    half = np.diff(edges)[:, None] / 2
    middle = (edges[:-1] + edges[1:])[:, None] / 2
    return (middle + half * nodes).ravel(), (half * weights).ravel()


def kl_divergence(p: Density, q: Density) -> float:
    """KL(p‖q) = ∫ p ln(p/q); infinite where q vanishes and p does not."""
    (low_p, high_p), (low_q, high_q) = p.support(), q.support()
    if low_p < low_q or high_p > high_q:
        return float("inf")
    x, w = quadrature(p, q)
    log_p, log_q = p.log_pdf(x), q.log_pdf(x)
    density = np.exp(log_p)
    with np.errstate(invalid="ignore"):
        ratio = np.where(density > 0, log_p - log_q, 0.0)
    return float(w @ (density * ratio))


def js_integrand(p_data: Array, p_g: Array) -> Array:
    """Pointwise contribution to the JSD: ½ p_data ln(2p_data/(p_data+p_g)) + ½ p_g ln(2p_g/(p_data+p_g)).

    Never negative: the area under it is the JSD. Shape of the inputs; 0 where both densities are 0.
    """
    m = (p_data + p_g) / 2
    safe_m = np.where(m > 0, m, 1.0)
    return np.asarray(0.5 * (xlogy(p_data, p_data / safe_m) + xlogy(p_g, p_g / safe_m)))


def js_divergence(p: Density, q: Density) -> float:
    """JSD(p‖q) = ½ KL(p‖m) + ½ KL(q‖m) with m = (p+q)/2; between 0 and ln 2 nats.

    This is the divergence, not its square root (`scipy.spatial.distance.jensenshannon` returns the root).
    """
    x, w = quadrature(p, q)
    return float(w @ js_integrand(p.pdf(x), q.pdf(x)))


def _crossings(f: Callable[[Array], Array], scan: Array) -> Array:
    """Return where f changes its sign, to about 1e-9 of the scan's spacing; a jump across zero counts.

    The scan is first made finer wherever |f| dips towards zero, so that two crossings close together are not missed.
    """
    values = f(scan)
    size = np.abs(values)
    dips = 1 + np.flatnonzero((size[1:-1] <= size[:-2]) & (size[1:-1] <= size[2:]) & (size[1:-1] > ROUNDING))
    if dips.size:
        finer = np.linspace(scan[dips - 1], scan[dips + 1], FINER + 1).ravel()
        scan = np.unique(np.concatenate([scan, finer]))
        values = f(scan)
    at = np.flatnonzero(np.sign(values[:-1]) * np.sign(values[1:]) < 0)
    left, right = scan[at], scan[at + 1]
    row = np.arange(at.size)
    for _ in range(REFINEMENTS):
        if not at.size:
            break
        grid = np.linspace(left, right, FINER + 1, axis=1)  # (n_crossings, FINER + 1)
        signs = np.sign(f(grid.ravel()).reshape(grid.shape))
        first = np.argmax(signs[:, 1:] != signs[:, :1], axis=1)
        left, right = grid[row, first], grid[row, first + 1]
    return np.concatenate([(left + right) / 2, scan[values == 0]])


def total_variation(p: Density, q: Density) -> float:
    """TV(p, q) = ½ ∫ |p − q|; between 0 and 1.

    Between two crossings of the densities ∫ (p − q) is a difference of distribution functions, with no quadrature.
    """

    def log_ratio(x: Array) -> Array:
        log_p, log_q = p.log_pdf(x), q.log_pdf(x)
        with np.errstate(invalid="ignore"):
            return np.where(np.isneginf(log_p) & np.isneginf(log_q), 0.0, log_p - log_q)

    scan, knots = _scan(p, q)
    edges = np.unique(np.concatenate([_crossings(log_ratio, scan), knots]))
    return float(0.5 * np.abs(np.diff(p.cdf(edges) - q.cdf(edges))).sum())


def wasserstein_1(p: Density, q: Density) -> float:
    """W1(p, q) = ∫ |F_p − F_q|, in units of x: the mean distance that mass must travel.

    Between two crossings of the distribution functions the integral of F_p − F_q is known in closed form.
    """
    scan, knots = _scan(p, q)
    edges = np.unique(np.concatenate([_crossings(lambda x: p.cdf(x) - q.cdf(x), scan), knots]))
    return float(np.abs(np.diff(p.cdf_integral(edges) - q.cdf_integral(edges))).sum())


def pearson_chi2_to_generator(p_data: Density, p_g: Density) -> float:
    """χ²_Pearson(p_data + p_g ‖ 2 p_g) = ∫ (p_data − p_g)² / (p_data + p_g), the divergence of LSGAN.

    Mao et al. 2017, eq. 8, where the Pearson divergence of unnormalised measures is
    ∫ (2p_g − (p_data + p_g))² / (p_data + p_g). Between 0 and 2.
    """
    x, w = quadrature(p_data, p_g)
    p, q = p_data.pdf(x), p_g.pdf(x)
    total = p + q
    return float(w @ np.where(total > 0, (p - q) ** 2 / np.where(total > 0, total, 1.0), 0.0))
