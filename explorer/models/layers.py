"""Layers that the networks share: weights and dropout from a generator of one's own.

PyTorch draws initial weights and dropout masks from one generator for the whole process. Two runs in one server would
disturb each other there, so every random number here comes from the `torch_rng` that is handed in. `nn.utils.skip_init`
would leave it alone, too, but imports sympy, which takes 40 MB.
"""

from typing import TypeVar

import torch
from torch import Tensor, nn

LayerWithWeight = TypeVar("LayerWithWeight", nn.Linear, nn.Conv2d)


def glorot_uniform(layer: LayerWithWeight, torch_rng: torch.Generator) -> LayerWithWeight:
    """Give a layer weights from U(−a, a), a = √(6/(fan_in + fan_out)), and the bias 0: Keras's default.

    References
    ----------
    Glorot & Bengio 2010, eq. 16.
    """
    layer.weight = nn.Parameter(nn.init.xavier_uniform_(torch.empty(layer.weight.shape), generator=torch_rng))
    if layer.bias is not None:
        layer.bias = nn.Parameter(torch.zeros(layer.bias.shape))
    return layer


def linear(n_in: int, n_out: int, torch_rng: torch.Generator, *, bias: bool = True) -> nn.Linear:
    """Return a dense layer, (batch, n_in) → (batch, n_out)."""
    # made on "meta", where nothing is drawn: elsewhere the constructor takes from the process-wide generator
    return glorot_uniform(nn.Linear(n_in, n_out, bias=bias, device="meta"), torch_rng)


def convolution(
    n_in: int, n_out: int, kernel: int, torch_rng: torch.Generator, *, stride: int = 1, padding: int = 0
) -> nn.Conv2d:
    """Return a convolution, (batch, n_in, height, width) → (batch, n_out, ...), with a bias."""
    layer = nn.Conv2d(n_in, n_out, kernel, stride=stride, padding=padding, device="meta")
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
        # Four 16-bit numbers from each draw: a draw an element would cost as much as the layers around.
        n_words = -(-x.numel() // 4)
        words = torch.empty(n_words, dtype=torch.int64).random_(-(2**63), None, generator=self.torch_rng)
        numbers = words.view(torch.int16)[: x.numel()].view(x.shape)  # even in −2¹⁵ … 2¹⁵ − 1
        kept = (numbers < round((1.0 - self.p) * 2**16) - 2**15).to(x.device, x.dtype)
        return x * kept.div_(1.0 - self.p)
