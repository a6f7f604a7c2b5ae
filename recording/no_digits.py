"""Pictures that show no digit, for the classifier to learn to say so.

Each function draws n pictures of one kind, uint8 (n, 28, 28), 0 the background; those that spoil digits get real ones.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from explorer.data.mnist_trainer.digits import SIDE, Digits
from explorer.training.mnist_trainer.gan import GanTraining
from explorer.training.mnist_trainer.settings import DEFAULTS

Images = NDArray[np.uint8]
Floats = NDArray[np.float64]
Kind = Callable[[np.random.Generator, int, Digits], Images]

FULL = 255.0
# Iterations at which each network's G has left its first noise and draws no digit yet, seen on three seeds.
EARLY = {"compact": (1, 10, 20, 30, 40, 60), "dense": (1, 20, 50, 100, 200, 600)}
N_SEEDS = 6


def uniform_noise(rng: np.random.Generator, n: int, _: Digits) -> Images:
    """Every pixel by itself, dark to bright, between bounds of each picture's own."""
    low, high = np.sort(rng.uniform(0.0, FULL, (2, n, 1, 1)), axis=0)
    wide = rng.random((n, 1, 1)) < 0.5
    return _as_pixels(rng.uniform(np.where(wide, 0.0, low), np.where(wide, FULL, high), (n, SIDE, SIDE)))


def gaussian_noise(rng: np.random.Generator, n: int, _: Digits) -> Images:
    """Normal noise around a grey of each picture's own."""
    mean, spread = rng.uniform(-60.0, FULL, (n, 1, 1)), rng.uniform(5.0, 120.0, (n, 1, 1))
    return _as_pixels(rng.normal(mean, spread, (n, SIDE, SIDE)))


def speckle(rng: np.random.Generator, n: int, _: Digits) -> Images:
    """White dots on black, from a few to nearly all, as salt and pepper or as thresholded noise of some grain."""
    share = rng.uniform(0.02, 0.9, (n, 1, 1))
    return _thresholded(rng, rng.normal(size=(n, SIDE, SIDE)), share, rng.choice([0.0, 0.5, 0.8, 1.2], n))


def dead_generators(rng: np.random.Generator, n: int, _: Digits) -> Images:
    """Dots that sit where one map wants them, with a few that differ from picture to picture: a G whose z is lost."""
    n_maps = 1 + n // 8
    maps = rng.normal(size=(n_maps, SIDE, SIDE)) + 2.0 * _smooth(rng, n_maps, rng.uniform(1.0, 6.0, n_maps))
    own = maps[rng.integers(n_maps, size=n)] + rng.uniform(0.0, 1.0, (n, 1, 1)) * rng.normal(size=(n, SIDE, SIDE))
    return _thresholded(rng, own, rng.uniform(0.05, 0.6, (n, 1, 1)), rng.choice([0.0, 0.0, 0.5], n))


def blobs(rng: np.random.Generator, n: int, _: Digits) -> Images:
    """Smooth light and dark, soft or with hard borders."""
    field = _smooth(rng, n, rng.uniform(1.5, 6.0, n))
    gain, level = np.exp(rng.uniform(0.0, 3.0, (n, 1, 1))), rng.uniform(-1.0, 1.0, (n, 1, 1))
    return _as_pixels(FULL / (1.0 + np.exp(-gain * (field - level))))


def patches(rng: np.random.Generator, n: int, _: Digits) -> Images:
    """Rectangles, up to eight over each other, some of one grey and some of noise; one in eight is a single grey."""
    images = np.zeros((n, SIDE, SIDE))
    for image in images:
        if rng.random() < 0.125:
            image[:] = rng.uniform(0.0, FULL)
        for _i in range(rng.integers(1, 9)):
            top, left = rng.integers(0, SIDE - 4, 2)
            height, width = rng.integers(4, SIDE, 2)
            part = image[top : top + height, left : left + width]
            part[:] = rng.uniform(0.0, FULL, part.shape if rng.random() < 0.4 else ())
    return _as_pixels(images)


def strokes(rng: np.random.Generator, n: int, _: Digits) -> Images:
    """Five to twelve straight strokes of a pen, criss-cross."""
    rows, columns = np.mgrid[:SIDE, :SIDE]
    images = np.zeros((n, SIDE, SIDE))
    for image in images:
        width = rng.uniform(0.7, 1.6)
        for _i in range(rng.integers(5, 13)):
            (y, x), (dy, dx) = rng.uniform(1, SIDE - 1, 2), rng.uniform(-SIDE / 2, SIDE / 2, 2)
            along = ((rows - y) * dy + (columns - x) * dx) / (dy * dy + dx * dx)
            along = along.clip(0.0, 1.0)
            distance = np.hypot(rows - y - along * dy, columns - x - along * dx)
            np.maximum(image, FULL * (1.0 + width - distance).clip(0.0, 1.0), out=image)
    return _as_pixels(images)


def blends(rng: np.random.Generator, n: int, digits: Digits) -> Images:
    """Two different digits over each other: the brighter pixel of both, or half of each."""
    first = rng.integers(len(digits.images), size=n)
    second = rng.integers(len(digits.images), size=n)
    other = digits.labels[first] == digits.labels[second]
    while other.any():
        second[other] = rng.integers(len(digits.images), size=other.sum())
        other = digits.labels[first] == digits.labels[second]
    one, two = digits.images[first].astype(float), digits.images[second].astype(float)
    share = rng.uniform(0.4, 0.6, (n, 1, 1))
    return _as_pixels(np.where(rng.random((n, 1, 1)) < 0.5, np.maximum(one, two), share * one + (1.0 - share) * two))


def shuffled(rng: np.random.Generator, n: int, digits: Digits) -> Images:
    """A digit cut into squares of 4, 7 or 14 pixels, none of which stays in its place."""
    images = np.empty((n, SIDE, SIDE), np.uint8)
    for image, digit in zip(images, _some(rng, n, digits), strict=True):
        side = rng.choice([4, 7, 14])
        n_rows = SIDE // side
        squares = digit.reshape(n_rows, side, n_rows, side).swapaxes(1, 2).reshape(-1, side, side)
        order = rng.permutation(len(squares))
        moved = np.empty_like(squares)
        moved[order] = squares[np.roll(order, 1)]
        image[:] = moved.reshape(n_rows, n_rows, side, side).swapaxes(1, 2).reshape(SIDE, SIDE)
    return images


def averages(rng: np.random.Generator, n: int, digits: Digits) -> Images:
    """The mean of 3 to 30 digits of all kinds, as bright as a digit: what a G draws that has found out where ink is."""
    images = np.empty((n, SIDE, SIDE))
    for image in images:
        mean = _some(rng, int(rng.integers(3, 31)), digits).mean(axis=0)
        image[:] = mean * rng.uniform(0.6, 1.0) * FULL / mean.max()
    return _as_pixels(images)


def noisy_remains(rng: np.random.Generator, n: int, digits: Digits) -> Images:
    """A digit in so much noise that no one would read it."""
    faint = rng.uniform(0.0, 0.2, (n, 1, 1)) * _some(rng, n, digits)
    return _as_pixels(faint + np.abs(rng.normal(0.0, rng.uniform(70.0, 160.0, (n, 1, 1)), (n, SIDE, SIDE))))


def early_generators(rng: np.random.Generator, n: int, digits: Digits) -> Images:
    """What the page's own networks draw in their first iterations."""
    each = -(-n // sum(N_SEEDS * len(moments) for moments in EARLY.values()))
    drawn = []
    for network, moments in EARLY.items():
        for seed in range(N_SEEDS):
            run = GanTraining(digits.images, replace(DEFAULTS[network], seed=seed, n_iterations=moments[-1]))
            for snapshot in run:
                if snapshot.iteration in moments:
                    drawn.append(run.samples(rng.standard_normal((each, run.G.latent_dim))))
    return rng.permutation(np.concatenate(drawn))[:n]


KINDS: Mapping[str, Kind] = {
    kind.__name__: kind
    for kind in (
        uniform_noise,
        gaussian_noise,
        speckle,
        dead_generators,
        blobs,
        patches,
        strokes,
        blends,
        shuffled,
        averages,
        noisy_remains,
        early_generators,
    )
}


def specked(rng: np.random.Generator, images: Images) -> Images:
    """Return digits with a few specks and a little noise: they are digits still."""
    noisy = images + rng.normal(0.0, rng.uniform(0.0, 30.0, (len(images), 1, 1)), images.shape)
    specks = rng.random(images.shape) < rng.uniform(0.0, 0.04, (len(images), 1, 1))
    return _as_pixels(np.where(specks, rng.uniform(0.0, FULL, images.shape), noisy))


def _some(rng: np.random.Generator, n: int, digits: Digits) -> Images:
    return digits.images[rng.integers(len(digits.images), size=n)]


def _smooth(rng: np.random.Generator, n: int, grains: Floats) -> Floats:
    """Return n fields of noise of the grains given, each with mean 0 and variance 1."""
    fields = np.stack([gaussian_filter(rng.normal(size=(SIDE, SIDE)), grain, mode="wrap") for grain in grains])
    fields -= fields.mean(axis=(1, 2), keepdims=True)
    fields /= fields.std(axis=(1, 2), keepdims=True)
    return fields


def _thresholded(rng: np.random.Generator, fields: Floats, share: Floats, grains: Floats) -> Images:
    """Return fields (n, 28, 28), made as coarse as `grains`, white where they are among the highest `share`."""
    pairs = zip(fields, grains, strict=True)
    coarse = np.stack([gaussian_filter(field, grain) if grain else field for field, grain in pairs])
    ranks = coarse.reshape(len(coarse), -1).argsort(axis=1).argsort(axis=1).reshape(coarse.shape) / SIDE**2
    brightness = rng.uniform(0.5, 1.0, (len(coarse), 1, 1))
    return _as_pixels(np.where(ranks > 1.0 - share, FULL * brightness, 0.0))


def _as_pixels(images: Floats) -> Images:
    pixels: Images = np.rint(images.clip(0.0, FULL)).astype(np.uint8)
    return pixels
