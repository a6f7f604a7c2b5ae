"""Optimizers of one array of parameters, which they change in its place."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]

OPTIMIZERS = ("adam", "sgd")
EPSILON = 1e-8


class Optimizer(Protocol):
    """Moves parameters down a gradient."""

    parameters: Array
    learning_rate: float

    def tune(self, learning_rate: float, momentum: float) -> None:
        """Go on with another learning rate and momentum; what has been gathered of past gradients stays."""

    def step(self, gradient: Array) -> None:
        """Make one step."""


class Adam:
    """Adam: steps of about the learning rate, whatever the gradient's size.

    m ← β₁ m + (1 − β₁) g and v ← β₂ v + (1 − β₂) g²; step −η m̂/(√v̂ + ε), where m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).
    Kingma & Ba 2015, Algorithm 1.
    """

    def __init__(self, parameters: Array, learning_rate: float, beta1: float, beta2: float = 0.999) -> None:
        self.parameters, self.learning_rate, self.beta1, self.beta2 = parameters, learning_rate, beta1, beta2
        self.m, self.v, self._buffer = (np.zeros_like(parameters) for _ in range(3))
        self.t = 0

    def tune(self, learning_rate: float, momentum: float) -> None:
        """Go on with another learning rate and β₁."""
        self.learning_rate, self.beta1 = learning_rate, momentum

    def step(self, gradient: Array) -> None:
        """Make one step."""
        self.t += 1
        buffer = self._buffer
        self.m *= self.beta1
        self.m += np.multiply(gradient, 1 - self.beta1, out=buffer)
        self.v *= self.beta2
        np.multiply(gradient, gradient, out=buffer)
        buffer *= 1 - self.beta2
        self.v += buffer
        # η m̂/(√v̂ + ε) with both corrections drawn out of the vectors
        correction = (1 - self.beta2**self.t) ** 0.5
        np.sqrt(self.v, out=buffer)
        buffer += EPSILON * correction
        np.divide(self.m, buffer, out=buffer)
        buffer *= self.learning_rate * correction / (1 - self.beta1**self.t)
        self.parameters -= buffer


class Momentum:
    """Gradient descent with momentum: u ← μ u + g, step −η u; plain with μ = 0. As `torch.optim.SGD` has it."""

    def __init__(self, parameters: Array, learning_rate: float, momentum: float) -> None:
        self.parameters, self.learning_rate, self.momentum = parameters, learning_rate, momentum
        self.u, self._buffer = np.zeros_like(parameters), np.zeros_like(parameters)

    def tune(self, learning_rate: float, momentum: float) -> None:
        """Go on with another learning rate and μ."""
        self.learning_rate, self.momentum = learning_rate, momentum

    def step(self, gradient: Array) -> None:
        """Make one step."""
        self.u *= self.momentum
        self.u += gradient
        self.parameters -= np.multiply(self.u, self.learning_rate, out=self._buffer)


def optimizer_named(name: str, parameters: Array, learning_rate: float, momentum: float) -> Optimizer:
    """Return one of `OPTIMIZERS`; `momentum` is Adam's β₁ or SGD's μ."""
    return (Adam if name == "adam" else Momentum)(parameters, learning_rate, momentum)
