"""A folder that a visitor names holds whichever set its files are known by, or is refused for what is wrong with it."""

import gzip
import hashlib
import struct
from dataclasses import replace

import numpy as np
import pytest

from explorer.data.files import WrongFile
from explorer.data.mnist_trainer.folder import load_folder
from explorer.data.mnist_trainer.idx_sets import IDX_SETS, IdxFile

IMAGES, LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
ARRAYS = {
    IMAGES: np.random.default_rng(0).integers(0, 256, (6, 28, 28), np.uint8),
    LABELS: np.arange(6, dtype=np.uint8),
}


@pytest.fixture
def contents():
    return {
        name: bytes((0, 0, 8, array.ndim)) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()
        for name, array in ARRAYS.items()
    }


@pytest.mark.parametrize("source", IDX_SETS)
@pytest.mark.parametrize("ending", ["", ".gz"])
def test_a_folder_is_read_as_what_its_files_are(source, ending, contents, tmp_path, monkeypatch):
    known = {name: IdxFile(hashlib.sha256(content).hexdigest(), 0) for name, content in contents.items()}
    monkeypatch.setitem(IDX_SETS, source, replace(IDX_SETS[source], files=known))
    for name, content in contents.items():
        (tmp_path / f"{name}{ending}").write_bytes(gzip.compress(content) if ending else content)
    digits = load_folder(tmp_path)
    assert digits.source == source and digits.description.endswith(f"read from the folder {tmp_path.name}.")
    np.testing.assert_array_equal(digits.images, ARRAYS[IMAGES])
    np.testing.assert_array_equal(digits.labels, ARRAYS[LABELS])


def test_a_folder_that_holds_neither_is_refused_with_the_reason(contents, tmp_path):
    with pytest.raises(WrongFile, match="has no such file"):
        load_folder(tmp_path)
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(WrongFile, match="is not MNIST's train-images-idx3-ubyte: .*SHA-256 should be"):
        load_folder(tmp_path)
