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

    def __init__(self, torch_rng: torch.Generator, n_labels: int = 0) -> None:
        super().__init__()
        self.hidden = linear(LATENT_DIM + n_labels, N_HIDDEN, torch_rng)
        self.pixels = linear(N_HIDDEN, N_PIXELS, torch_rng)

    def forward(self, z: Tensor) -> Tensor:
        """Return images (batch, 1, 28, 28) for z (batch, 100 + n_labels), the one-hot label last."""
        h = F.leaky_relu(self.hidden(z), SLOPE)  # (batch, 128)
        x = torch.tanh(self.pixels(h))  # (batch, 784)
        return x.view(-1, 1, 28, 28)  # (batch, 1, 28, 28)


class DenseDiscriminator(nn.Module):
    """D's body: 784 → 128, LeakyReLU(0.01); `explorer.models.mnist_trainer.gan.Discriminator` adds 128 → 1."""

    n_features = N_HIDDEN

    def __init__(self, torch_rng: torch.Generator) -> None:
        super().__init__()
        # (n_in, n_out), as in Keras: the product with x then takes two thirds of the time that nn.Linear's takes
        hidden = linear(N_PIXELS, N_HIDDEN, torch_rng)
        self.weight = nn.Parameter(hidden.weight.detach().T.contiguous())
        self.bias = hidden.bias

    def forward(self, x: Tensor) -> Tensor:
        """Return features (batch, 128) for images (batch, 1, 28, 28)."""
        h = torch.addmm(self.bias, x.flatten(1), self.weight)  # (batch, 128)
        return F.leaky_relu(h, SLOPE)
