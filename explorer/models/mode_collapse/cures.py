"""Networks for the cures of mode collapse, as functions of one vector that holds all their parameters.

Unrolling follows D through updates that have not happened, and needs D at parameters that are themselves a function of
G's. With all of them in one vector θ that is D(θ', x): no module to be copied, and an optimizer is a few lines.

Everything has a first axis, `runs`: networks as small as these cost a call of torch more than the arithmetic, so that
ten of them side by side, each with its own points and parameters, take three times as long as one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor


@dataclass(frozen=True)
class Layer:
    """A dense layer's shape: the weight (n_in, n_out), and a bias (n_out,) if it has one."""

    n_in: int
    n_out: int
    has_bias: bool = True

    @property
    def size(self) -> int:
        """Return the number of its parameters."""
        return self.n_out * (self.n_in + self.has_bias)


class Network:
    """Dense layers whose parameters are cut from one vector, layer by layer: the weight, row by row, then the bias."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = tuple(layers)
        self._cuts = [n for layer in layers for n in (layer.n_in * layer.n_out, layer.n_out * layer.has_bias) if n]

    def initial(self, rng: np.random.Generator) -> Tensor:
        """Draw the first parameters, uniform in ±1/√n_in as those of `torch.nn.Linear`; shape (n_parameters,)."""
        parts = [rng.uniform(-1.0, 1.0, layer.size) / layer.n_in**0.5 for layer in self.layers]
        return torch.from_numpy(np.concatenate(parts)).float()

    def parts(self, theta: Tensor) -> list[tuple[Tensor, Tensor | None]]:
        """Return every layer's weight (runs, n_in, n_out) and bias (runs, 1, n_out), views of θ (runs, n)."""
        cuts = iter(torch.split(theta, self._cuts, dim=1))
        return [
            (next(cuts).view(-1, layer.n_in, layer.n_out), next(cuts).unsqueeze(1) if layer.has_bias else None)
            for layer in self.layers
        ]


class Generator(Network):
    """G: z ↦ x, (runs, n, 2) both; hidden layers of tanh units: a smooth sheet bends to small modes more closely."""

    def __init__(self, n_layers: int, width: int) -> None:
        super().__init__([*hidden_layers(2, n_layers, width), Layer(width, 2)])

    def __call__(self, theta: Tensor, z: Tensor) -> Tensor:
        """Return points (runs, n, 2) for z (runs, n, 2)."""
        *hidden, last = self.parts(theta)
        h = z
        for layer in hidden:
            h = dense(h, layer).tanh()  # (runs, n, width)
        return dense(h, last)


class Discriminator(Network):
    """D: packs of points ↦ logits; hidden layers of ReLU units, and minibatch features if asked for.

    Parameters
    ----------
    pack : points that D sees at once, side by side; 1 is the plain D. Lin et al. 2018
    n_kernels, kernel_dim : B and C of minibatch discrimination; 0 kernels are none
    """

    def __init__(self, n_layers: int, width: int, pack: int = 1, n_kernels: int = 0, kernel_dim: int = 3) -> None:
        hidden = hidden_layers(2 * pack, n_layers, width)
        kernel = [Layer(width, n_kernels * kernel_dim, has_bias=False)] if n_kernels else []
        super().__init__([*hidden, Layer(width + n_kernels, 1), *kernel])
        self.n_layers, self.pack, self.n_kernels, self.kernel_dim = n_layers, pack, n_kernels, kernel_dim

    def __call__(self, theta: Tensor, x: Tensor, n_batches: int = 1) -> Tensor:
        """Return logits (runs, n / pack) for points (runs, n, 2), `pack` in a row making one input.

        `n_batches` of equal size may lie behind each other; only minibatch features need to know.
        """
        parts = self.parts(theta)
        hidden, (last, *kernel) = parts[: self.n_layers], parts[self.n_layers :]
        h = x.reshape(len(x), -1, 2 * self.pack)
        for layer in hidden:
            h = dense(h, layer).relu()  # (runs, n / pack, width)
        if kernel:
            features = dense(h, kernel[0]).reshape(
                len(x), n_batches, -1, self.n_kernels * self.kernel_dim
            )  # (runs, n_batches, batch, B C)
            h = torch.cat([h, closeness(features, self.n_kernels).flatten(1, 2)], dim=2)
        return dense(h, last).squeeze(2)


def hidden_layers(n_in: int, n_layers: int, width: int) -> list[Layer]:
    """Return the shapes of the hidden layers."""
    return [Layer(n_in if i == 0 else width, width) for i in range(n_layers)]


def dense(x: Tensor, layer: tuple[Tensor, Tensor | None]) -> Tensor:
    """Return x W + b of each run, (runs, n, n_out) for x (runs, n, n_in)."""
    weight, bias = layer
    return torch.bmm(x, weight) if bias is None else torch.baddbmm(bias, x, weight)


def closeness(features: Tensor, n_kernels: int) -> Tensor:
    """How near each sample's features are to those of the rest of its batch, in B ways.

    o_b(x_i) = Σ_j exp(−‖M_ib − M_jb‖₁), M_i the matrix B×C of sample i, M_ib its rows. The sample itself adds 1.

    Parameters
    ----------
    features : shape (..., batch, B·C)
    n_kernels : B

    Returns
    -------
    shape (..., batch, B), each from 1 to the size of the batch

    References
    ----------
    Salimans et al. 2016, section 3.2.
    """
    M = features.reshape(*features.shape[:-1], n_kernels, -1).transpose(-3, -2).contiguous()  # (..., B, batch, C)
    return torch.exp(-torch.cdist(M, M, p=1.0)).sum(dim=-1).transpose(-2, -1)
