"""Principal component analysis of pictures, exactly: the best that any linear code of k numbers can do."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array, Images

CHUNK = 10_000  # pictures whose products are summed at once, in single precision


@dataclass(frozen=True)
class PrincipalAxes:
    """The mean of pictures and the directions in which they differ most.

    Attributes
    ----------
    mean : shape (n_pixels,)
    axes : shape (n_axes, n_pixels), orthonormal rows, the direction of largest variance first
    variances : shape (n_axes,), of the pictures along each axis
    """

    mean: Array
    axes: Array
    variances: Array

    def codes(self, x: NDArray[np.floating], k: int) -> Array:
        """Return the coordinates of x, (n, n_pixels), along the first k axes: (x − mean) Vᵀ, shape (n, k)."""
        return np.asarray((x - self.mean) @ self.axes[:k].T)

    def reconstructed(self, x: NDArray[np.floating], k: int) -> Array:
        """Return what k coordinates keep of x: mean + (x − mean) Vᵀ V, shape (n, n_pixels)."""
        return np.asarray(self.mean + self.codes(x, k) @ self.axes[:k])

    def squared_errors(self, x: NDArray[np.floating]) -> Array:
        """Return the mean squared error a pixel on x, (n, n_pixels), for k = 0, 1, ..., n_axes: shape (n_axes + 1,).

        Each axis takes the square of its coordinate off the squared distance from the mean, by Pythagoras.
        """
        total = np.square(x - self.mean).sum(axis=1).mean()
        taken = np.square(self.codes(x, len(self.axes))).mean(axis=0)
        return np.asarray((total - np.concatenate([[0.0], np.cumsum(taken)])) / x.shape[1])


def principal_axes(images: Images, n_axes: int) -> PrincipalAxes:
    """Return the principal axes of pictures, uint8 (n, height, width), as pixels of 0 to 1.

    They are the eigenvectors of the covariance. On the pictures that they are found on, no linear code of k numbers has
    a smaller squared error than the first k of them.

    References
    ----------
    Pearson 1901; Baldi & Hornik 1989, "Neural networks and principal component analysis".
    """
    pixels = images.reshape(len(images), -1)
    n, n_pixels = pixels.shape
    mean = pixels.mean(axis=0, dtype=np.float64) / 255.0
    covariance = np.zeros((n_pixels, n_pixels))
    for start in range(0, n, CHUNK):
        centred = pixels[start : start + CHUNK] / np.float32(255.0) - mean.astype(np.float32)
        covariance += centred.T @ centred
    variances, directions = np.linalg.eigh(covariance / n)  # the smallest first
    axes = directions.T[::-1][:n_axes]
    return PrincipalAxes(mean, _pointing_up(axes), np.maximum(variances[::-1][:n_axes], 0.0))


def plane_of(codes: NDArray[np.floating]) -> tuple[Array, Array]:
    """Return the plane of the two directions in which codes, (n, k), differ most: a point (k,) and axes (≤ 2, k).

    Codes of one or two numbers are shown as they are: the origin and the unit vectors.
    """
    k = codes.shape[1]
    if k <= 2:
        return np.zeros(k), np.eye(k)
    mean = codes.mean(axis=0, dtype=np.float64)
    _, _, axes = np.linalg.svd(codes - mean, full_matrices=False)
    return mean, _pointing_up(axes[:2])


def _pointing_up(axes: Array) -> Array:
    """Turn each axis so that its largest entry is positive: its sign means nothing, and is not to jump."""
    largest = np.take_along_axis(axes, np.abs(axes).argmax(axis=1)[:, None], axis=1)
    return np.asarray(axes * np.where(largest < 0, -1.0, 1.0))
