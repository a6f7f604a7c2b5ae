"""Handwritten digits, 28×28: MNIST from a folder, the user's cache or a mirror, and scikit-learn's built-in digits.

Where MNIST is looked for, in this order:

1. `GAN_EXPLORER_DATA`, a folder with the four IDX files, gzipped or not. When it is set, nothing else is used.
2. the cache folder, where an earlier download lies.
3. the mirrors, unless `GAN_EXPLORER_OFFLINE` is 1.

Every file is checked by the SHA-256 of its uncompressed content. A wrong one is named and left alone: it is never used,
overwritten or passed over in silence.
"""

import errno
import hashlib
import os
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.data.idx import NotIdx, decode, read_bytes

Images = NDArray[np.uint8]
# called with the bytes fetched so far and the bytes in all (0 while that is unknown)
Progress = Callable[[int, int], None]

SOURCES = ("MNIST", "built-in")
SIDE = 28

# LeCun, Cortes & Burges, http://yann.lecun.com/exdb/mnist/; SHA-256 of the uncompressed files
SHA256 = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
# bytes of the gzipped files, for the progress of all four together
GZIPPED_BYTES = {
    "train-images-idx3-ubyte": 9_912_422,
    "train-labels-idx1-ubyte": 28_881,
    "t10k-images-idx3-ubyte": 1_648_877,
    "t10k-labels-idx1-ubyte": 4_542,
}
MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
CONTRAST = 2.2
CONNECT_TIMEOUT_S = 4.0
READ_TIMEOUT_S = 15.0

_one_download = threading.Lock()


class WrongFile(RuntimeError):
    """A data file is missing or not what it should be; the message names it, what was expected and what was found."""


class DigitsUnavailable(RuntimeError):
    """MNIST is not here and could not be fetched; the message says why and what to do."""


@dataclass(frozen=True)
class Digits:
    """Images with their labels.

    Attributes
    ----------
    source : "MNIST" or "built-in"
    images : uint8, shape (n, 28, 28), 0 background, 255 ink
    labels : uint8, shape (n,), the digit 0-9
    description : one sentence on what these are and where they came from
    """

    source: str
    images: Images
    labels: Images
    description: str


def data_folder() -> Path | None:
    """Return the folder that `GAN_EXPLORER_DATA` names, None when it is not set."""
    name = os.environ.get("GAN_EXPLORER_DATA", "").strip()
    return Path(name).expanduser() if name else None


def cache_folder() -> Path:
    """Return the user's own folder for downloaded files, which may not exist yet."""
    import pooch  # here, because only a page that asks for MNIST needs it

    return Path(pooch.os_cache("gan-explorer")) / "mnist"


def is_offline() -> bool:
    """Return whether `GAN_EXPLORER_OFFLINE` forbids every attempt to reach the network."""
    return os.environ.get("GAN_EXPLORER_OFFLINE", "").strip() not in ("", "0")


def mnist_is_here() -> bool:
    """Return whether `load_mnist` would need no download: a folder is named, or the cache holds all four files."""
    return data_folder() is not None or all(_find(cache_folder(), name) for name in SHA256)


def available_sources() -> tuple[str, ...]:
    """Return the sources that may work now, the better one first: MNIST if here or to be downloaded, and built-in."""
    return SOURCES if mnist_is_here() or not is_offline() else ("built-in",)


def load_digits(source: str, progress: Progress | None = None) -> Digits:
    """Return the digits of `source`, MNIST (the 60,000 training images) or built-in.

    Raises
    ------
    WrongFile, DigitsUnavailable
        As `load_mnist`.
    """
    if source == "MNIST":
        return load_mnist(progress)
    if source == "built-in":
        return load_built_in()
    raise ValueError(f"There are no digits called {source!r}: choose one of {', '.join(SOURCES)}.")


def load_mnist(progress: Progress | None = None) -> Digits:
    """Return MNIST's training images, downloading the four files first when they are nowhere.

    Parameters
    ----------
    progress : called with (bytes so far, bytes in all) while a download runs

    Raises
    ------
    WrongFile
        When a file of the named folder is missing, or a file there or in the cache is not MNIST's.
    DigitsUnavailable
        When there is no file and no way to fetch one.
    """
    folder = data_folder()
    if folder is None:
        folder = cache_folder()
        download_mnist(folder, progress)
    checked = {name: checked_array(folder, name) for name in SHA256}
    return Digits(
        "MNIST",
        checked["train-images-idx3-ubyte"],
        checked["train-labels-idx1-ubyte"],
        f"MNIST: 60,000 handwritten digits of 28×28 pixels, read from {folder}.",
    )


def _find(folder: Path, name: str) -> Path | None:
    for candidate in (folder / name, folder / f"{name}.gz"):
        if candidate.is_file():
            return candidate
    return None


def checked_array(folder: Path, name: str) -> Images:
    """Return the array of one MNIST file, plain or gzipped, after checking its SHA-256.

    Raises
    ------
    WrongFile
        When the file is missing, cannot be read, or has another content than MNIST's.
    """
    path = _find(folder, name)
    if path is None:
        where = "has no such file" if folder.is_dir() else "is not a folder"
        raise WrongFile(f"MNIST's file {name} (or {name}.gz) was expected in {folder}, which {where}.")
    try:
        content = read_bytes(path)
    except OSError as error:
        raise WrongFile(f"{path} cannot be read: {error.strerror}.") from error
    except NotIdx as error:
        raise WrongFile(f"{path} is not MNIST's {name}: {error}.") from error
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[name]:
        raise WrongFile(
            f"{path} is not MNIST's {name}: uncompressed, its SHA-256 should be {SHA256[name]} and is {found}"
            f" ({_described(content)}). Nothing was changed: move the file away or put the right one in its place."
        )
    return decode(content)


def _described(content: bytes) -> str:
    try:
        array = decode(content)
    except NotIdx as error:
        return f"no IDX file: {error}"
    return f"an IDX file of shape {' × '.join(map(str, array.shape))}"


def download_mnist(folder: Path, progress: Progress | None = None) -> None:
    """Fetch those of the four files that `folder` does not hold; a file appears there only when it is whole and right.

    Raises
    ------
    DigitsUnavailable
        When offline, when no mirror answers with the right file, or when the folder cannot be written.
    """
    with _one_download:
        missing = [name for name in SHA256 if _find(folder, name) is None]
        if not missing:
            return
        if is_offline():
            raise DigitsUnavailable(
                f"MNIST is not in {folder}, and GAN_EXPLORER_OFFLINE forbids a download."
                " Set GAN_EXPLORER_DATA to a folder with its four files, or use the built-in digits."
            )
        bar = _ProgressBar(progress, sum(GZIPPED_BYTES[name] for name in missing))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name in missing:
                _download(name, folder, bar)
        except OSError as error:
            raise DigitsUnavailable(_sentence_on_writing(folder, error)) from error


def _sentence_on_writing(folder: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"MNIST could not be stored: the disk that holds {folder} is full (12 MB are needed)."
    return f"MNIST could not be stored in {folder}: {error.strerror or error}."


class _ProgressBar:
    """What pooch's downloader wants of a progress bar; adds the bytes of all files up."""

    def __init__(self, progress: Progress | None, n_bytes: int) -> None:
        self.progress = progress
        self.n_bytes = n_bytes
        self.before = 0  # bytes of the files that are complete
        self.now = 0
        self.total = 0  # set by pooch, for the file at hand

    def update(self, n: int) -> None:
        # pooch counts whole chunks, the last one too
        self.now = min(self.now + n, self.total or self.n_bytes)
        self._report()

    def reset(self) -> None:
        self.now = 0

    def close(self) -> None:
        pass

    def finish_file(self, n: int) -> None:
        self.before, self.now = self.before + n, 0
        self._report()

    def _report(self) -> None:
        if self.progress is not None:
            self.progress(min(self.before + self.now, self.n_bytes), self.n_bytes)


def _download(name: str, folder: Path, bar: _ProgressBar) -> None:
    """Fetch one file beside its place, check it, and only then move it there."""
    failures = []
    for mirror in MIRRORS:
        handle, part = tempfile.mkstemp(prefix=f".{name}-", suffix=".part", dir=folder)
        os.close(handle)
        try:
            failure = _fetch(f"{mirror}{name}.gz", Path(part), bar) or _wrong_content(Path(part), name)
            if failure is None:
                bar.finish_file(GZIPPED_BYTES[name])
                os.replace(part, folder / f"{name}.gz")
                return
            failures.append(f"{mirror} {failure}")
        finally:
            Path(part).unlink(missing_ok=True)
    raise DigitsUnavailable(
        f"MNIST's {name}.gz could not be downloaded: {'; '.join(failures)}."
        " Set GAN_EXPLORER_DATA to a folder with the four files, or use the built-in digits."
    )


def _fetch(url: str, part: Path, bar: _ProgressBar) -> str | None:
    """Download one address into `part`; return what went wrong, None if nothing did."""
    import pooch
    import requests

    bar.reset()
    fetch = pooch.HTTPDownloader(progressbar=bar, timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S))
    try:
        fetch(url, str(part), None)
    except requests.exceptions.ConnectionError:
        return "cannot be reached"
    except requests.exceptions.Timeout:
        return "does not answer"
    except requests.exceptions.HTTPError as error:
        return f'answers "{error}"'
    except requests.exceptions.RequestException as error:
        return f"broke off ({type(error).__name__})"
    return None


def _wrong_content(part: Path, name: str) -> str | None:
    try:
        content = read_bytes(part)
    except NotIdx as error:
        return f"sent a damaged file ({error})"
    return None if hashlib.sha256(content).hexdigest() == SHA256[name] else "sent a file with another SHA-256"


@lru_cache(maxsize=1)
def load_built_in() -> Digits:
    """Return scikit-learn's 1,797 digits of 8×8 pixels, enlarged to look like MNIST's: ink in 20×20, 4 around it.

    Enlarged by cubic splines, which blurs; the contrast around mid-grey is then raised to MNIST's crisp strokes.

    References
    ----------
    Alpaydin & Kaynak 1998, "Optical Recognition of Handwritten Digits", UCI machine learning repository.
    """
    from scipy.ndimage import zoom
    from sklearn.datasets import load_digits as load_8x8

    small, labels = load_8x8(return_X_y=True)
    small = small.reshape(-1, 8, 8) / 16.0  # (1797, 8, 8), 0 to 1
    large = zoom(small, (1, 2.5, 2.5), order=3, mode="grid-constant", grid_mode=True)  # (1797, 20, 20)
    images = np.zeros((len(large), SIDE, SIDE), np.uint8)
    crisp = (0.5 + CONTRAST * (large - 0.5)).clip(0.0, 1.0)
    images[:, 4:24, 4:24] = np.rint(255.0 * crisp)
    return Digits(
        "built-in",
        images,
        labels.astype(np.uint8),
        "scikit-learn's 1,797 handwritten digits of 8×8 pixels, enlarged smoothly to 28×28 and sharpened.",
    )
