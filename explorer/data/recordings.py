"""Recorded runs: what a GAN drew and did along one training, in one small file that a browser plays by itself.

A file is the line `GAN recording 1`, a line of JSON, and the pictures: two pixels of 16 grey levels a byte, deflated.
Deflate unpacks in every browser and in Python alike, and is within 3 % of the size of lossless WebP. Read strictly: a
file that is anything else is refused in a sentence, whatever sizes it claims.
"""

import json
import zlib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.data.files import Malformed, WrongFile, reading
from explorer.old_words import DIGITS, as_id, settings_in_ids

FOLDER = Path(__file__).resolve().parent.parent / "recordings"
SUFFIX = ".recording"

MAGIC = b"GAN recording 1\n"
N_IMAGES, SIDE = 64, 28
BYTES_A_FRAME = N_IMAGES * SIDE * SIDE // 2
LEVEL = 17  # from one of the 16 grey levels to the next: 15 · 17 = 255
MAX_FRAMES = 100
MAX_POINTS = 300
MAX_HEADER_BYTES = 200_000

TEXTS = ("name", "title", "sentence", "source", "command")
CURVES = ("iteration", "loss_D", "loss_G", "D_real", "D_fake", "accuracy")
JUDGED = ("sure", "entropy", "frechet")
N_CLASSES = 10
N_ANSWERS = N_CLASSES + 1
LOG_COLUMNS = 4

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Recording:
    """One run, seen at some of its iterations.

    Attributes
    ----------
    name, title, sentence : what it is called in files and on pages, and what it is
    settings : what the run was made with, by the names of `GanSettings`
    source, command : the digits it learned from, and what made the recording
    iterations : int, shape (n_frames,), increasing, from 1
    pictures : G's pictures of 64 fixed z at these iterations, as `pack` packs them
    curves : float, shape (n,) each, n ≤ 300: `CURVES`, means over blocks of iterations; losses in nats where they are
        logarithms, accuracy in [0, 1]
    counts : int, shape (n_frames, 11): how many of G's pictures a classifier took for each digit, and for none; None
        when not judged
    judged : float, shape (n_frames,) each, nan where unknown: `sure` in [0, 1], `entropy` in nats, `frechet`
    log : float, shape (n, 4), n may be 0: iteration, D's accuracy in %, D's loss, G's loss, of single batches
    """

    name: str
    title: str
    sentence: str
    source: str
    command: str
    settings: dict[str, Any]
    iterations: NDArray[np.int64]
    pictures: bytes
    curves: dict[str, Floats]
    counts: NDArray[np.int64] | None = None
    judged: dict[str, Floats] = field(default_factory=dict)
    log: Floats = field(default_factory=lambda: np.empty((0, LOG_COLUMNS)))

    @cached_property
    def images(self) -> NDArray[np.uint8]:
        """The pictures, uint8, shape (n_frames, 64, 28, 28), 0 background, in steps of 17."""
        return unpack(self.pictures, len(self.iterations))


def pack(images: NDArray[np.uint8]) -> bytes:
    """Round uint8 pictures (n_frames, 64, 28, 28) to 16 grey levels, put two pixels into a byte, and deflate.

    The left one of two pixels is in the upper half of the byte. No difference in time or place is taken first: measured
    on runs of two networks, each made the file 7 to 20 % larger.
    """
    levels = np.round(images / LEVEL).astype(np.uint8)
    return zlib.compress((levels[..., ::2] << 4 | levels[..., 1::2]).tobytes(), 9)


def unpack(pictures: bytes, n_frames: int) -> NDArray[np.uint8]:
    """Return what `pack` packed, uint8 (n_frames, 64, 28, 28).

    Raises
    ------
    Malformed
        When it is damaged, or holds more or less than `n_frames`; no more than that is ever unpacked.
    """
    size = n_frames * BYTES_A_FRAME
    inflate = zlib.decompressobj()
    try:
        content = inflate.decompress(pictures, size + 1)
    except zlib.error as error:
        raise Malformed("its pictures are damaged") from error
    if len(content) != size or not inflate.eof or inflate.unused_data:
        raise Malformed(f"its pictures are not the {n_frames} frames that it announces")
    pairs = np.frombuffer(content, np.uint8).reshape(n_frames, N_IMAGES, SIDE, SIDE // 2)
    return np.stack([pairs >> 4, pairs & 15], axis=-1).reshape(n_frames, N_IMAGES, SIDE, SIDE) * np.uint8(LEVEL)


def encode(recording: Recording) -> bytes:
    """Return the recording as the content of a file."""
    header = {
        **{name: getattr(recording, name) for name in TEXTS},
        "settings": recording.settings,
        "iterations": recording.iterations.tolist(),
        "curves": {name: _written(values) for name, values in recording.curves.items()},
        "counts": None if recording.counts is None else recording.counts.tolist(),
        "judged": {name: _written(values) for name, values in recording.judged.items()},
        "log": [_written(row) for row in recording.log],
    }
    return MAGIC + json.dumps(header, allow_nan=False, separators=(",", ":")).encode() + b"\n" + recording.pictures


def _written(values: Floats) -> list[float | None]:
    # Five digits are more than a curve shows, and half of what a float would print.
    return [float(f"{value:.5g}") if np.isfinite(value) else None for value in values]


def decode(content: bytes) -> Recording:
    """Return the recording that a file's content holds.

    Raises
    ------
    Malformed
        When it holds anything else.
    """
    end = content.find(b"\n", len(MAGIC), len(MAGIC) + MAX_HEADER_BYTES)
    if not content.startswith(MAGIC) or end < 0:
        raise Malformed(f"it does not begin as one does, with {MAGIC.decode().strip()!r} and a line of JSON")
    try:
        header = json.loads(content[len(MAGIC) : end])
    except (ValueError, RecursionError) as error:
        raise Malformed("its second line is not JSON") from error
    try:
        recording = _from_header(header, content[end + 1 :])
    except (KeyError, TypeError, AttributeError) as error:
        raise Malformed(f"its second line lacks a part or has a wrong one ({error})") from error
    _ = recording.images  # damaged ones are found now
    return recording


def _from_header(header: dict[str, Any], pictures: bytes) -> Recording:
    texts = {name: header[name] for name in TEXTS}
    settings = header["settings"]
    if not all(isinstance(text, str) for text in texts.values()) or not isinstance(settings["seed"], int):
        raise Malformed("its name, title or settings are not what they should be")
    n_frames, n_points = len(header["iterations"]), len(header["curves"]["iteration"])
    if not 1 <= n_frames <= MAX_FRAMES or not 1 <= n_points <= MAX_POINTS:
        raise Malformed(f"it has {n_frames} frames and {n_points} points a curve, not 1 to 100 and 1 to 300")
    iterations = _whole("iterations", header["iterations"], (n_frames,))
    if iterations[0] < 1 or (np.diff(iterations) <= 0).any():
        raise Malformed("its iterations do not increase from 1")
    counts, log = header["counts"], header["log"]
    return Recording(
        **{**texts, "source": as_id(DIGITS, texts["source"])},
        settings=settings_in_ids(settings),
        iterations=iterations,
        pictures=pictures,
        curves={name: _floats(name, header["curves"][name], (n_points,)) for name in CURVES},
        counts=None if counts is None else _counts(counts, n_frames),
        judged={name: _floats(name, header["judged"][name], (n_frames,)) for name in JUDGED}
        if header["judged"]
        else {},
        log=_floats("log", log, (len(log), LOG_COLUMNS)) if log else np.empty((0, LOG_COLUMNS)),
    )


def _counts(counts: list[list[int]], n_frames: int) -> NDArray[np.int64]:
    """Return what was counted; the first recordings were judged by a classifier that named a digit for everything."""
    if len(counts[0]) == N_CLASSES:
        return np.pad(_whole("counts", counts, (n_frames, N_CLASSES)), ((0, 0), (0, 1)))
    return _whole("counts", counts, (n_frames, N_ANSWERS))


def _floats(name: str, values: ArrayLike, shape: tuple[int, ...]) -> Floats:
    try:
        array = np.array(values, dtype=float)  # JSON's null becomes nan
    except (TypeError, ValueError, OverflowError) as error:
        raise Malformed(f"its {name} are not all numbers") from error
    if array.shape != shape:
        raise Malformed(f"its {name} have the shape {array.shape}, not {shape}")
    return array


def _whole(name: str, values: ArrayLike, shape: tuple[int, ...]) -> NDArray[np.int64]:
    array = _floats(name, values, shape)
    if not ((array >= 0) & (array < 2**53) & (array == np.floor(array))).all():
        raise Malformed(f"its {name} are not all whole numbers from 0")
    return array.astype(np.int64)


@lru_cache(maxsize=8)
def load_recording(name: str) -> Recording:
    """Return the recording called `name`, such as "default", from the project's folder.

    Raises
    ------
    WrongFile
        When it is not there or is not a recording.
    """
    path = FOLDER / f"{name}{SUFFIX}"
    if not path.exists():
        raise WrongFile(f"The recording {name!r} is not here: `make recordings` makes it.")
    with reading(f"The file {path.name}", "no recording"):
        return decode(path.read_bytes())


def save_recording(recording: Recording, folder: Path = FOLDER) -> Path:
    """Write a recording where `load_recording` finds it, and return the path."""
    path = folder / f"{recording.name}{SUFFIX}"
    path.write_bytes(encode(recording))
    return path
