"""The smallest GAN there is, by hand: one layer each, forward, and the gradients of its losses.

Images are (..., 4) arrays of pixels in [0, 1], 1 = dark; z is a number in [0, 1]. Losses are in nats.

References
----------
Serrano, "A friendly introduction to GANs" (GANs in Slanted Land), 2020.
Goodfellow et al., "Generative adversarial nets", 2014, eq. 1 and section 3 (the non-saturating loss of G).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from explorer.arrays import Array


@dataclass(frozen=True, eq=False)
class Discriminator:
    """D(x) = σ(w·x + b): the probability that D gives to the picture x being a face."""

    weights: Array  # (4,)
    bias: float

    def score(self, x: ArrayLike) -> Array:
        """Return the logit w·x + b; (..., 4) → (...). Above 0, D says "face"."""
        return np.asarray(np.asarray(x, dtype=float) @ self.weights + self.bias)

    def probability(self, x: ArrayLike) -> Array:
        """Return D(x) = σ(score); (..., 4) → (...)."""
        return np.asarray(expit(self.score(x)))


@dataclass(frozen=True, eq=False)
class Generator:
    """G(z) = σ(w z + b), pixel by pixel: from one number to a picture."""

    weights: Array  # (4,)
    biases: Array  # (4,)

    def scores(self, z: ArrayLike) -> Array:
        """Return w_i z + b_i for every pixel; (...) → (..., 4)."""
        return np.asarray(np.asarray(z, dtype=float)[..., None] * self.weights + self.biases)

    def pixels(self, z: ArrayLike) -> Array:
        """Return the picture G(z); (...) → (..., 4)."""
        return np.asarray(expit(self.scores(z)))


# Gradients of −ln D(x) on a face, −ln(1 − D(x)) on a fake and, for G, −ln D(G(z)), for one picture: with respect to
# (D's weights, D's bias) or (G's weights, G's biases).


def discriminator_gradient_on_face(D: Discriminator, x: ArrayLike) -> tuple[Array, float]:
    """Return ∂/∂w = −(1 − D(x))·x, of shape (4,), and ∂/∂b = −(1 − D(x))."""
    common = -float(1.0 - D.probability(x))
    return common * np.asarray(x, dtype=float), common


def discriminator_gradient_on_fake(D: Discriminator, x_fake: ArrayLike) -> tuple[Array, float]:
    """Return ∂/∂w = D(x)·x, of shape (4,), and ∂/∂b = D(x), where x = G(z)."""
    common = float(D.probability(x_fake))
    return common * np.asarray(x_fake, dtype=float), common


def generator_gradient(G: Generator, D: Discriminator, z: float) -> tuple[Array, Array]:
    """Return ∂/∂w = −(1 − D(x))·w_D·x(1 − x)·z and ∂/∂b = −(1 − D(x))·w_D·x(1 − x), both (4,), where x = G(z)."""
    x = G.pixels(z)
    by_bias = -float(1.0 - D.probability(x)) * D.weights * x * (1.0 - x)
    return by_bias * z, by_bias
