"""The smallest GAN for digits: one hidden layer of 128 units in each network, as in many first tutorials.

z ~ N(0, I_100); Glorot-uniform weights, as in Keras. Images are (batch, 1, 28, 28) with pixels in [−1, 1].
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from explorer.models.layers import linear

LATENT_DIM = 100
N_HIDDEN = 128
N_PIXELS = 28 * 28
SLOPE = 0.01


class DenseGenerator(nn.Module):
    """G: 100 → 128 → 784, LeakyReLU(0.01), tanh."""

    latent_dim = LATENT_DIM

    def __init__(self, torch_rng: torch.Generator) -> None:
        super().__init__()
        self.hidden = linear(LATENT_DIM, N_HIDDEN, torch_rng)
        self.pixels = linear(N_HIDDEN, N_PIXELS, torch_rng)

    def forward(self, z: Tensor) -> Tensor:
        """Return images (batch, 1, 28, 28) for z (batch, 100)."""
        h = F.leaky_relu(self.hidden(z), SLOPE)  # (batch, 128)
        x = torch.tanh(self.pixels(h))  # (batch, 784)
        return x.view(-1, 1, 28, 28)  # (batch, 1, 28, 28)


class DenseDiscriminator(nn.Module):
    """D: 784 → 128 → 1, LeakyReLU(0.01); returns the logit, so the sigmoid is left to the loss."""

    def __init__(self, torch_rng: torch.Generator) -> None:
        super().__init__()
        self.hidden = linear(N_PIXELS, N_HIDDEN, torch_rng)
        self.logit = linear(N_HIDDEN, 1, torch_rng)

    def forward(self, x: Tensor) -> Tensor:
        """Return logits (batch,) for images (batch, 1, 28, 28)."""
        h = F.leaky_relu(self.hidden(x.flatten(1)), SLOPE)  # (batch, 128)
        logits: Tensor = self.logit(h)  # (batch, 1)
        return logits.squeeze(1)  # (batch,)
