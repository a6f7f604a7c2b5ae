"""Densities on the line: what p_data and p_g can be in the 1-D pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import logsumexp, ndtr

Array = NDArray[np.float64]

# Beyond 12 standard deviations a Gaussian's density is below 1e-32: nothing that an integral here would notice.
TAIL_SIGMAS = 12.0


class Density(Protocol):
    """A probability density on the line."""

    def log_pdf(self, x: ArrayLike) -> Array:
        """Return ln p(x), −inf outside the support; the shape of `x`."""

    def pdf(self, x: ArrayLike) -> Array:
        """Return p(x); the shape of `x`."""

    def cdf(self, x: ArrayLike) -> Array:
        """Return P(X ≤ x); the shape of `x`."""

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n values; shape (n,)."""

    def knots(self) -> tuple[float, ...]:
        """Points between which the density is smooth; nothing to speak of lies outside the first and last."""


@dataclass(frozen=True)
class Gaussian:
    """N(mu, sigma²), sigma > 0."""

    mu: float = 0.0
    sigma: float = 1.0

    def log_pdf(self, x: ArrayLike) -> Array:
        """Return −(x − μ)²/(2σ²) − ln σ − ½ ln 2π."""
        standardised = (np.asarray(x, dtype=float) - self.mu) / self.sigma
        return np.asarray(-0.5 * standardised**2 - np.log(self.sigma) - 0.5 * np.log(2 * np.pi))

    def pdf(self, x: ArrayLike) -> Array:
        """Return the density at `x`."""
        return np.exp(self.log_pdf(x))

    def cdf(self, x: ArrayLike) -> Array:
        """Return Φ((x − μ)/σ)."""
        return np.asarray(ndtr((np.asarray(x, dtype=float) - self.mu) / self.sigma))

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n values; shape (n,)."""
        return rng.normal(self.mu, self.sigma, n)

    def knots(self) -> tuple[float, ...]:
        """Return the mean between two far tails."""
        return (self.mu - TAIL_SIGMAS * self.sigma, self.mu, self.mu + TAIL_SIGMAS * self.sigma)


@dataclass(frozen=True)
class Mixture:
    """A weighted sum of Gaussians; the weights are positive and add up to 1."""

    components: Sequence[Gaussian]
    weights: Sequence[float]

    def log_pdf(self, x: ArrayLike) -> Array:
        """Return ln Σ w_k N(x; μ_k, σ_k²)."""
        weighted = [
            np.log(weight) + component.log_pdf(x)
            for weight, component in zip(self.weights, self.components, strict=True)
        ]
        return np.asarray(logsumexp(np.stack(weighted), axis=0))

    def pdf(self, x: ArrayLike) -> Array:
        """Return the density at `x`."""
        return np.exp(self.log_pdf(x))

    def cdf(self, x: ArrayLike) -> Array:
        """Return the weighted sum of the components' distribution functions."""
        parts = zip(self.weights, self.components, strict=True)
        return np.asarray(np.sum([weight * component.cdf(x) for weight, component in parts], axis=0))

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
class Uniform:
    """The uniform density on [low, high], low < high."""

    low: float = -1.0
    high: float = 1.0

    def log_pdf(self, x: ArrayLike) -> Array:
        """Return −ln(high − low) inside the interval, −inf outside."""
        values = np.asarray(x, dtype=float)
        inside = (values >= self.low) & (values <= self.high)
        return np.where(inside, -np.log(self.high - self.low), -np.inf)

    def pdf(self, x: ArrayLike) -> Array:
        """Return the density at `x`."""
        return np.exp(self.log_pdf(x))

    def cdf(self, x: ArrayLike) -> Array:
        """Return the share of the interval left of `x`."""
        return np.clip((np.asarray(x, dtype=float) - self.low) / (self.high - self.low), 0.0, 1.0)

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n values; shape (n,)."""
        return rng.uniform(self.low, self.high, n)

    def knots(self) -> tuple[float, ...]:
        """Return the two jumps."""
        return (self.low, self.high)
