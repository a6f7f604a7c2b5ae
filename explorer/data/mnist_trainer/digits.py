"""Labelled images, 28×28: MNIST and Fashion-MNIST from a folder, the user's cache or a mirror; scikit-learn's digits.

Where the four files of MNIST or Fashion-MNIST are looked for, in this order:

1. `GAN_EXPLORER_DATA` or `GAN_EXPLORER_FASHION_DATA`, a folder that holds them, gzipped or not. When it is set,
   nothing else is used.
2. the cache folder, where an earlier download lies.
3. the mirrors, unless `GAN_EXPLORER_OFFLINE` is 1.
"""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from explorer.arrays import Images
from explorer.data.digits_8x8 import load_8x8
from explorer.data.mnist_trainer.download import DigitsUnavailable, Progress, download, is_offline
from explorer.data.mnist_trainer.idx_sets import IDX_SETS, MNIST, IdxSet, checked_array, find_file
from explorer.data.paths import shown, typed_path
from explorer.importing import IMPORTING
from explorer.names import DIGITS

__all__ = [
    "SIDE",
    "SOURCES",
    "Digits",
    "DigitsUnavailable",
    "Images",
    "Progress",
    "available_sources",
    "cache_folder",
    "download_bytes",
    "is_here",
    "is_offline",
    "load_built_in",
    "load_digits",
    "load_test_digits",
    "read_split",
]

BUILT_IN = "built_in"
SOURCES = (*IDX_SETS, BUILT_IN)
SIDE = 28
CONTRAST = 2.2


@dataclass(frozen=True)
class Digits:
    """Images with their labels.

    Attributes
    ----------
    source : one of `SOURCES`
    images : uint8, shape (n, 28, 28), 0 background, 255 ink
    labels : uint8, shape (n,), 0-9
    description : one sentence on what these are and where they came from
    class_names : what the labels 0 to 9 stand for
    """

    source: str
    images: Images
    labels: Images
    description: str
    class_names: tuple[str, ...] = MNIST.class_names

    @property
    def name(self) -> str:
        """What these are called."""
        return DIGITS[self.source]


def cache_folder() -> Path:
    """Return the user's own folder for downloaded data, one folder a set, which may not exist yet."""
    import pooch  # here, because only a page that asks for such a set needs it

    return Path(pooch.os_cache("gan-explorer"))


def _named_folder(idx_set: IdxSet) -> Path | None:
    name = os.environ.get(idx_set.variable, "").strip()
    return typed_path(name) if name else None


def without_its_path(sentence: str, source: str) -> str:
    """Return a sentence on the files of `source` in which their folder stands by its name alone.

    A visitor of a hosted app is not to learn where on the server it lies.
    """
    idx_set = _idx_set(source)
    folder = _named_folder(idx_set) or cache_folder() / idx_set.cache_name
    if not (folder.is_absolute() and folder.name):
        return sentence
    return sentence.replace(shown(folder), shown(folder.name)).replace(str(folder), shown(folder.name))


def is_here(source: str) -> bool:
    """Return whether `source` needs no download: it is built in, its folder is named, or the cache holds its files."""
    if source == BUILT_IN:
        return True
    idx_set = IDX_SETS[source]
    cached = cache_folder() / idx_set.cache_name
    return _named_folder(idx_set) is not None or all(find_file(idx_set, cached, name) for name in idx_set.files)


def available_sources() -> tuple[str, ...]:
    """Return the sources that may work now: here, or to be downloaded."""
    return tuple(source for source in SOURCES if is_here(source) or not is_offline())


def download_bytes(source: str) -> int:
    """Return the bytes of a whole download of `source`; 0 for the built-in digits."""
    return 0 if source == BUILT_IN else IDX_SETS[source].gzipped_bytes


def load_digits(source: str, progress: Progress | None = None) -> Digits:
    """Return what a network may learn from: the 60,000 training images, or the built-in digits.

    The four files are downloaded first when they are nowhere. All four are checked, so that what is wrong with the test
    split is said here too.

    Parameters
    ----------
    progress : called with (bytes so far, bytes in all) while a download runs

    Raises
    ------
    WrongFile
        When a file of the named folder is missing, or a file there or in the cache is not what it should be.
    DigitsUnavailable
        When there is no file and no way to fetch one.
    """
    if source == BUILT_IN:
        return load_built_in()
    idx_set = _idx_set(source)
    folder = _folder(idx_set, progress)
    training = read_split(idx_set, folder, "train")
    read_split(idx_set, folder, "t10k")
    return training


def load_test_digits(source: str, progress: Progress | None = None) -> Digits | None:
    """Return the 10,000 images that no network learns from, to compare with.

    None for the built-in digits: they are so few that all of them are learned from, and none are kept apart.

    Raises
    ------
    DigitsUnavailable
        As `load_digits`.
    """
    if source == BUILT_IN:
        return None
    idx_set = _idx_set(source)
    return read_split(idx_set, _folder(idx_set, progress), "t10k", ", kept apart for tests")


def _idx_set(source: str) -> IdxSet:
    if source not in IDX_SETS:
        raise ValueError(f"There are no digits called {source!r}: choose one of {', '.join(SOURCES)}.")
    return IDX_SETS[source]


def _folder(idx_set: IdxSet, progress: Progress | None) -> Path:
    """Return the folder with the set's files; fetch them into the cache where no other folder is named."""
    folder = _named_folder(idx_set)
    if folder is None:
        folder = cache_folder() / idx_set.cache_name
        download(idx_set, folder, progress)
    return folder


def read_split(idx_set: IdxSet, folder: Path, name: str, remark: str = "") -> Digits:
    """Return the split of a set called `name`, train or t10k, from a folder; `WrongFile` as `load_digits` raises it."""
    images = checked_array(idx_set, folder, f"{name}-images-idx3-ubyte")
    labels = checked_array(idx_set, folder, f"{name}-labels-idx1-ubyte")
    where = shown(folder.name or folder)  # a visitor of a hosted app is not to learn the server's paths
    what = f"{len(images):,} {idx_set.content} of {SIDE}×{SIDE} pixels{remark}"
    description = f"{idx_set.name}: {what}, read from the folder {where}."
    return Digits(idx_set.id, images, labels, description, idx_set.class_names)


@lru_cache(maxsize=1)
def load_built_in() -> Digits:
    """Return scikit-learn's 1,797 digits of 8×8 pixels, enlarged to look like MNIST's: ink in 20×20, 4 around it.

    Enlarged by cubic splines, which blurs; the contrast around mid-grey is then raised to MNIST's crisp strokes.

    References
    ----------
    Alpaydin & Kaynak 1998, "Optical Recognition of Handwritten Digits", UCI machine learning repository.
    """
    with IMPORTING:
        from scipy.ndimage import zoom

    pixels, labels = load_8x8()
    small = pixels.reshape(-1, 8, 8)
    large = zoom(small, (1, 2.5, 2.5), order=3, mode="grid-constant", grid_mode=True)  # (1797, 20, 20)
    images = np.zeros((len(large), SIDE, SIDE), np.uint8)
    crisp = (0.5 + CONTRAST * (large - 0.5)).clip(0.0, 1.0)
    images[:, 4:24, 4:24] = np.rint(255.0 * crisp)
    return Digits(
        BUILT_IN,
        images,
        labels,
        "scikit-learn's 1,797 handwritten digits of 8×8 pixels, enlarged smoothly to 28×28 and sharpened.",
    )
