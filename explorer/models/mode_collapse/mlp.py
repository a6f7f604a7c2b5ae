"""A multilayer perceptron in NumPy, forward and backward written out, made for small networks and many steps.

Three choices make it fast. A sample is a column, and every layer's input ends with a row of ones, so that a layer is
one product W·[h; 1] with the bias inside W, and its gradient is one product, too. All parameters lie in one vector, so
that an optimizer makes a handful of operations whatever the number of layers. And the arrays of a pass are made once
for each batch size (a `Tape`) and written over from then on.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[Any]  # of the precision that the network is made with

LEAK = 0.2  # slope of leaky ReLU below 0
ACTIVATIONS = ("tanh", "relu", "leaky_relu")


class Tape:
    """What one pass over a batch writes down: every layer's input and output, and buffers for the backward pass.

    Attributes
    ----------
    inputs : for every layer, shape (n_in + 1, batch), the last row ones
    x : the rows of `inputs[0]` that are the network's input: write the batch here
    output : shape (n_out, batch)
    deltas : for every layer, shape (n_in, batch), buffers for the gradients by its input
    slopes : of the same shapes, buffers for the activation's slope
    """

    def __init__(self, sizes: Sequence[int], batch_size: int, dtype: DTypeLike) -> None:
        self.inputs: list[Array] = [np.ones((n + 1, batch_size), dtype) for n in sizes[:-1]]
        self.hidden: list[Array] = [layer[:-1] for layer in self.inputs]
        self.x = self.hidden[0]
        self.output: Array = np.empty((sizes[-1], batch_size), dtype)
        self.deltas: list[Array] = [np.empty((n, batch_size), dtype) for n in sizes[:-1]]
        self.slopes: list[Array] = [np.empty((n, batch_size), dtype) for n in sizes[:-1]]


class Mlp:
    """A chain of dense layers with one activation between them and none at the end.

    Weights and biases begin uniform in ±1/√n_in, as those of `torch.nn.Linear` do.

    Parameters
    ----------
    sizes : units of every layer, input first, output last; two of them are a linear map
    activation : one of `ACTIVATIONS`

    Attributes
    ----------
    parameters, gradient : one vector each; `weights` and `weight_gradients` are views of shape (n_out, n_in + 1)
    """

    def __init__(
        self, sizes: Sequence[int], activation: str, rng: np.random.Generator, dtype: DTypeLike = np.float32
    ) -> None:
        self.sizes = tuple(sizes)
        self.activation = activation
        shapes = [(n_out, n_in + 1) for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True)]
        self._shapes, self._ends = shapes, np.cumsum([rows * columns for rows, columns in shapes])
        self.parameters: Array = np.empty(int(self._ends[-1]), dtype)
        self.gradient: Array = np.empty_like(self.parameters)
        self.weights, self.weight_gradients = self.views(self.parameters), self.views(self.gradient)
        self._backwards = [weight[:, :-1].T for weight in self.weights]
        for weight, n_in in zip(self.weights, sizes[:-1], strict=True):
            weight[:] = rng.uniform(-1.0, 1.0, weight.shape) / np.sqrt(n_in)

    def views(self, vector: Array) -> list[Array]:
        """Return the parts of a vector like `parameters` that belong to each layer, shape (n_out, n_in + 1)."""
        parts = np.split(vector, self._ends[:-1])
        return [part.reshape(shape) for part, shape in zip(parts, self._shapes, strict=True)]

    def tape(self, batch_size: int) -> Tape:
        """Return buffers for passes over batches of this size."""
        return Tape(self.sizes, batch_size, self.parameters.dtype)

    def forward(self, tape: Tape) -> Array:
        """Return the output for `tape.x`, shape (n_out, batch): `tape.output`, overwritten by the next pass."""
        last = len(self.weights) - 1
        for layer, weight in enumerate(self.weights):
            if layer == last:
                return np.dot(weight, tape.inputs[layer], out=tape.output)
            hidden = tape.hidden[layer + 1]
            np.dot(weight, tape.inputs[layer], out=hidden)
            _activate(self.activation, hidden, tape.slopes[layer + 1])
        raise AssertionError("a network has at least one layer")

    def backward(self, tape: Tape, delta: Array, *, by_parameters: bool = True, by_input: bool = False) -> Array:
        """Follow the last pass on `tape` back.

        δ_l = (W_{l+1}ᵀ δ_{l+1}) ⊙ φ'(h_l) and ∂/∂W_l = δ_l [h_{l−1}; 1]ᵀ.

        Parameters
        ----------
        delta : shape (n_out, batch), the gradient of some number by the output
        by_parameters : whether to write `gradient`
        by_input : whether to go on to the network's own input

        Returns
        -------
        The gradient by the input, shape (n_in, batch), where `by_input` asks for it; else a buffer without meaning.
        """
        for layer in range(len(self.weights) - 1, -1, -1):
            if by_parameters:
                np.dot(delta, tape.inputs[layer].T, out=self.weight_gradients[layer])
            if layer or by_input:
                delta = np.dot(self._backwards[layer], delta, out=tape.deltas[layer])
            if layer:
                delta *= _slope(self.activation, tape.hidden[layer], tape.slopes[layer])
        return tape.deltas[0]

    def __call__(self, x: Array) -> Array:
        """Return the output for `x`, shape (n_in, batch), as a new array of shape (n_out, batch)."""
        tape = self.tape(x.shape[1])
        tape.x[:] = x
        return self.forward(tape)


def _activate(activation: str, h: Array, buffer: Array) -> None:
    """Apply the activation to `h` in its place."""
    if activation == "tanh":
        np.tanh(h, out=h)
    elif activation == "relu":
        np.maximum(h, 0, out=h)
    else:
        np.multiply(h, LEAK, out=buffer)
        np.maximum(h, buffer, out=h)


def _slope(activation: str, h: Array, buffer: Array) -> Array:
    """Return φ' from the activation's value h = φ(a): 1 − h², or by the sign of h; written to `buffer`."""
    if activation == "tanh":
        np.multiply(h, h, out=buffer)
        return np.subtract(1, buffer, out=buffer)
    np.greater(h, 0, out=buffer, casting="unsafe")
    if activation == "leaky_relu":
        buffer *= 1 - LEAK
        buffer += LEAK
    return buffer
