"""Layers that the GANs share: weights and dropout from a generator of one's own, and Keras's 'same' padding.

PyTorch draws initial weights and dropout masks from one generator for the whole process. Two runs in one server would
disturb each other there, so every random number here comes from the `torch_rng` that is handed in.
"""

from typing import TypeVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

LayerWithWeight = TypeVar("LayerWithWeight", nn.Linear, nn.Conv2d, nn.ConvTranspose2d)


def glorot_uniform(layer: LayerWithWeight, torch_rng: torch.Generator) -> LayerWithWeight:
    """Draw weights from U(−a, a), a = √(6/(fan_in + fan_out)), and set the bias to 0: Keras's default.

    References
    ----------
    Glorot & Bengio 2010, eq. 16.
    """
    nn.init.xavier_uniform_(layer.weight, generator=torch_rng)
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)
    return layer


def linear(n_in: int, n_out: int, torch_rng: torch.Generator, *, bias: bool = True) -> nn.Linear:
    """Return a dense layer, (batch, n_in) → (batch, n_out)."""
    # skip_init: the constructor would draw from the process-wide generator
    layer = nn.utils.skip_init(nn.Linear, n_in, n_out, bias=bias)  # type: ignore[no-untyped-call]
    assert isinstance(layer, nn.Linear)
    return glorot_uniform(layer, torch_rng)


def convolution(
    n_in: int, n_out: int, kernel: int, torch_rng: torch.Generator, *, stride: int = 1, padding: int = 0
) -> nn.Conv2d:
    """Return a convolution, (batch, n_in, height, width) → (batch, n_out, ...), with a bias."""
    layer = nn.utils.skip_init(nn.Conv2d, n_in, n_out, kernel, stride=stride, padding=padding)  # type: ignore[no-untyped-call]
    assert isinstance(layer, nn.Conv2d)
    return glorot_uniform(layer, torch_rng)


def transposed_convolution(
    n_in: int, n_out: int, kernel: int, torch_rng: torch.Generator, *, stride: int = 1, padding: int = 0, bias: bool
) -> nn.ConvTranspose2d:
    """Return a transposed convolution, (batch, n_in, height, width) → (batch, n_out, ...)."""
    layer = nn.utils.skip_init(nn.ConvTranspose2d, n_in, n_out, kernel, stride=stride, padding=padding, bias=bias)  # type: ignore[no-untyped-call]
    assert isinstance(layer, nn.ConvTranspose2d)
    return glorot_uniform(layer, torch_rng)


class Dropout(nn.Module):
    """Dropout whose mask comes from `torch_rng`: an element is kept with 1 − p and then divided by 1 − p.

    References
    ----------
    Srivastava et al. 2014, in the "inverted" form that Keras and PyTorch use.
    """

    def __init__(self, p: float, torch_rng: torch.Generator) -> None:
        super().__init__()
        self.p = p
        self.torch_rng = torch_rng

    def forward(self, x: Tensor) -> Tensor:
        """Return x with dropped elements while training, x itself in evaluation."""
        if not self.training:
            return x
        mask = torch.empty_like(x).bernoulli_(1.0 - self.p, generator=self.torch_rng)
        return x * mask.div_(1.0 - self.p)


def pad_same_5x5_stride_2(x: Tensor) -> Tensor:
    """Pad an image of even side as Keras's `padding="same"` does for a 5×5 kernel with stride 2.

    Three rows and columns of zeros are needed to halve the side; TensorFlow puts 1 before and 2 after.
    """
    return F.pad(x, (1, 2, 1, 2))


def crop_same_5x5_stride_2(x: Tensor) -> Tensor:
    """Drop the last row and column of a transposed 5×5 convolution with stride 2 and `padding=1`.

    Keras's transposed 'same' convolution is the adjoint of the 'same' convolution, which padded 1 before and 2 after:
    `padding=1` removes one row and column on either side, this function the second one at the end.
    """
    return x[:, :, :-1, :-1]
