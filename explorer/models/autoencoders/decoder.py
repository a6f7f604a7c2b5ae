"""A trained decoder in NumPy: two products, quick enough to follow a hand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Images

Weights = NDArray[np.float32]


@dataclass(frozen=True)
class Decoder:
    """The decoder of `explorer.models.autoencoders.networks`: k → 256 → 784.

    Attributes
    ----------
    weight_1, bias_1, weight_2, bias_2 : float32, shapes (k, 256), (256,), (256, 784), (784,)
    is_linear : without ReLU and sigmoid
    """

    weight_1: Weights
    bias_1: Weights
    weight_2: Weights
    bias_2: Weights
    is_linear: bool = False

    @property
    def latent_dim(self) -> int:
        """How many numbers a code has."""
        return len(self.weight_1)

    def pixels(self, z: NDArray[np.floating]) -> Weights:
        """Return the pixels of codes z, (n, k): float32 (n, 784), in [0, 1] but for a linear decoder's."""
        h = np.asarray(z, np.float32) @ self.weight_1 + self.bias_1  # (n, 256)
        if self.is_linear:
            pixels: Weights = (h @ self.weight_2 + self.bias_2).astype(np.float32, copy=False)
            return pixels
        logits = np.maximum(h, 0.0) @ self.weight_2 + self.bias_2  # (n, 784)
        sigmoid: Weights = (0.5 * (1.0 + np.tanh(0.5 * logits))).astype(np.float32)  # in a form that cannot overflow
        return sigmoid

    def pictures(self, z: NDArray[np.floating]) -> Images:
        """Return the pictures of codes z, (n, k): uint8 (n, 28, 28)."""
        return as_images(self.pixels(z))


def as_images(pixels: NDArray[np.floating]) -> Images:
    """Return pixels, (n, 784), as uint8 pictures (n, 28, 28); what is below 0 is black, above 1 white."""
    levels: Images = np.rint(255.0 * np.clip(pixels, 0.0, 1.0)).astype(np.uint8)
    return levels.reshape(-1, 28, 28)
