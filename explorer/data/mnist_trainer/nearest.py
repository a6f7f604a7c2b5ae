"""Which real image is nearest to a made one, and how near: is the generator inventing, or remembering?

The distance of two images a and b is Euclidean, over pixels from 0 to 1: √Σ(aᵢ − bᵢ)², so at most √784 = 28.
"""

import math

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Images

CHUNK = 2_048  # of the searched images as float64: 13 MB


def nearest(
    images: Images, among: Images, but_not: NDArray[np.int64] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return for each image the nearest one of `among`, exactly; of equally near ones the first.

    |a − b|² = |a|² + |b|² − 2 a·b. With pixels from 0 to 255 all of it are whole numbers below 2⁵³, which float64 holds
    as they are, in whatever order a matrix product adds them up.

    Parameters
    ----------
    images : shape (n, 28, 28)
    among : shape (m, 28, 28), m ≥ 1
    but_not : shape (n,), for each image one index of `among` to leave out

    Returns
    -------
    indices : shape (n,), into `among`
    distances : shape (n,), with pixels from 0 to 1; 0 for a copy and for nothing else
    """
    if len(among) - (but_not is not None) < 1:
        raise ValueError("There is no image to search among.")
    a, each = _rows(images), np.arange(len(images))
    indices, squared = np.zeros(len(a), np.int64), np.full(len(a), np.inf)
    for start in range(0, len(among), CHUNK):
        b = _rows(among[start : start + CHUNK])
        found = np.einsum("ij,ij->i", b, b) - 2.0 * (a @ b.T)  # |a|² is the same for all, and is added at the end
        if but_not is not None:
            here = np.flatnonzero((start <= but_not) & (but_not < start + len(b)))
            found[here, but_not[here] - start] = np.inf
        first = found.argmin(axis=1)
        is_nearer = found[each, first] < squared
        indices[is_nearer] = start + first[is_nearer]
        squared[is_nearer] = found[each, first][is_nearer]
    return indices, np.sqrt(squared + np.einsum("ij,ij->i", a, a)) / 255.0


def _rows(images: Images) -> NDArray[np.float64]:
    return images.reshape(len(images), math.prod(images.shape[1:])).astype(np.float64)
