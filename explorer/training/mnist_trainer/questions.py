"""What can be asked of a trained generator beyond its pictures: which coordinates matter, what a class averages to."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array, Images
from explorer.theory.latent import along_coordinate

Paint = Callable[[Array], Images]  # z, (n, latent_dim), to pictures, (n, 28, 28)

N_CLASSES = 10


def coordinate_effects(paint: Paint, z: Array, low: float, high: float) -> Array:
    """Return how much each coordinate of z changes the picture.

    effect_j = mean over pixels of |G(z with z_j = high) − G(z with z_j = low)|, in shares of black to white.

    Parameters
    ----------
    z : shape (latent_dim,)

    Returns
    -------
    Shape (latent_dim,), in [0, 1].
    """
    both_ends = np.concatenate([along_coordinate(z, j, np.array([low, high])) for j in range(len(z))])
    pictures = paint(both_ends).reshape(len(z), 2, -1).astype(np.float64)
    effects: Array = np.abs(pictures[:, 1] - pictures[:, 0]).mean(axis=1) / 255.0
    return effects


@dataclass(frozen=True)
class ClassAverages:
    """The average of each class, of pictures and of z.

    Attributes
    ----------
    counts : int, shape (10,), how many pictures each class has
    images : uint8, shape (10, 28, 28), the mean over a class's pictures, pixel by pixel; black where there is none
    z : shape (10, latent_dim), the mean over the z of a class's pictures; 0 where there is none
    """

    counts: NDArray[np.int64]
    images: Images
    z: Array


def class_averages(images: Images, z: Array, classes: NDArray[np.integer]) -> ClassAverages:
    """Average pictures (n, 28, 28) and their z (n, latent_dim) over each of the classes 0 to 9, (n,); 10 is none."""
    member = (np.arange(N_CLASSES)[:, None] == classes).astype(float)  # (10, n)
    counts = member.sum(axis=1).astype(np.int64)
    shares = member / np.maximum(counts, 1)[:, None]
    means = (shares @ images.reshape(len(images), -1)).reshape(N_CLASSES, *images.shape[1:])
    return ClassAverages(counts, np.rint(means).astype(np.uint8), shares @ z)
