"""Two unbiased estimates of d/dμ E[f(z)] for z ~ N(μ, σ²), from one draw each, and their exact means and variances.

With z = μ + σ ε and ε ~ N(0, 1):

    reparameterisation   f'(z)                 the derivative goes through the sample
    score function       f(z) ε / σ            f(z) d ln q(z)/dμ; f need not have a derivative (REINFORCE)

Both means are the gradient wherever f has a derivative; for a step the first is 0 and wrong.

References
----------
Kingma & Welling 2014 (arXiv 1312.6114), section 2.3; Williams 1992 for the score function; Mohamed et al. 2020
(arXiv 1906.10652), sections 4 and 5, and their figure 3 for functions for which the score function is the better one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr

from explorer.arrays import Array
from explorer.theory.densities import Gaussian

FREQUENCY = 4.0  # of the wave


class Moments(NamedTuple):
    """Mean and variance of an estimate from one draw."""

    mean: float
    variance: float


@dataclass(frozen=True)
class Integrand:
    """A function f of z, its derivative, and the exact moments of both estimates for a q."""

    f: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    reparameterised: Callable[[Gaussian], Moments]
    score_function: Callable[[Gaussian], Moments]


def quadratic(c0: float, c1: float, c2: float) -> Integrand:
    """Return f(z) = c0 + c1 z + c2 z²."""

    def f(z: Array) -> Array:
        return c0 + c1 * z + c2 * z**2

    def slope(z: Array) -> Array:
        return c1 + 2.0 * c2 * z

    def reparameterised(q: Gaussian) -> Moments:
        return Moments(c1 + 2.0 * c2 * q.mu, (2.0 * c2 * q.sigma) ** 2)

    def score_function(q: Gaussian) -> Moments:
        # f(μ + σε) = A + Bε + Cε²; E[ε²], E[ε⁴], E[ε⁶] are 1, 3 and 15.
        A, B, C = c0 + c1 * q.mu + c2 * q.mu**2, q.sigma * (c1 + 2.0 * c2 * q.mu), c2 * q.sigma**2
        square = A**2 + 3.0 * B**2 + 15.0 * C**2 + 6.0 * A * C
        return Moments(B / q.sigma, (square - B**2) / q.sigma**2)

    return Integrand(f, slope, reparameterised, score_function)


def _wave() -> Integrand:
    """Return f(z) = sin ωz."""
    w = FREQUENCY

    def fade(q: Gaussian, frequency: float) -> float:
        """E cos(frequency σ ε)."""
        return float(np.exp(-0.5 * (frequency * q.sigma) ** 2))

    def mean(q: Gaussian) -> float:
        return w * fade(q, w) * float(np.cos(w * q.mu))

    def reparameterised(q: Gaussian) -> Moments:
        square = 0.5 * w**2 * (1.0 + fade(q, 2 * w) * np.cos(2 * w * q.mu))
        return Moments(mean(q), float(square) - mean(q) ** 2)

    def score_function(q: Gaussian) -> Moments:
        # E[ε² cos(tε)] = (1 − t²) e^(−t²/2) with t = 2ωσ.
        twice = (1.0 - (2 * w * q.sigma) ** 2) * fade(q, 2 * w) * np.cos(2 * w * q.mu)
        return Moments(mean(q), 0.5 * (1.0 - float(twice)) / q.sigma**2 - mean(q) ** 2)

    return Integrand(lambda z: np.sin(w * z), lambda z: w * np.cos(w * z), reparameterised, score_function)


def _step() -> Integrand:
    """Return f(z) = 1 for z > 0 and 0 elsewhere: flat wherever a sample falls."""

    def score_function(q: Gaussian) -> Moments:
        m = q.mu / q.sigma
        density = float(np.exp(-0.5 * m**2) / np.sqrt(2 * np.pi))
        mean = density / q.sigma
        return Moments(mean, float(ndtr(m) - m * density) / q.sigma**2 - mean**2)

    return Integrand(
        lambda z: (z > 0).astype(float), lambda z: np.zeros_like(z), lambda q: Moments(0.0, 0.0), score_function
    )


INTEGRANDS: Mapping[str, Integrand] = {"square": quadratic(0.0, 0.0, 1.0), "wave": _wave(), "step": _step()}


class Estimates(NamedTuple):
    """Estimates of one gradient, one a draw; shape (n,) each."""

    reparameterised: Array
    score_function: Array


def estimate(integrand: Integrand, q: Gaussian, n: int, rng: np.random.Generator) -> Estimates:
    """Return n estimates of either kind, from the same n draws of ε."""
    noise = rng.standard_normal(n)
    z = q.generate(noise)
    return Estimates(integrand.slope(z), integrand.f(z) * noise / q.sigma)
