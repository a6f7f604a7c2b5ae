"""The convolutional GAN of TensorFlow's DCGAN tutorial: 5×5 kernels, 'same' padding, batch normalisation in G.

Keras's defaults of that time hold where the architecture names none: LeakyReLU slope 0.3, batch normalisation with
ε = 0.001, Glorot-uniform weights. Images are (batch, 1, 28, 28) with pixels in [−1, 1].

Batch normalisation always uses the statistics of the batch at hand, for the pictures that are shown too: that is the
generator that D is training against. Keras's running averages would lag behind it by hundreds of iterations.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from explorer.models.layers import Dropout, linear
from explorer.models.mnist_trainer.grid_convolution import N_CELLS, GridConvolution, from_grid, to_grid

LATENT_DIM = 100
SLOPE = 0.3
EPSILON = 1e-3
DROPOUT = 0.3


class ConvolutionalGenerator(nn.Module):
    """G: dense 7·7·256 → 5×5 transposed convolutions 128, 64 (stride 2), 1 (stride 2); no biases but BN's; tanh."""

    latent_dim = LATENT_DIM

    def __init__(self, torch_rng: torch.Generator, n_labels: int = 0) -> None:
        super().__init__()
        self.dense = linear(LATENT_DIM + n_labels, 256 * 7 * 7, torch_rng, bias=False)
        self.norm_dense = nn.BatchNorm1d(256 * 7 * 7, eps=EPSILON, track_running_stats=False)
        self.up_128 = GridConvolution(256, 128, 1, 1, torch_rng)
        self.norm_128 = nn.BatchNorm1d(128, eps=EPSILON, track_running_stats=False)
        self.up_64 = GridConvolution(128, 64, 1, 2, torch_rng)
        self.norm_64 = nn.BatchNorm1d(64, eps=EPSILON, track_running_stats=False)
        self.up_1 = GridConvolution(64, 1, 2, 4, torch_rng)

    def forward(self, z: Tensor) -> Tensor:
        """Return images (batch, 1, 28, 28) for z (batch, 100 + n_labels), the one-hot label last."""
        h = F.leaky_relu(self.norm_dense(self.dense(z)), SLOPE, inplace=True)  # (batch, 12544)
        h = h.view(len(z), N_CELLS, 256).transpose(0, 1)  # (49, batch, 256), 7 pixels a side
        h = F.leaky_relu(self.norm_128(self.up_128(h).view(-1, 128)), SLOPE, inplace=True)  # (49·batch, 128)
        h = self.up_64(h.view(N_CELLS, len(z), 128)).view(-1, 64)  # (49·batch·4, 64), 14 pixels a side
        h = F.leaky_relu(self.norm_64(h), SLOPE, inplace=True)
        return torch.tanh(from_grid(self.up_1(h.view(N_CELLS, len(z), 4 * 64)), 4))  # (batch, 1, 28, 28)


class ConvolutionalDiscriminator(nn.Module):
    """D's body: 5×5 convolutions 64 and 128 with stride 2, LeakyReLU(0.3), dropout 0.3."""

    n_features = 128 * 7 * 7

    def __init__(self, torch_rng: torch.Generator) -> None:
        super().__init__()
        self.down_64 = GridConvolution(1, 64, 4, 2, torch_rng, bias=True)
        self.down_128 = GridConvolution(64, 128, 2, 1, torch_rng, bias=True)
        self.dropout = Dropout(DROPOUT, torch_rng)

    def forward(self, x: Tensor) -> Tensor:
        """Return features (batch, 6272) for images (batch, 1, 28, 28)."""
        h = F.leaky_relu(self.down_64(to_grid(x, 4)), SLOPE, inplace=True)  # (49, batch, 4·64), 14 pixels a side
        h = F.leaky_relu(self.down_128(self.dropout(h)), SLOPE, inplace=True)  # (49, batch, 128), 7 pixels a side
        features: Tensor = self.dropout(h).transpose(0, 1).flatten(1)
        return features
