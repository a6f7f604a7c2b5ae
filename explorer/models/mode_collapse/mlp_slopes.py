"""How steep a network is in its input, and how that changes with its parameters: what a penalty on D's slope needs.

The slope g = ∇ₓt(x) takes a pass forward and one back. A penalty on it has to be differentiated once more, by the
parameters. With v = ∂penalty/∂g held fixed, that is the gradient of Σ v·g, and v·g is the derivative of t along v: a
second pass forward, along v, and one back (Pearlmutter 1994). No further derivative, and no matrix of them.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.models.mode_collapse.mlp import Mlp

Array = NDArray[Any]


class SlopePass:
    """The slopes of a network with one output on batches of one size. Write the batch to `x`, shape (n_in, batch)."""

    def __init__(self, network: Mlp, batch_size: int) -> None:
        self.network = network
        self._tape = network.tape(batch_size)
        self.x = self._tape.x
        dtype = network.parameters.dtype
        self._ones: Array = np.ones((1, batch_size), dtype)
        # Every layer's input and its units' sums, differentiated along v; the row of ones does not move.
        self._moves: list[Array] = [np.zeros_like(inputs) for inputs in self._tape.inputs]
        self._sums: list[Array] = [np.empty_like(buffer) for buffer in self._tape.slopes]
        self._bends: list[Array] = [np.empty_like(buffer) for buffer in self._tape.slopes]

    def slopes(self) -> Array:
        """Return g = ∇ₓt(x) for every point, shape (n_in, batch): overwritten by the next pass."""
        self.network.forward(self._tape)
        return self.network.backward(self._tape, self._ones, by_parameters=False, by_input=True)

    def add_gradient(self, v: Array) -> None:
        """Add the gradient of Σ v·g, with v (n_in, batch) held fixed, to the network's; g as `slopes` left it.

        Forward ȧ = W·[ḣ; 0] and ḣ = φ'(a) ȧ, from ḣ = v at the input to ṫ = v·g. Back, with δ̇ the gradient of ṫ by ȧ
        (the very δ that `slopes` has computed) and δ that by a:

        ∂/∂W = δ̇·[ḣ; 0]ᵀ + δ·[h; 1]ᵀ,   δ_l = φ'(a)·W_{l+1}ᵀδ_{l+1} + φ''(a) ȧ·W_{l+1}ᵀδ̇_{l+1},

        where φ'' = −2 h φ' for tanh; (leaky) ReLU has no curvature, and its δ is 0.
        """
        tape, weights = self._tape, self.network.weights
        last = len(weights) - 1
        self._moves[0][:-1] = v
        for layer in range(last):
            sums = np.dot(weights[layer], self._moves[layer], out=self._sums[layer + 1])
            np.multiply(sums, tape.slopes[layer + 1], out=self._moves[layer + 1][:-1])
        bend: Array | None = None
        for layer in range(last, -1, -1):
            delta = tape.deltas[layer + 1] if layer < last else self._ones
            gradient = np.dot(delta, self._moves[layer].T)
            if bend is not None:
                gradient += np.dot(bend, tape.inputs[layer].T)
            self.network.weight_gradients[layer] += gradient
            if layer and self.network.activation == "tanh":
                bend = self._bend(layer, bend)

    def _bend(self, layer: int, above: Array | None) -> Array:
        """Return δ of the hidden layer below `layer`, from that above it; None above is 0."""
        tape = self._tape
        buffer = np.multiply(self._sums[layer], tape.hidden[layer], out=self._bends[layer])
        buffer *= tape.deltas[layer]
        buffer *= -2
        if above is not None:
            buffer += np.dot(self.network.weights[layer][:, :-1].T, above) * tape.slopes[layer]
        return buffer
