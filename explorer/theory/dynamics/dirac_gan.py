"""The Dirac-GAN: the data are a point at 0, the generator a point at theta, the discriminator the line D(x) = psi x.

D(x) says how *fake* x looks: D climbs and G descends f(psi theta) + f(0), with f(t) = −ln(1 + e^−t), the sign of
Mescheder et al. 2018. The equilibrium is (0, 0): the fake lies on the data, and D says the same everywhere.

Each method is the velocity (d theta/dt, d psi/dt) that its losses and its penalty give both players, and the Jacobian
of that velocity at the equilibrium, written out. With t = theta psi and f'(t) = σ(−t):

- GAN: (−f'(t) psi, f'(t) theta); non-saturating: G climbs f(−t) instead, (−f'(−t) psi, f'(t) theta);
- WGAN: f(t) = t, with psi cut off at ±c after every step; WGAN-GP: − γ (|psi| − 1) sign psi for D instead;
- LSGAN: D wants to say 1 of the fake, G wants it to say −c: (−(t + c) psi, (1 − t) theta). The labels 1 and −1 lie
  evenly about 0, the only value that this D can give to the data;
- instance noise: N(0, σ²) on real and fake; R1: D also descends γ/2 psi²;
- consensus: both players also descend γ/2 |v|², v the velocity of the GAN.

References
----------
Mescheder, Geiger & Nowozin 2018 (arXiv 1801.04406), Definition 2.1, Lemmas 2.3 to 4.1 and appendix; Mescheder, Nowozin
& Geiger 2017 (arXiv 1705.10461), eq. 10, for consensus; Mao et al. 2017, eq. 2, for LSGAN.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import expit

from explorer.arrays import Array

# theta, psi (numbers, or arrays of one shape), strength -> their velocities
Field = Callable[[Any, Any, float], tuple[Any, Any]]

# f'(0) and f''(0), all that the eigenvalues know of f
SLOPE = 0.5
CURVATURE = -0.25
# where WGAN-GP wants |psi| to be
GP_TARGET = 1.0

# The trapezoidal rule over a standard normal: steep sigmoids lose less in it than in Gauss's rule. Below 1e-5 of the
# integrals here for |psi| σ up to 10.
_NODES = np.linspace(-6.0, 6.0, 97)
_WEIGHTS = np.exp(-0.5 * _NODES**2) / np.exp(-0.5 * _NODES**2).sum()


@dataclass(frozen=True)
class Strength:
    """The one number that a method leaves open: its symbol, what it is, its range and its usual value."""

    symbol: str
    meaning: str
    low: float
    high: float
    default: float


@dataclass(frozen=True)
class Method:
    """A way to train the Dirac-GAN.

    Attributes
    ----------
    field : velocity of (theta, psi), for the method's strength.
    jacobian : strength -> its Jacobian at (0, 0), shape (2, 2); rows are the velocities, columns theta and psi. None
        where the velocity jumps there.
    formula : the velocities in LaTeX.
    clips : whether psi is cut off at ±strength after every step.
    """

    id: str
    field: Field
    jacobian: Callable[[float], Array] | None
    formula: str
    strength: Strength | None = None
    clips: bool = False

    @property
    def usual(self) -> float:
        """The strength that the method has unless another is asked for; 0 where it has none."""
        return self.strength.default if self.strength else 0.0


def _gan(theta: Any, psi: Any, _: float) -> tuple[Any, Any]:
    slope = expit(-theta * psi)
    return -slope * psi, slope * theta


def _non_saturating(theta: Any, psi: Any, _: float) -> tuple[Any, Any]:
    t = theta * psi
    return -expit(t) * psi, expit(-t) * theta


def _wasserstein(theta: Any, psi: Any, _: float) -> tuple[Any, Any]:
    return -psi, theta


def _gradient_penalty(theta: Any, psi: Any, weight: float) -> tuple[Any, Any]:
    return -psi, theta - weight * (psi - GP_TARGET * np.sign(psi))


def _least_squares(theta: Any, psi: Any, target: float) -> tuple[Any, Any]:
    t = theta * psi
    return -(t + target) * psi, (1.0 - t) * theta


def _instance_noise(theta: Any, psi: Any, sigma: float) -> tuple[Any, Any]:
    noise = sigma * _NODES
    fake, height = np.asarray(theta)[..., None] + noise, np.asarray(psi)[..., None]
    on_fake = expit(-height * fake)
    on_real = expit(-height * noise)  # f'(psi x), and not f'(−psi x): the noise is symmetric
    return -psi * (on_fake @ _WEIGHTS), (fake * on_fake + noise * on_real) @ _WEIGHTS


def _r1(theta: Any, psi: Any, weight: float) -> tuple[Any, Any]:
    slope = expit(-theta * psi)
    return -slope * psi, slope * theta - weight * psi


def _consensus(theta: Any, psi: Any, weight: float) -> tuple[Any, Any]:
    # ½|v|² = ½ f'(t)² (theta² + psi²), whose gradient has the two terms of the product rule.
    slope = expit(-theta * psi)
    through_t = -weight * slope * slope * (1.0 - slope) * (theta * theta + psi * psi)  # f'' = −f' (1 − f')
    direct = weight * slope * slope
    return (
        -slope * psi - direct * theta - through_t * psi,
        slope * theta - direct * psi - through_t * theta,
    )


def _matrix(theta_by_psi: float, psi_by_theta: float, theta_damping: float = 0.0, psi_damping: float = 0.0) -> Array:
    return np.array([[-theta_damping, theta_by_psi], [psi_by_theta, -psi_damping]])


_WEIGHT = "weight of the penalty"
METHODS: Mapping[str, Method] = {
    method.id: method
    for method in (
        Method("gan", _gan, lambda _: _matrix(-SLOPE, SLOPE), r"\dot\theta=-f'(t)\,\psi,\quad\dot\psi=f'(t)\,\theta"),
        Method(
            "non_saturating",
            _non_saturating,
            lambda _: _matrix(-SLOPE, SLOPE),
            r"\dot\theta=-f'(-t)\,\psi,\quad\dot\psi=f'(t)\,\theta",
        ),
        Method(
            "wgan",
            _wasserstein,
            lambda _: _matrix(-1.0, 1.0),
            r"\dot\theta=-\psi,\quad\dot\psi=\theta,\quad|\psi|\le c",
            Strength("c", "ψ is cut off at ±c", 0.1, 2.0, 1.0),
            clips=True,
        ),
        Method(
            "wgan_gp",
            _gradient_penalty,
            None,
            r"\dot\theta=-\psi,\quad\dot\psi=\theta-\gamma\,(|\psi|-1)\,\mathrm{sign}\,\psi",
            Strength("γ", _WEIGHT, 0.1, 2.0, 1.0),
        ),
        Method(
            "lsgan",
            _least_squares,
            lambda c: _matrix(-c, 1.0),
            r"\dot\theta=-(t+c)\,\psi,\quad\dot\psi=(1-t)\,\theta",
            Strength("c", "G wants D to say −c", 0.0, 1.0, 1.0),
        ),
        Method(
            "instance_noise",
            _instance_noise,
            # D's curvature: f'' σ² from the fakes, and as much from the data
            lambda sigma: _matrix(-SLOPE, SLOPE, psi_damping=-2 * CURVATURE * sigma**2),
            r"\dot\theta=-\mathbb E[f'(\psi\tilde\theta)]\,\psi,\quad"
            r"\dot\psi=\mathbb E[f'(\psi\tilde\theta)\,\tilde\theta]+\mathbb E[f'(\psi\varepsilon)\,\varepsilon],\quad"
            r"\tilde\theta=\theta+\varepsilon,\ \varepsilon\sim N(0,\sigma^2)",
            Strength("σ", "spread of the noise", 0.0, 2.0, 1.0),
        ),
        Method(
            "r1",
            _r1,
            lambda weight: _matrix(-SLOPE, SLOPE, psi_damping=weight),
            r"\dot\theta=-f'(t)\,\psi,\quad\dot\psi=f'(t)\,\theta-\gamma\,\psi",
            Strength("γ", _WEIGHT, 0.0, 2.0, 0.3),
        ),
        Method(
            "consensus",
            _consensus,
            lambda weight: _matrix(-SLOPE, SLOPE, weight * SLOPE**2, weight * SLOPE**2),
            r"(\dot\theta,\dot\psi)=v-\gamma\,\nabla\tfrac12\lVert v\rVert^2,\quad v=(-f'(t)\,\psi,\ f'(t)\,\theta)",
            Strength("γ", _WEIGHT, 0.0, 2.0, 1.0),
        ),
    )
}
