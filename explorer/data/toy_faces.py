"""Images of 2×2 pixels: the five faces of Slanted Land, and pictures that are no face.

An image is a row of four numbers in [0, 1], read row by row (top left, top right, bottom left, bottom right);
0 is light and 1 is dark. A face leans like a backslash: its diagonal (pixels 1 and 4) is dark, the rest is light.
"""

import numpy as np
from numpy.typing import ArrayLike

from explorer.arrays import Array

PIXELS = ("top left", "top right", "bottom left", "bottom right")

FACES: Array = np.array(
    [
        [1.0, 0.0, 0.0, 1.0],
        [0.9, 0.1, 0.2, 0.8],
        [0.9, 0.2, 0.1, 0.8],
        [0.8, 0.1, 0.2, 0.9],
        [0.8, 0.2, 0.1, 0.9],
    ]
)  # (5, 4)
FACES.setflags(write=False)

# "non_face" is a picture whose score under the weights (1, −1, −1, 1) and the bias −1 is −0.5; "noise" is one whose
# score is −0.5 before the bias is added. The rest are the pictures that anyone tries first.
PRESETS: dict[str, tuple[float, float, float, float]] = {
    "face_1": (1.0, 0.0, 0.0, 1.0),
    "face_2": (0.9, 0.1, 0.2, 0.8),
    "face_3": (0.9, 0.2, 0.1, 0.8),
    "face_4": (0.8, 0.1, 0.2, 0.9),
    "face_5": (0.8, 0.2, 0.1, 0.9),
    "non_face": (0.75, 0.5, 0.25, 0.5),
    "noise": (0.25, 1.0, 0.5, 0.75),
    "slash": (0.0, 1.0, 1.0, 0.0),
    "all_dark": (1.0, 1.0, 1.0, 1.0),
    "all_light": (0.0, 0.0, 0.0, 0.0),
}


def random_images(n_images: int, seed: int) -> Array:
    """Draw pictures of noise: every pixel uniform in [0, 1].

    By chance one may look like a face. Nothing keeps it from that: "not a face" means "made without a rule".

    Returns
    -------
    (n_images, 4) array. The first k images do not depend on `n_images`.
    """
    return np.random.default_rng(seed).random((n_images, 4))


def diagonal_means(images: ArrayLike) -> tuple[Array, Array]:
    """Return the mean of the diagonal (pixels 1 and 4) and of the off-diagonal (pixels 2 and 3).

    Parameters
    ----------
    images
        (..., 4) array of pixels.

    Returns
    -------
    Two arrays of shape (...).
    """
    x = np.asarray(images, dtype=float)
    return (x[..., 0] + x[..., 3]) / 2, (x[..., 1] + x[..., 2]) / 2


def is_face(image: ArrayLike) -> bool:
    """Say whether a picture leans like a face: both pixels of its diagonal darker than ½, both others lighter."""
    x = np.asarray(image, dtype=float)
    return bool(x[[0, 3]].min() > 0.5 > x[[1, 2]].max())
