"""A small GAN that shows digits within seconds on one core.

Everything is a matrix product, at which a processor is fast even where the matrices are small. What a convolution gives
is there all the same: G paints every part of a picture with the same overlapping patches, and D looks at every strip of
it with the same weights. Images are (batch, 1, 28, 28) with pixels in [−1, 1]. Batch normalisation uses the statistics
of the batch at hand, always.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from explorer.models.layers import linear
from explorer.models.mnist_trainer.matrix_convolutions import MatrixTransposedConvolution

LATENT_DIM = 32
SLOPE = 0.2


class CompactGenerator(nn.Module):
    """G: dense 64 → dense 7·7·32 → 8×8 transposed convolution to 1 with stride 4; ReLU, tanh."""

    latent_dim = LATENT_DIM

    def __init__(self, torch_rng: torch.Generator, n_labels: int = 0) -> None:
        super().__init__()
        self.dense_64 = linear(LATENT_DIM + n_labels, 64, torch_rng, bias=False)
        self.norm_64 = nn.BatchNorm1d(64, track_running_stats=False)
        self.dense_7x7 = linear(64, 7 * 7 * 32, torch_rng, bias=False)
        self.norm_7x7 = nn.BatchNorm1d(7 * 7 * 32, track_running_stats=False)
        self.up_1 = MatrixTransposedConvolution(32, 7, 8, torch_rng, stride=4, padding=2)

    def forward(self, z: Tensor) -> Tensor:
        """Return images (batch, 1, 28, 28) for z (batch, 32 + n_labels), the one-hot label last."""
        h = F.relu(self.norm_64(self.dense_64(z)))  # (batch, 64)
        h = F.relu(self.norm_7x7(self.dense_7x7(h)))  # (batch, 1568): 7×7 places with 32 channels each
        return torch.tanh(self.up_1(h))  # (batch, 1, 28, 28)


class CompactDiscriminator(nn.Module):
    """D's body: 64 units, the same for each strip of 4 rows, then dense 128; LeakyReLU(0.2).

    The strips make the first layer a convolution with a kernel of 4×28 and stride 4.
    """

    n_features = 128

    def __init__(self, torch_rng: torch.Generator) -> None:
        super().__init__()
        self.strip = linear(4 * 28, 64, torch_rng)
        self.dense = linear(7 * 64, 128, torch_rng)

    def forward(self, x: Tensor) -> Tensor:
        """Return features (batch, 128) for images (batch, 1, 28, 28)."""
        h = F.leaky_relu(self.strip(x.reshape(-1, 7, 4 * 28)), SLOPE)  # (batch, 7, 64)
        return F.leaky_relu(self.dense(h.flatten(1)), SLOPE)  # (batch, 128)
