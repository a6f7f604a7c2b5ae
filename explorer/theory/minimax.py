"""The minimax game of Goodfellow et al. 2014 on the line: D*, the value function and C(G)."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, log_expit

from explorer.theory.densities import Density, Gaussian
from explorer.theory.divergences import LN2, js_divergence, quadrature, total_variation

Array = NDArray[np.float64]

MINIMUM_COST = -2.0 * LN2


def D_star_logit(x: ArrayLike, p_data: Density, p_g: Density) -> Array:
    """Logit of the optimal discriminator, ln p_data(x) − ln p_g(x).

    ±inf where one density vanishes, 0 where both do.
    """
    log_p_data, log_p_g = p_data.log_pdf(x), p_g.log_pdf(x)
    nowhere = np.isneginf(log_p_data) & np.isneginf(log_p_g)
    with np.errstate(invalid="ignore"):
        return np.where(nowhere, 0.0, log_p_data - log_p_g)


def D_star(x: ArrayLike, p_data: Density, p_g: Density) -> Array:
    """Optimal discriminator D*(x) = p_data(x)/(p_data(x) + p_g(x)).

    Goodfellow et al. 2014, Proposition 1. Computed from the logit, so that it is right in the far tails too.
    """
    return np.asarray(expit(D_star_logit(x, p_data, p_g)))


def quadratic_logit_of_D_star(p_data: Gaussian, p_g: Gaussian) -> tuple[float, float, float]:
    """Coefficients (c0, c1, c2) with ln p_data(x) − ln p_g(x) = c0 + c1 x + c2 x² for two Gaussians."""
    precision_data, precision_g = p_data.sigma**-2, p_g.sigma**-2
    c2 = 0.5 * (precision_g - precision_data)
    c1 = p_data.mu * precision_data - p_g.mu * precision_g
    c0 = 0.5 * (p_g.mu**2 * precision_g - p_data.mu**2 * precision_data) + np.log(p_g.sigma / p_data.sigma)
    return float(c0), float(c1), float(c2)


def value_function(logit: Callable[[Array], Array], p_data: Density, p_g: Density) -> float:
    """V(D, G) = E_{p_data}[ln D(x)] + E_{p_g}[ln(1 − D(x))] for D = σ(logit), by quadrature, in nats.

    Goodfellow et al. 2014, eq. 1. May be −inf for a D that is certain and wrong.
    """
    x, w = quadrature(p_data, p_g)
    t = logit(x)
    p, q = p_data.pdf(x), p_g.pdf(x)
    with np.errstate(invalid="ignore"):
        # 0 · ln 0 counts as 0: where a density vanishes, D's mistakes there cost nothing.
        on_real = np.where(p > 0, p * log_expit(t), 0.0)
        on_fake = np.where(q > 0, q * log_expit(-t), 0.0)
    return float(w @ (on_real + on_fake))


def generator_cost(p_data: Density, p_g: Density) -> float:
    """C(G) = max_D V(D, G) = −ln 4 + 2 JSD(p_data‖p_g). Goodfellow et al. 2014, Theorem 1."""
    return MINIMUM_COST + 2.0 * js_divergence(p_data, p_g)


def accuracy_of_D_star(p_data: Density, p_g: Density) -> float:
    """Share of right answers of D* on half real, half fake samples: ½ ∫ max(p_data, p_g), at least ½."""
    # max(p, q) = (p + q + |p − q|)/2, so the accuracy is ½ (1 + TV).
    return 0.5 * (1.0 + total_variation(p_data, p_g))
