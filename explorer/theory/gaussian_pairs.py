"""One Gaussian p_data against many Gaussians p_g at once: what a path or a map of p_g needs, fast.

The scalar functions of `divergences` and `minimax` say the same for any densities; the tests hold the two together.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.interpolate import RectBivariateSpline
from scipy.special import expit, log_expit, ndtr

from explorer.arrays import Array
from explorer.theory.densities import Gaussian
from explorer.theory.divergences import LN2

# The trapezoidal rule on an analytic integrand: its error falls like exp(−2π d/h), where d is the distance to the
# nearest pole of the sigmoid. 0.05 leaves less than 1e-8 of the integrals here for sigma from 0.2 to 8 and |mu| to 10.
Z = np.linspace(-12.0, 12.0, 481)
Z_WEIGHTS = np.exp(-0.5 * Z**2) / np.sqrt(2 * np.pi) * (Z[1] - Z[0])

# The map of the JSD in units of p_data's sigma: wide enough for every p_data and p_g that the page offers.
_MAP_MU = np.linspace(0.0, 14.0, 113)
_MAP_LN_SIGMA = np.linspace(np.log(0.08), np.log(12.0), 141)


def logit_at_fakes(p_data: Gaussian, mu: Array, sigma: Array) -> tuple[Array, Array]:
    """Logit of D* at x = mu + sigma z, and its slope there in x; arrays of shape mu.shape + (n_z,)."""
    mu, sigma = mu[..., None], sigma[..., None]
    standardised = (mu - p_data.mu + sigma * Z) / p_data.sigma
    logit = 0.5 * (Z**2 - standardised**2) + np.log(sigma / p_data.sigma)
    return logit, Z / sigma - standardised / p_data.sigma


def js_divergences(p_data: Gaussian, mu: ArrayLike, sigma: ArrayLike) -> Array:
    """JSD(p_data‖N(mu, sigma²)) = ½ E_data[ln 2D*] + ½ E_g[ln 2(1 − D*)] in nats; the broadcast shape."""
    mus, sigmas = np.broadcast_arrays(np.asarray(mu, dtype=float), np.asarray(sigma, dtype=float))
    at_fakes, _ = logit_at_fakes(p_data, mus, sigmas)
    standardised = (p_data.mu - mus[..., None] + p_data.sigma * Z) / sigmas[..., None]
    at_real = 0.5 * (standardised**2 - Z**2) + np.log(sigmas / p_data.sigma)[..., None]
    # Rounding may leave −1e-17 where the two are equal.
    js = LN2 + 0.5 * (log_expit(at_real) + log_expit(-at_fakes)) @ Z_WEIGHTS
    return np.asarray(np.maximum(js, 0.0))


def accuracies_of_D_star(p_data: Gaussian, mu: ArrayLike, sigma: ArrayLike) -> Array:
    """½ + ½ TV(p_data, N(mu, sigma²)) in closed form: the densities cross where a quadratic has its roots."""
    mus, sigmas = np.broadcast_arrays(np.asarray(mu, dtype=float), np.asarray(sigma, dtype=float))
    # ln p_data − ln p_g = a u² + b u + c in u = x − mu_data.
    shift = mus - p_data.mu
    a = 0.5 * (sigmas**-2 - p_data.sigma**-2)
    b = -shift * sigmas**-2
    c = 0.5 * shift**2 * sigmas**-2 + np.log(sigmas / p_data.sigma)
    # The form of the roots that cancels no digits; one of them is infinite when the widths are equal.
    q = -0.5 * (b + np.where(b < 0, -1.0, 1.0) * np.sqrt(np.maximum(b**2 - 4 * a * c, 0.0)))
    with np.errstate(divide="ignore", invalid="ignore"):
        roots = np.sort(np.nan_to_num(np.stack([q / a, c / q]), nan=0.0, posinf=np.inf, neginf=-np.inf), axis=0)
    difference = ndtr(roots / p_data.sigma) - ndtr((roots - shift) / sigmas)
    total_variation = 0.5 * (np.abs(difference[0]) + np.abs(difference[1] - difference[0]) + np.abs(difference[1]))
    return np.asarray(0.5 * (1.0 + total_variation))


def densities_and_D_star(p_data: Gaussian, mu: Array, sigma: Array, x: Array) -> tuple[Array, Array]:
    """p_g(x) and D*(x) for each (mu, sigma); two arrays of shape (mu.size, x.size)."""
    log_p_g = Gaussian(0.0, 1.0).log_pdf((x - mu[:, None]) / sigma[:, None]) - np.log(sigma)[:, None]
    return np.exp(log_p_g), np.asarray(expit(p_data.log_pdf(x) - log_p_g))


def js_level_lines(p_data: Gaussian, levels: Sequence[float]) -> list[tuple[Array, Array]]:
    """Lines of equal JSD in the plane of (mu, sigma), one for each level in nats.

    The JSD does not change when the line is moved or stretched: so the lines of N(0, 1) serve every p_data.

    Returns
    -------
    Pairs mu, sigma of arrays of one shape; nan where a line leaves the map. Right to about 1e-3 nats.
    """
    return [
        (p_data.mu + p_data.sigma * mu, p_data.sigma * np.exp(ln_sigma))
        for mu, ln_sigma in (_standard_level_line(level) for level in levels)
    ]


@lru_cache(maxsize=32)
def _standard_level_line(level: float) -> tuple[Array, Array]:
    # At every sigma the JSD grows with |mu|: so each height has one point right and one left, or none.
    js = _standard_js_map()
    inside = np.flatnonzero(js[:, 0] < level)
    mu = np.array([np.interp(level, js[row], _MAP_MU, right=np.nan) for row in inside])
    ln_sigma = _MAP_LN_SIGMA[inside]
    ends = [
        _ln_sigma_at(level, js[:, 0], inside[0] - 1) if inside[0] > 0 else np.nan,
        _ln_sigma_at(level, js[:, 0], inside[-1]) if inside[-1] < len(js) - 1 else np.nan,
    ]
    mu = np.concatenate([[0.0], mu, [0.0]])
    ln_sigma = np.concatenate([ends[:1], ln_sigma, ends[1:]])
    return np.concatenate([mu, -mu[::-1]]), np.concatenate([ln_sigma, ln_sigma[::-1]])


def _ln_sigma_at(level: float, column: Array, row: int) -> float:
    """Interpolate between two rows of the map where the JSD at mu = 0 passes through the level."""
    share = (level - column[row]) / (column[row + 1] - column[row])
    return float(_MAP_LN_SIGMA[row] + share * (_MAP_LN_SIGMA[row + 1] - _MAP_LN_SIGMA[row]))


@lru_cache(maxsize=1)
def _standard_js_map() -> Array:
    """JSD(N(0, 1)‖N(mu, sigma²)), shape (n_sigma, n_mu); splines make the rows many at little cost."""
    coarse_mu, coarse_ln_sigma = _MAP_MU[::4], _MAP_LN_SIGMA[::4]
    coarse = js_divergences(Gaussian(0.0, 1.0), coarse_mu, np.exp(coarse_ln_sigma)[:, None])
    return np.asarray(RectBivariateSpline(coarse_ln_sigma, coarse_mu, coarse)(_MAP_LN_SIGMA, _MAP_MU))
