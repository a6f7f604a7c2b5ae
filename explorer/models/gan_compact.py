"""A small convolutional GAN that shows digits within seconds on a laptop's two cores.

Images are (batch, 1, 28, 28) with pixels in [−1, 1]. Kernels are 4×4 with stride 2, so that every pixel of the larger
image is reached by equally many weights. Batch normalisation uses the statistics of the batch at hand, always.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from explorer.models.layers import convolution, linear, transposed_convolution

LATENT_DIM = 32
SLOPE = 0.2


class CompactGenerator(nn.Module):
    """G: dense 7·7·48 → 4×4 transposed convolutions 16 and 1, both with stride 2; ReLU, tanh."""

    latent_dim = LATENT_DIM

    def __init__(self, torch_rng: torch.Generator, n_labels: int = 0) -> None:
        super().__init__()
        self.dense = linear(LATENT_DIM + n_labels, 48 * 7 * 7, torch_rng, bias=False)
        self.norm_dense = nn.BatchNorm1d(48 * 7 * 7, track_running_stats=False)
        self.up_16 = transposed_convolution(48, 16, 4, torch_rng, stride=2, padding=1, bias=False)
        self.norm_16 = nn.BatchNorm2d(16, track_running_stats=False)
        self.up_1 = transposed_convolution(16, 1, 4, torch_rng, stride=2, padding=1, bias=True)

    def forward(self, z: Tensor) -> Tensor:
        """Return images (batch, 1, 28, 28) for z (batch, 32 + n_labels), the one-hot label last."""
        h = F.relu(self.norm_dense(self.dense(z)))  # (batch, 2352)
        h = h.view(-1, 48, 7, 7)  # (batch, 48, 7, 7)
        h = F.relu(self.norm_16(self.up_16(h)))  # (batch, 16, 14, 14)
        return torch.tanh(self.up_1(h))  # (batch, 1, 28, 28)


class CompactDiscriminator(nn.Module):
    """D's body: 4×4 convolutions 12 and 24 with stride 2, LeakyReLU(0.2)."""

    n_features = 24 * 7 * 7

    def __init__(self, torch_rng: torch.Generator) -> None:
        super().__init__()
        self.down_12 = convolution(1, 12, 4, torch_rng, stride=2, padding=1)
        self.down_24 = convolution(12, 24, 4, torch_rng, stride=2, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """Return features (batch, 1176) for images (batch, 1, 28, 28)."""
        h = F.leaky_relu(self.down_12(x), SLOPE)  # (batch, 12, 14, 14)
        h = F.leaky_relu(self.down_24(h), SLOPE)  # (batch, 24, 7, 7)
        return h.flatten(1)
