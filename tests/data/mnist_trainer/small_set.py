"""Four tiny IDX files that stand for a whole set, and how to say that they were read."""

import gzip
import hashlib
import struct
from dataclasses import replace

import numpy as np

from explorer.data.mnist_trainer.idx_sets import IDX_SETS, IdxFile
from explorer.names import DIGITS

RNG = np.random.default_rng(0)
ARRAYS = {
    "train-images-idx3-ubyte": RNG.integers(0, 256, (6, 28, 28), np.uint8),
    "train-labels-idx1-ubyte": np.arange(6, dtype=np.uint8),
    "t10k-images-idx3-ubyte": RNG.integers(0, 256, (4, 28, 28), np.uint8),
    "t10k-labels-idx1-ubyte": np.arange(4, dtype=np.uint8),
}


def idx(array: np.ndarray) -> bytes:
    return bytes((0, 0, 8, array.ndim)) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


CONTENT = {name: idx(array) for name, array in ARRAYS.items()}
ZIPPED = {f"{name}.gz": gzip.compress(content, mtime=0) for name, content in CONTENT.items()}
SMALL_FILES = {
    name: IdxFile(hashlib.sha256(content).hexdigest(), len(ZIPPED[f"{name}.gz"])) for name, content in CONTENT.items()
}


def set_mirrors(monkeypatch, source: str, *mirrors: str) -> None:
    monkeypatch.setitem(IDX_SETS, source, replace(IDX_SETS[source], mirrors=mirrors))


def assert_is_whole(loaded, source):
    assert loaded.source == source
    assert loaded.class_names == IDX_SETS[source].class_names
    assert loaded.description.startswith(f"{DIGITS[source]}: 6 {IDX_SETS[source].content} of 28×28 pixels, read from ")
    np.testing.assert_array_equal(loaded.images, ARRAYS["train-images-idx3-ubyte"])
    np.testing.assert_array_equal(loaded.labels, ARRAYS["train-labels-idx1-ubyte"])
