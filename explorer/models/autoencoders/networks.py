"""Encoder 784 → 256 → k and decoder k → 256 → 784, of an autoencoder and of a variational one, with their gradients.

Weights are (n_in, n_out), as in Keras. Pictures are (batch, 784) with pixels in [0, 1]. The backward pass is written
out: there are four layers, and autograd would cost a tenth of a run's time.
"""

import torch
from torch import Tensor, nn

from explorer.models.layers import linear

N_PIXELS, N_HIDDEN = 784, 256


class TwoLayers(nn.Module):
    """n_in → 256 → n_out with ReLU between; `is_linear` leaves the ReLU out, so that the whole is one affine map."""

    def __init__(self, n_in: int, n_out: int, is_linear: bool, torch_rng: torch.Generator) -> None:
        super().__init__()
        self.is_linear = is_linear
        self.weight_1, self.bias_1 = _parameters(n_in, N_HIDDEN, torch_rng)
        self.weight_2, self.bias_2 = _parameters(N_HIDDEN, n_out, torch_rng)
        for parameter in self.parameters():
            parameter.grad = torch.zeros_like(parameter)

    def hidden(self, x: Tensor) -> Tensor:
        """Return the hidden units (batch, 256) for x (batch, n_in)."""
        h = torch.addmm(self.bias_1, x, self.weight_1)
        return h if self.is_linear else h.relu_()

    def output(self, h: Tensor) -> Tensor:
        """Return (batch, n_out) for hidden units (batch, 256)."""
        return torch.addmm(self.bias_2, h, self.weight_2)

    def forward(self, x: Tensor) -> Tensor:
        """Return (batch, n_out) for x (batch, n_in)."""
        return self.output(self.hidden(x))

    def backward(self, x: Tensor, h: Tensor, slope: Tensor, *, needs_input: bool) -> Tensor | None:
        """Set the gradients of the parameters, given that of the loss by what came out; return that by x if needed.

        Parameters
        ----------
        x, h : what went in and its hidden units, (batch, n_in) and (batch, 256)
        slope : gradient of the loss by the output, (batch, n_out)
        """
        torch.mm(h.T, slope, out=self.weight_2.grad)
        torch.sum(slope, 0, out=self.bias_2.grad)
        slope_h = torch.mm(slope, self.weight_2.T)  # (batch, 256)
        if not self.is_linear:
            slope_h.mul_(h > 0)
        torch.mm(x.T, slope_h, out=self.weight_1.grad)
        torch.sum(slope_h, 0, out=self.bias_1.grad)
        return torch.mm(slope_h, self.weight_1.T) if needs_input else None


def _parameters(n_in: int, n_out: int, torch_rng: torch.Generator) -> tuple[nn.Parameter, nn.Parameter]:
    layer = linear(n_in, n_out, torch_rng)
    weight, bias = layer.weight.detach().T.contiguous(), layer.bias.detach()
    return nn.Parameter(weight, requires_grad=False), nn.Parameter(bias, requires_grad=False)


class Autoencoder(nn.Module):
    """An encoder and a decoder with k numbers between them.

    Attributes
    ----------
    is_variational : the encoder says μ and ln σ² of each of the k numbers, 2k in all, in place of the code itself
    is_linear : no ReLU anywhere, and no sigmoid on the decoder's pixels
    """

    def __init__(self, latent_dim: int, is_variational: bool, is_linear: bool, torch_rng: torch.Generator) -> None:
        super().__init__()
        self.is_variational, self.is_linear = is_variational, is_linear
        n_said = 2 * latent_dim if is_variational else latent_dim
        self.encoder = TwoLayers(N_PIXELS, n_said, is_linear, torch_rng)
        self.decoder = TwoLayers(latent_dim, N_PIXELS, is_linear, torch_rng)

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor | None]:
        """Return the codes (batch, k) of pictures; of a variational one μ, and ln σ² beside it."""
        return self.halves(self.encoder(x))

    def halves(self, said: Tensor) -> tuple[Tensor, Tensor | None]:
        """Return what the encoder has said as codes and nothing, or as μ and ln σ², (batch, k) each."""
        if not self.is_variational:
            return said, None
        mu, log_variance = said.chunk(2, dim=1)
        return mu, log_variance

    def pixels(self, logits: Tensor) -> Tensor:
        """Return the pixels of what the decoder puts out: its sigmoid, or of a linear one itself."""
        return logits if self.is_linear else logits.sigmoid()
