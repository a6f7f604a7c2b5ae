"""The smallest latent-variable model, on the line, where the evidence lower bound and what it bounds are exact.

z ~ N(0, 1) and x | z ~ N(a z + b, s²). So x ~ N(b, a² + s²), and the posterior of z is a Gaussian, too:

    p(z | x) = N(a (x − b) / (a² + s²), s² / (a² + s²))

For any q the evidence lower bound (ELBO) lies below ln p(x) by a Kullback–Leibler divergence:

    ELBO = E_q ln p(x | z) − KL(q ‖ p(z)) = ln p(x) − KL(q ‖ p(z | x))

References
----------
Kingma & Welling 2014 (arXiv 1312.6114), equations 1 to 3; Bishop 2006, section 2.3.3, for the Gaussians.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from explorer.arrays import Array
from explorer.theory.densities import Gaussian

PRIOR = Gaussian(0.0, 1.0)


@dataclass(frozen=True)
class LinearGaussian:
    """x | z ~ N(a z + b, variance), variance > 0."""

    a: float
    b: float
    variance: float

    def log_likelihood(self, z: ArrayLike, x: float) -> Array:
        """Return ln p(x | z), a quadratic in z; the shape of `z`."""
        miss = x - self.a * np.asarray(z, dtype=float) - self.b
        return np.asarray(-0.5 * miss**2 / self.variance - 0.5 * np.log(2 * np.pi * self.variance))

    @property
    def evidence(self) -> Gaussian:
        """The density of x with z summed out, N(b, a² + s²)."""
        return Gaussian(self.b, float(np.sqrt(self.a**2 + self.variance)))

    def posterior(self, x: float) -> Gaussian:
        """Return p(z | x)."""
        precision = 1.0 + self.a**2 / self.variance
        return Gaussian(self.a * (x - self.b) / self.variance / precision, float(precision**-0.5))


class Bound(NamedTuple):
    """The ELBO of a q and what it consists of, in nats.

    Attributes
    ----------
    reconstruction : E_q ln p(x | z)
    kl_prior : KL(q ‖ p(z)), what q costs
    log_evidence : ln p(x)
    gap : KL(q ‖ p(z | x)), from its own formula
    """

    reconstruction: float
    kl_prior: float
    log_evidence: float
    gap: float

    @property
    def elbo(self) -> float:
        """What training makes large: reconstruction minus cost."""
        return self.reconstruction - self.kl_prior


def bound(model: LinearGaussian, q: Gaussian, x: float) -> Bound:
    """Return the ELBO of q at x, term by term."""
    spread = model.a**2 * q.sigma**2 / model.variance  # E_q of the quadratic: its value at μ, and its curvature's share
    reconstruction = float(model.log_likelihood(q.mu, x)) - 0.5 * spread
    log_evidence = float(model.evidence.log_pdf(x))
    return Bound(reconstruction, kl_gaussians(q, PRIOR), log_evidence, kl_gaussians(q, model.posterior(x)))


def kl_gaussians(q: Gaussian, p: Gaussian) -> float:
    """Return KL(q ‖ p) = ½ (r² − ln r² − 1 + (μ_q − μ_p)²/σ_p²) with r = σ_q/σ_p, in nats."""
    ratio = (q.sigma / p.sigma) ** 2
    return float(0.5 * (ratio - np.log(ratio) - 1.0 + ((q.mu - p.mu) / p.sigma) ** 2))
