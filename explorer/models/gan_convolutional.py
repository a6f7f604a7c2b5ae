"""The convolutional GAN of TensorFlow's DCGAN tutorial: 5×5 kernels, 'same' padding, batch normalisation in G.

Keras's defaults of that time hold where the architecture names none: LeakyReLU slope 0.3, batch normalisation with
ε = 0.001, Glorot-uniform weights. Images are (batch, 1, 28, 28) with pixels in [−1, 1].

Batch normalisation always uses the statistics of the batch at hand, for the pictures that are shown too: that is the
generator that D is training against. Keras's running averages would lag behind it by hundreds of iterations.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from explorer.models.layers import (
    Dropout,
    convolution,
    crop_same_5x5_stride_2,
    linear,
    pad_same_5x5_stride_2,
    transposed_convolution,
)

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
        self.up_128 = transposed_convolution(256, 128, 5, torch_rng, padding=2, bias=False)
        self.norm_128 = nn.BatchNorm2d(128, eps=EPSILON, track_running_stats=False)
        self.up_64 = transposed_convolution(128, 64, 5, torch_rng, stride=2, padding=1, bias=False)
        self.norm_64 = nn.BatchNorm2d(64, eps=EPSILON, track_running_stats=False)
        self.up_1 = transposed_convolution(64, 1, 5, torch_rng, stride=2, padding=1, bias=False)

    def forward(self, z: Tensor) -> Tensor:
        """Return images (batch, 1, 28, 28) for z (batch, 100 + n_labels), the one-hot label last."""
        h = F.leaky_relu(self.norm_dense(self.dense(z)), SLOPE)  # (batch, 12544)
        h = h.view(-1, 256, 7, 7)  # (batch, 256, 7, 7)
        h = F.leaky_relu(self.norm_128(self.up_128(h)), SLOPE)  # (batch, 128, 7, 7)
        h = crop_same_5x5_stride_2(self.up_64(h))  # (batch, 64, 14, 14)
        h = F.leaky_relu(self.norm_64(h), SLOPE)  # (batch, 64, 14, 14)
        return torch.tanh(crop_same_5x5_stride_2(self.up_1(h)))  # (batch, 1, 28, 28)


class ConvolutionalDiscriminator(nn.Module):
    """D's body: 5×5 convolutions 64 and 128 with stride 2, LeakyReLU(0.3), dropout 0.3."""

    n_features = 128 * 7 * 7

    def __init__(self, torch_rng: torch.Generator) -> None:
        super().__init__()
        self.down_64 = convolution(1, 64, 5, torch_rng, stride=2)
        self.down_128 = convolution(64, 128, 5, torch_rng, stride=2)
        self.dropout = Dropout(DROPOUT, torch_rng)

    def forward(self, x: Tensor) -> Tensor:
        """Return features (batch, 6272) for images (batch, 1, 28, 28)."""
        h = self.down_64(pad_same_5x5_stride_2(x))  # (batch, 64, 14, 14)
        h = self.dropout(F.leaky_relu(h, SLOPE))  # (batch, 64, 14, 14)
        h = self.down_128(pad_same_5x5_stride_2(h))  # (batch, 128, 7, 7)
        h = self.dropout(F.leaky_relu(h, SLOPE))  # (batch, 128, 7, 7)
        features: Tensor = h.flatten(1)
        return features
