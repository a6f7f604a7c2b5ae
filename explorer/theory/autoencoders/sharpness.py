"""How sharp pictures are: the variance of their Laplacian, and how many of their pixels are grey."""

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array, Images


def sharpness(images: Images) -> Array:
    """Return the variance of the Laplacian over the pixels of each picture, uint8 (n, height, width), shape (n,).

    The Laplacian is the sum of a pixel's four neighbours less four times itself, pixels being 0 to 1, those beyond the
    edge 0. Edges make it large, blur small.

    References
    ----------
    Pech-Pacheco et al. 2000, "Diatom autofocusing in brightfield microscopy".
    """
    x = np.pad(images.astype(np.float64) / 255.0, ((0, 0), (1, 1), (1, 1)))
    around = x[:, :-2, 1:-1] + x[:, 2:, 1:-1] + x[:, 1:-1, :-2] + x[:, 1:-1, 2:]
    laplacian = around - 4.0 * x[:, 1:-1, 1:-1]
    return np.asarray(laplacian.reshape(len(images), -1).var(axis=1))


def grey_share(pixels: NDArray[np.floating]) -> float:
    """Return the share of pixels, 0 black to 1 white, between 0.2 and 0.8: what a blurred picture is made of."""
    return float(((pixels > 0.2) & (pixels < 0.8)).mean())
