"""Which real image is nearest to a made one, and how near is near: is the generator inventing, or remembering?

The distance of two images a and b is Euclidean, over pixels from 0 to 1: √Σ(aᵢ − bᵢ)², so at most √784 = 28.
"""

import numpy as np
from numpy.typing import NDArray

Images = NDArray[np.uint8]

BLOCK = 64  # images at once: with 60,000 to search, their scores are 15 MB
CHUNK = 2_048  # of the searched images as float32: 6 MB
UNIT_ROUNDOFF = 2.0**-24  # of float32


def nearest(
    images: Images, among: Images, but_not: NDArray[np.int64] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return for each image the nearest one of `among`, exactly; of equally near ones the first.

    Since |a − b|² = |a|² − 2(a·b − |b|²/2), the nearest b has the greatest a·b − |b|²/2. That score is a matrix product
    in float32; whatever comes within its rounding of the greatest is then compared in integers.

    Parameters
    ----------
    images : shape (n, 28, 28)
    among : shape (m, 28, 28), m ≥ 1
    but_not : shape (n,), for each image one index of `among` to leave out

    Returns
    -------
    indices : shape (n,), into `among`
    distances : shape (n,), with pixels from 0 to 1; 0 for a copy and for nothing else

    References
    ----------
    Higham 2002, "Accuracy and Stability of Numerical Algorithms", (3.5): a sum of k products is off by at most k·u/(1 −
    k·u) times the sum of their magnitudes, in whatever order it is added up.
    """
    if len(among) - (but_not is not None) < 1:
        raise ValueError("There is no image to search among.")
    searched = among.reshape(len(among), -1)
    flat = images.reshape(len(images), searched.shape[1])
    indices = np.empty(len(images), np.int64)
    squared = np.empty(len(images), np.int64)
    for start in range(0, len(images), BLOCK):
        block = flat[start : start + BLOCK]
        scores, errors = _scores(block, searched)
        if but_not is not None:
            scores[np.arange(len(block)), but_not[start : start + BLOCK]] = -np.inf
        for i, (image, row, error) in enumerate(zip(block, scores, errors, strict=True), start):
            candidates = np.flatnonzero(row >= row.max() - 2.0 * error)
            indices[i], squared[i] = _nearest_of(image, searched, candidates)
    return indices, np.sqrt(squared) / 255.0


def typical_distance(images: Images, among: Images | None = None, n_images: int = 256) -> float:
    """Return the median distance of real images to the nearest one of `among`: the yardstick for a copy.

    What is as far from the training images as new real ones are is no copy. Without `among`, each image is compared to
    the others, for data of which none are kept apart.

    Parameters
    ----------
    images : shape (n, 28, 28), best of the test split
    among : shape (m, 28, 28), the training images
    n_images : how many of `images` are looked at, evenly spread
    """
    chosen = np.unique(np.linspace(0, len(images) - 1, min(n_images, len(images))).round().astype(np.int64))
    if among is None:
        _, distances = nearest(images[chosen], images, but_not=chosen)
    else:
        _, distances = nearest(images[chosen], among)
    return float(np.median(distances))


def _scores(block: Images, searched: Images) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Return a·b − |b|²/2 for each a of `block` and each b, and for each a how much rounding may be in it."""
    a = block.astype(np.float32)
    scores = np.empty((len(block), len(searched)), np.float32)
    largest = 0.0
    for start in range(0, len(searched), CHUNK):
        b = searched[start : start + CHUNK].astype(np.float32)
        half_squares = 0.5 * np.einsum("ij,ij->i", b, b)
        scores[:, start : start + CHUNK] = a @ b.T - half_squares
        largest = max(largest, float(half_squares.max()))
    # a·b ≤ |a||b|; the few roundings beside the sums' are covered by a few terms more
    a_dot_b = np.sqrt(np.einsum("ij,ij->i", a, a, dtype=np.float64) * 2.0 * largest)
    return scores, (a.shape[1] + 64) * UNIT_ROUNDOFF * (a_dot_b + largest)


def _nearest_of(image: Images, searched: Images, candidates: NDArray[np.int64]) -> tuple[int, int]:
    """Return which of the candidates is nearest, and its squared distance in units of 1/255², in integers."""
    squared = np.concatenate(
        [
            np.square(searched[candidates[start : start + CHUNK]].astype(np.int32) - image).sum(axis=1)
            for start in range(0, len(candidates), CHUNK)
        ]
    )
    first = int(squared.argmin())
    return int(candidates[first]), int(squared[first])
