"""Densities on the line: what p_data and p_g can be in the 1-D pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from explorer.arrays import Array

# Beyond 12 standard deviations a Gaussian's density is below 1e-32: nothing that an integral here would notice.
TAIL_SIGMAS = 12.0
# How far from a jump its two sides are drawn.
JUMP = 1e-6


class Density(Protocol):
    """A probability density on the line."""

    def log_pdf(self, x: ArrayLike) -> Array:
        """Return ln p(x), −inf outside the support; the shape of `x`."""

    def pdf(self, x: ArrayLike) -> Array:
        """Return p(x); the shape of `x`."""
        return np.exp(self.log_pdf(x))

    def cdf(self, x: ArrayLike) -> Array:
        """Return P(X ≤ x); the shape of `x`."""

    def cdf_integral(self, x: ArrayLike) -> Array:
        """Return ∫ P(X ≤ u) du over u from −∞ to x = E[max(x − X, 0)]; the shape of `x`."""

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n values; shape (n,)."""

    def knots(self) -> tuple[float, ...]:
        """Points between which the density is smooth; nothing to speak of lies outside the first and last."""

    def support(self) -> tuple[float, float]:
        """Ends of the interval on which the density is positive: the whole line, unless it is told otherwise."""
        return (-np.inf, np.inf)


@dataclass(frozen=True)
class Gaussian(Density):
    """N(mu, sigma²), sigma > 0."""

    mu: float = 0.0
    sigma: float = 1.0

    def log_pdf(self, x: ArrayLike) -> Array:
        """Return −(x − μ)²/(2σ²) − ln σ − ½ ln 2π."""
        standardised = (np.asarray(x, dtype=float) - self.mu) / self.sigma
        return np.asarray(-0.5 * standardised**2 - np.log(self.sigma) - 0.5 * np.log(2 * np.pi))

    def cdf(self, x: ArrayLike) -> Array:
        """Return Φ((x − μ)/σ)."""
        return np.asarray(ndtr((np.asarray(x, dtype=float) - self.mu) / self.sigma))

    def cdf_integral(self, x: ArrayLike) -> Array:
        """Return σ (z Φ(z) + φ(z)) with z = (x − μ)/σ."""
        z = (np.asarray(x, dtype=float) - self.mu) / self.sigma
        return np.asarray(self.sigma * (z * ndtr(z) + np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi)))

    def generate(self, z: ArrayLike) -> Array:
        """Return G(z) = μ + σ z, which has this density when z comes from N(0, 1); the shape of `z`."""
        return np.asarray(self.mu + self.sigma * np.asarray(z, dtype=float))

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n values; shape (n,)."""
        return rng.normal(self.mu, self.sigma, n)

    def knots(self) -> tuple[float, ...]:
        """Return the mean between two far tails."""
        return (self.mu - TAIL_SIGMAS * self.sigma, self.mu, self.mu + TAIL_SIGMAS * self.sigma)


@dataclass(frozen=True)
class Mixture(Density):
    """A weighted sum of Gaussians; the weights are positive and add up to 1."""

    components: Sequence[Gaussian]
    weights: Sequence[float]

    def log_pdf(self, x: ArrayLike) -> Array:
        """Return ln Σ w_k N(x; μ_k, σ_k²)."""
        weighted = [
            np.log(weight) + component.log_pdf(x)
            for weight, component in zip(self.weights, self.components, strict=True)
        ]
        # logaddexp in place of scipy's logsumexp: the same number, eight times faster on a few hundred points.
        return np.asarray(np.logaddexp.reduce(weighted))

    def cdf(self, x: ArrayLike) -> Array:
        """Return the weighted sum of the components' distribution functions."""
        parts = zip(self.weights, self.components, strict=True)
        return np.asarray(np.sum([weight * component.cdf(x) for weight, component in parts], axis=0))

    def cdf_integral(self, x: ArrayLike) -> Array:
        """Return the weighted sum of the components' integrals."""
        parts = zip(self.weights, self.components, strict=True)
        return np.asarray(np.sum([weight * component.cdf_integral(x) for weight, component in parts], axis=0))

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n values; shape (n,)."""
        which = rng.choice(len(self.components), size=n, p=np.asarray(self.weights))
        mus = np.array([component.mu for component in self.components])
        sigmas = np.array([component.sigma for component in self.components])
        return rng.normal(mus[which], sigmas[which])

    def knots(self) -> tuple[float, ...]:
        """Return the components' knots together."""
        return tuple(sorted({knot for component in self.components for knot in component.knots()}))


@dataclass(frozen=True)
class Uniform(Density):
    """The uniform density on [low, high], low < high."""

    low: float = -1.0
    high: float = 1.0

    def log_pdf(self, x: ArrayLike) -> Array:
        """Return −ln(high − low) inside the interval, −inf outside."""
        values = np.asarray(x, dtype=float)
        inside = (values >= self.low) & (values <= self.high)
        return np.where(inside, -np.log(self.high - self.low), -np.inf)

    def cdf(self, x: ArrayLike) -> Array:
        """Return the share of the interval left of `x`."""
        return np.clip((np.asarray(x, dtype=float) - self.low) / (self.high - self.low), 0.0, 1.0)

    def cdf_integral(self, x: ArrayLike) -> Array:
        """Return 0 left of the interval, (x − low)²/(2 (high − low)) inside it, x less the mean right of it."""
        values = np.asarray(x, dtype=float)
        inside = np.clip(values, self.low, self.high)
        return np.asarray((inside - self.low) ** 2 / (2 * (self.high - self.low)) + np.maximum(values - self.high, 0.0))

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n values; shape (n,)."""
        return rng.uniform(self.low, self.high, n)

    def knots(self) -> tuple[float, ...]:
        """Return the two jumps."""
        return (self.low, self.high)

    def support(self) -> tuple[float, float]:
        """Return the interval."""
        return (self.low, self.high)


def equally_likely_z(n: int) -> Array:
    """Return n values that cut N(0, 1) into parts of equal probability: its quantiles at (i + ½)/n; shape (n,)."""
    return np.asarray(ndtri((np.arange(n) + 0.5) / n))


def display_grid(low: float, high: float, n: int, *densities: Density) -> Array:
    """Return about n increasing points from low to high, with one on either side of each jump of the densities."""
    ends = np.array([end for density in densities for end in density.support() if low < end < high])
    return np.unique(np.concatenate([np.linspace(low, high, n), ends - JUMP, ends + JUMP]))
