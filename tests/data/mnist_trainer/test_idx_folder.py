"""Images from a folder, however it is laid out; a wrong file is named and left alone."""

import gzip
import hashlib
from dataclasses import replace

import numpy as np
import pytest

from explorer.data.files import WrongFile
from explorer.data.mnist_trainer.digits import (
    load_digits,
)
from explorer.data.mnist_trainer.idx_sets import IDX_SETS, IdxFile
from explorer.names import DIGITS
from tests.data.mnist_trainer.small_set import CONTENT, ZIPPED, assert_is_whole, idx


def test_a_folder_of_gzipped_files(source, folder):
    assert_is_whole(load_digits(source), source)


def test_a_folder_of_plain_files_and_a_gzipped_file_without_its_ending(source, folder):
    for name, content in CONTENT.items():
        (folder / f"{name}.gz").unlink()
        (folder / name).write_bytes(content)
    (folder / "t10k-labels-idx1-ubyte").write_bytes(ZIPPED["t10k-labels-idx1-ubyte.gz"])
    assert_is_whole(load_digits(source), source)


@pytest.mark.parametrize(
    "place",
    [
        lambda idx_set, name: name.replace("-idx", ".idx"),
        lambda idx_set, name: f"{name.replace('-idx', '.idx')}.gz",
        lambda idx_set, name: f"raw/{name}",
        lambda idx_set, name: f"{idx_set.torchvision_name}/raw/{name}.gz",
        lambda idx_set, name: f"{name}/{name}",
        lambda idx_set, name: f"{name.replace('-idx', '.idx')}/{name.replace('-idx', '.idx')}",
    ],
    ids=["dotted", "dotted and zipped", "raw", "torchvision", "a folder a file", "a dotted folder a file"],
)
def test_a_folder_as_others_lay_it_out(source, folder, place):
    for name, content in CONTENT.items():
        (folder / f"{name}.gz").unlink()
        path = folder / place(IDX_SETS[source], name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    assert_is_whole(load_digits(source), source)


def test_a_missing_file_is_named_and_not_downloaded(source, folder, mirror):
    (folder / "t10k-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(WrongFile, match=r"t10k-labels-idx1-ubyte \(or .*\.gz\) was expected in .*has no such file"):
        load_digits(source)
    assert mirror.asked == []


def test_a_folder_that_is_none_is_named(source, monkeypatch, tmp_path):
    monkeypatch.setenv(IDX_SETS[source].variable, str(tmp_path / "nowhere"))
    with pytest.raises(WrongFile, match="nowhere, which is not a folder"):
        load_digits(source)


def test_another_file_is_named_with_what_was_expected_and_found_and_left_alone(source, folder):
    other = idx(np.zeros((3, 28, 28), np.uint8))
    path = folder / "train-images-idx3-ubyte.gz"
    path.write_bytes(gzip.compress(other, mtime=0))
    before = path.read_bytes()
    with pytest.raises(WrongFile) as caught:
        load_digits(source)
    said = str(caught.value)
    assert str(path) in said
    assert hashlib.sha256(CONTENT["train-images-idx3-ubyte"]).hexdigest() in said
    assert hashlib.sha256(other).hexdigest() in said
    assert "shape 3 × 28 × 28" in said
    assert path.read_bytes() == before


def test_a_file_of_another_program_is_called_what_it_is(source, folder):
    (folder / "train-images-idx3-ubyte.gz").write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    with pytest.raises(WrongFile, match=r"\(a Git LFS pointer and not the file that it stands for\)"):
        load_digits(source)


def test_a_damaged_file_is_named(source, folder):
    path = folder / "train-labels-idx1-ubyte.gz"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(WrongFile, match=f"train-labels-idx1-ubyte.gz is not {DIGITS[source]}'s .*cut short"):
        load_digits(source)


def test_a_file_of_the_other_set_is_recognised(source, folder, monkeypatch):
    other = next(idx_set for idx_set in IDX_SETS.values() if idx_set.name != source)
    content = idx(np.zeros((3, 28, 28), np.uint8))
    known = IdxFile(hashlib.sha256(content).hexdigest(), 1)
    monkeypatch.setitem(IDX_SETS, other.name, replace(other, files={"train-images-idx3-ubyte": known}))
    (folder / "train-images-idx3-ubyte.gz").write_bytes(content)
    with pytest.raises(WrongFile, match=f"it is {other.name}'s train-images-idx3-ubyte"):
        load_digits(source)
