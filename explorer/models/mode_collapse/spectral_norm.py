"""Spectral normalisation: every layer's weights divided by their largest singular value, so that D cannot be steep."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.models.mode_collapse.mlp import Mlp

Array = NDArray[Any]

N_FIRST = 15  # power iterations before the first step
TINY = 1e-12


class SpectralNorm:
    """Holds W and gives the network W̄ = W/σ(W), layer by layer; biases stay as they are.

    σ(W) = uᵀWv, the largest singular value; u and v come from one power iteration a step, v ∝ Wᵀu and u ∝ Wv: W
    changes little in a step, so one keeps up. Miyato et al. 2018, eq. 8 and Algorithm 1.

    Attributes
    ----------
    parameters : all W with their biases in one vector, in the network's order: what an optimizer is to move
    """

    def __init__(self, network: Mlp, rng: np.random.Generator) -> None:
        self.network = network
        self.parameters: Array = network.parameters.copy()
        self.gradient: Array = np.empty_like(self.parameters)
        self._weights, self._gradients = network.views(self.parameters), network.views(self.gradient)
        self._u: list[Array] = [_unit(rng.standard_normal(len(W)).astype(W.dtype)) for W in self._weights]
        self._v: list[Array] = [np.empty(0) for _ in self._weights]
        self._sigma: list[Any] = [1.0 for _ in self._weights]
        for _ in range(N_FIRST):
            self.normalise()

    def normalise(self) -> None:
        """Make a power iteration and write every W̄ to the network."""
        for i, (W, normalised) in enumerate(zip(self._weights, self.network.weights, strict=True)):
            matrix = W[:, :-1]
            self._v[i] = _unit(np.dot(matrix.T, self._u[i]))
            along = np.dot(matrix, self._v[i])
            self._u[i] = _unit(along)
            self._sigma[i] = np.maximum(np.dot(self._u[i], along), TINY)
            np.divide(matrix, self._sigma[i], out=normalised[:, :-1])
            normalised[:, -1] = W[:, -1]

    def back(self) -> Array:
        """Return the gradient by `parameters`, from the network's own, which is by W̄.

        ∂L/∂W = (∂L/∂W̄ − λ u vᵀ)/σ with λ = Σ ∂L/∂W̄ ⊙ W̄. Miyato et al. 2018, eq. 12, u and v held fixed.
        """
        layers = zip(self.network.weight_gradients, self.network.weights, self._gradients, strict=True)
        for i, (by_normalised, normalised, gradient) in enumerate(layers):
            share = (by_normalised[:, :-1] * normalised[:, :-1]).sum()
            np.subtract(by_normalised[:, :-1], share * np.outer(self._u[i], self._v[i]), out=gradient[:, :-1])
            gradient[:, :-1] /= self._sigma[i]
            gradient[:, -1] = by_normalised[:, -1]
        return self.gradient


def _unit(x: Array) -> Array:
    return np.asarray(x / np.maximum(np.sqrt(np.dot(x, x)), TINY))
