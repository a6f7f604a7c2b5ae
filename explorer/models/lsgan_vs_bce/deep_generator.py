"""A deep fully connected generator, and discriminators for several losses side by side, in NumPy with their gradients.

By hand rather than in torch: the matrices are so small that a library's threads and bookkeeping cost more than they do.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.special import expit

from explorer.arrays import Array

LATENT_DIM = 8
HIDDEN = 32
D_HIDDEN = 32
LEAK = 0.2


def _leaky_relu(x: Array) -> Array:
    return np.where(x > 0, x, LEAK * x)


def _leaky_relu_slope(y: Array) -> Array:
    return np.where(y > 0, 1.0, LEAK)


class Activation(NamedTuple):
    """An activation, its slope as a function of its own output, and the gain of its initial weights."""

    function: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    gain: float


# The gains keep the spread of the forward signal at the start (torch.nn.init.calculate_gain).
ACTIVATIONS = {
    "sigmoid": Activation(expit, lambda y: y * (1 - y), 1.0),
    "tanh": Activation(np.tanh, lambda y: 1 - y**2, 5 / 3),
    "leaky_relu": Activation(_leaky_relu, _leaky_relu_slope, float(np.sqrt(2 / (1 + LEAK**2)))),
}


def _glorot(n_in: int, n_out: int, gain: float, rng: np.random.Generator) -> Array:
    """Draw weights (n_in, n_out) uniformly within ± gain √(6/(n_in + n_out)). Glorot & Bengio 2010, eq. 16."""
    bound = gain * np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-bound, bound, (n_in, n_out))


class DeepGenerator:
    """z → 2-D point through `depth` hidden layers of 32, Glorot weights, zero biases, no batch normalisation.

    Parameters
    ----------
    depth : number of hidden layers, at least 1; there are depth + 1 weight matrices.
    activation : a key of `ACTIVATIONS`.
    rng : draws the weights.
    """

    def __init__(self, depth: int, activation: str, rng: np.random.Generator) -> None:
        self.activation = ACTIVATIONS[activation]
        widths = [LATENT_DIM] + [HIDDEN] * depth
        gain = self.activation.gain
        self.weights = [_glorot(n_in, n_out, gain, rng) for n_in, n_out in zip(widths[:-1], widths[1:], strict=True)]
        self.weights.append(_glorot(HIDDEN, 2, 1.0, rng))

    def _inputs(self, z: Array) -> list[Array]:
        """Return what each weight matrix is applied to: z, then every hidden layer, (batch, width) each."""
        inputs = [z]
        for weight in self.weights[:-1]:
            inputs.append(self.activation.function(inputs[-1] @ weight))
        return inputs

    def forward(self, z: Array) -> Array:
        """Map z (batch, 8) to points (batch, 2)."""
        return np.asarray(self._inputs(z)[-1] @ self.weights[-1])

    def weight_gradients(self, z: Array, gradient_x: Array) -> list[Array]:
        """Carry ∂L/∂x (batch, 2) back and return ∂L/∂W of every weight matrix, the one next to z first."""
        inputs = self._inputs(z)
        gradients = []
        flowing = gradient_x
        for layer in range(len(self.weights) - 1, -1, -1):
            gradients.append(inputs[layer].T @ flowing)
            flowing = (flowing @ self.weights[layer].T) * self.activation.slope(inputs[layer])
        return gradients[::-1]


class ParallelDiscriminators:
    """Copies of one discriminator, 2 → 32 → 32 → 1 with LeakyReLU, that learn under different losses in one pass.

    All start from the same weights, so that what differs later comes from the loss alone. `weights` are of shape
    (n_copies, n_in, n_out), `biases` of shape (n_copies, 1, n_out).
    """

    def __init__(self, n_copies: int, rng: np.random.Generator) -> None:
        sizes = ((2, D_HIDDEN), (D_HIDDEN, D_HIDDEN), (D_HIDDEN, 1))
        gain = ACTIVATIONS["leaky_relu"].gain
        self.weights = [np.repeat(_glorot(*size, gain, rng)[None], n_copies, axis=0) for size in sizes]
        self.biases = [np.zeros((n_copies, 1, n_out)) for _, n_out in sizes]

    def layers(self, x: Array) -> list[Array]:
        """Return x repeated for each copy, the two hidden layers, and the output; (n_copies, batch, width) each."""
        layers = [np.broadcast_to(x, (len(self.weights[0]), *x.shape))]
        for weight, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            layers.append(_leaky_relu(layers[-1] @ weight + bias))
        layers.append(layers[-1] @ self.weights[-1] + self.biases[-1])
        return layers

    def logits(self, x: Array) -> Array:
        """Map points (batch, 2) to one logit per copy, (n_copies, batch)."""
        return np.asarray(self.layers(x)[-1][..., 0])

    def parameter_gradients(self, layers: list[Array], gradient_t: Array) -> list[Array]:
        """Carry ∂L/∂t (n_copies, batch) back through `layers`; return ∂L/∂ of the weights, then of the biases."""
        of_weights, of_biases = [], []
        flowing = gradient_t[..., None]
        for number in (2, 1, 0):
            of_weights.append(layers[number].transpose(0, 2, 1) @ flowing)
            of_biases.append(flowing.sum(axis=1, keepdims=True))
            if number:
                flowing = (flowing @ self.weights[number].transpose(0, 2, 1)) * _leaky_relu_slope(layers[number])
        return of_weights[::-1] + of_biases[::-1]

    def slope(self, x: Array) -> Array:
        """Return ∂t/∂x, D's slope at points (batch, 2), for each copy; (n_copies, batch, 2)."""
        layers = self.layers(x)
        flowing = np.ones_like(layers[-1])
        for number in (2, 1):
            flowing = (flowing @ self.weights[number].transpose(0, 2, 1)) * _leaky_relu_slope(layers[number])
        return np.asarray(flowing @ self.weights[0].transpose(0, 2, 1))
