"""The smallest GAN there is, by hand: one layer each, forward, losses and gradients side by side.

Images are (..., 4) arrays of pixels in [0, 1], 1 = dark; z is a number in [0, 1]. Losses are in nats.

References
----------
Serrano, "A friendly introduction to GANs" (GANs in Slanted Land), 2020.
Goodfellow et al., "Generative adversarial nets", 2014, eq. 1 and section 3 (the non-saturating loss of G).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def sigmoid(t: ArrayLike) -> Array:
    """σ(t) = 1/(1 + e^−t), without overflow at either end."""
    return np.asarray(np.exp(-np.logaddexp(0.0, -np.asarray(t, dtype=float))))


@dataclass(frozen=True, eq=False)
class Discriminator:
    """D(x) = σ(w·x + b): the probability, in D's opinion, that the picture x is a face."""

    weights: Array  # (4,)
    bias: float

    def score(self, x: ArrayLike) -> Array:
        """Return the logit w·x + b; (..., 4) → (...). Above 0, D says "face"."""
        return np.asarray(np.asarray(x, dtype=float) @ self.weights + self.bias)

    def probability(self, x: ArrayLike) -> Array:
        """Return D(x) = σ(score); (..., 4) → (...)."""
        return sigmoid(self.score(x))


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
        return sigmoid(self.scores(z))


# Losses. −ln σ(t) is written ln(1 + e^−t), which neither overflows nor loses its small values.


def discriminator_loss_on_face(D: Discriminator, x: ArrayLike) -> Array:
    """−ln D(x): small when D calls a face a face; (..., 4) → (...)."""
    return np.asarray(np.logaddexp(0.0, -D.score(x)))


def discriminator_loss_on_fake(D: Discriminator, x_fake: ArrayLike) -> Array:
    """−ln(1 − D(G(z))): small when D calls the fake a fake; (..., 4) → (...)."""
    return np.asarray(np.logaddexp(0.0, D.score(x_fake)))


def generator_loss(G: Generator, D: Discriminator, z: ArrayLike) -> Array:
    """−ln D(G(z)), non-saturating: small when D takes the fake for a face; (...) → (...)."""
    return discriminator_loss_on_face(D, G.pixels(z))


# Gradients, for one picture: with respect to (D's weights, D's bias) or (G's weights, G's biases).


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
