"""The minimax game of Goodfellow et al. 2014 on the line: D*, the value function and C(G)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.polynomial.polynomial import polyval
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, log_expit

from explorer.arrays import Array
from explorer.theory.densities import Density, Gaussian
from explorer.theory.divergences import (
    LN2,
    js_divergence,
    kl_divergence,
    pearson_chi2_to_generator,
    quadrature,
    total_variation,
    wasserstein_1,
)

MINIMUM_COST = -2.0 * LN2

# best_quadratic_logit: Newton steps at most, the shortest part of one, and the gain in V below which it stops.
NEWTON_STEPS = 60
SHORTEST_STEP = 1e-6
NEWTON_TOLERANCE = 1e-16


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


def value_function(logit: Callable[[Array], NDArray[np.floating]], p_data: Density, p_g: Density) -> float:
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


def shortfall_integrand(logit: NDArray[np.floating], x: Array, p_data: Density, p_g: Density) -> Array:
    """Pointwise loss of a D = σ(logit) against D*: (p_data + p_g) · KL(Bernoulli(D*)‖Bernoulli(D)).

    Never negative; the area under it is C(G) − V(D, G).

    Parameters
    ----------
    logit, x : arrays of one shape; the logit of D at x.
    """
    best = D_star_logit(x, p_data, p_g)
    p, q = p_data.pdf(x), p_g.pdf(x)
    with np.errstate(invalid="ignore"):
        on_real = np.where(p > 0, p * (log_expit(best) - log_expit(logit)), 0.0)
        on_fake = np.where(q > 0, q * (log_expit(-best) - log_expit(-logit)), 0.0)
    return np.asarray(np.maximum(on_real + on_fake, 0.0))


def best_quadratic_logit(p_data: Density, p_g: Density) -> tuple[float, float, float]:
    """Coefficients (c0, c1, c2) of the quadratic logit that maximises V(D, G).

    V is concave in the coefficients (this is logistic regression on 1, x, x² with infinite data), so Newton's method
    with halved steps finds the maximum. For two Gaussians it is D* itself, `quadratic_logit_of_D_star`.
    """
    x, w = quadrature(p_data, p_g)
    features = np.stack([np.ones_like(x), x, x**2])
    real, fake = w * p_data.pdf(x), w * p_g.pdf(x)
    coefficients = np.zeros(3)

    def value(c: Array) -> float:
        t = c @ features
        return float(real @ log_expit(t) + fake @ log_expit(-t))

    for _ in range(NEWTON_STEPS):
        D = expit(coefficients @ features)
        slope = features @ (real * (1.0 - D) - fake * D)
        curvature = (features * ((real + fake) * D * (1.0 - D))) @ features.T
        move = np.linalg.lstsq(curvature, slope, rcond=None)[0]
        now, length = value(coefficients), 1.0
        while length > SHORTEST_STEP and value(coefficients + length * move) < now:
            length /= 2
        coefficients = coefficients + length * move
        if slope @ move < NEWTON_TOLERANCE:
            break
    c0, c1, c2 = coefficients
    return float(c0), float(c1), float(c2)


def accuracy_of_quadratic(coefficients: tuple[float, float, float], p_data: Density, p_g: Density) -> float:
    """Share of right answers of D = σ(c0 + c1 x + c2 x²) on half real, half fake samples; "real" is where D > ½.

    ½ P_data(D > ½) + ½ P_g(D < ½), from the distribution functions between the roots of the logit. A D that says ½
    everywhere guesses: ½.
    """
    c0, c1, c2 = coefficients
    if c1 == 0 and c2 == 0:
        return 0.5  # the same word for every sample, or a guess: half of the samples are what it says
    roots = np.roots([c2, c1, c0] if c2 else [c1, c0])
    edges = np.sort(roots[np.isreal(roots)].real)
    inner = (edges[:-1] + edges[1:]) / 2
    middles = np.concatenate([edges[:1] - 1.0, inner, edges[-1:] + 1.0]) if edges.size else np.zeros(1)
    says_real = polyval(middles, coefficients) > 0
    real, fake = (np.diff(np.concatenate([[0.0], p.cdf(edges), [1.0]])) for p in (p_data, p_g))
    return float(0.5 * real[says_real].sum() + 0.5 * fake[~says_real].sum())


@dataclass(frozen=True)
class Comparison:
    """Every distance between p_data and p_g that the page shows; logarithmic ones in nats, W1 in units of x."""

    kl_data_to_g: float
    kl_g_to_data: float
    js: float
    total_variation: float
    wasserstein_1: float
    pearson_chi2: float
    value_at_D_star: float
    generator_cost: float
    accuracy: float


def compare(p_data: Density, p_g: Density) -> Comparison:
    """Compute every number of `Comparison`; V(D*, G) by its own quadrature, not from the JSD."""
    return Comparison(
        kl_data_to_g=kl_divergence(p_data, p_g),
        kl_g_to_data=kl_divergence(p_g, p_data),
        js=js_divergence(p_data, p_g),
        total_variation=total_variation(p_data, p_g),
        wasserstein_1=wasserstein_1(p_data, p_g),
        pearson_chi2=pearson_chi2_to_generator(p_data, p_g),
        value_at_D_star=value_function(lambda x: D_star_logit(x, p_data, p_g), p_data, p_g),
        generator_cost=generator_cost(p_data, p_g),
        accuracy=accuracy_of_D_star(p_data, p_g),
    )
