"""Files of other programs, written by these where they are here, are called what they are and never unpacked."""

import io
import pickle
import zipfile
from collections.abc import Callable

import joblib
import numpy as np
import pytest
import torch

from explorer.data.array_file import read_arrays, write_arrays
from explorer.data.files import Malformed, WrongFile
from explorer.data.foreign_file import kind_of
from explorer.data.mode_collapse.csv_points import read_points


class Trap:
    """What fails the test as soon as somebody unpickles it."""

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return pytest.fail, ("unpickled",)


def written(write: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    write(file)
    return file.getvalue()


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return file.getvalue()


WEIGHTS = {"weight": np.arange(9.0), "trap": Trap()}
TENSORS = {"weight": torch.zeros(3, 3), "trap": Trap()}
FILES = {
    **{f"pickle, protocol {p}": ("a Python pickle", pickle.dumps(WEIGHTS, p)) for p in range(6)},
    **{f"list, protocol {p}": ("a Python pickle", pickle.dumps([1, 2.5, "x"], p)) for p in range(6)},
    "PyTorch": ("a PyTorch checkpoint", written(lambda file: torch.save(TENSORS, file))),
    "PyTorch before 1.6": (
        "a PyTorch checkpoint",
        written(lambda file: torch.save(TENSORS, file, _use_new_zipfile_serialization=False)),
    ),
    "npy": ("a single NumPy array", written(lambda file: np.save(file, np.arange(3.0)))),
    "npy of objects": (
        "a single NumPy array",
        written(lambda file: np.save(file, np.array([Trap()], object), allow_pickle=True)),
    ),
    "joblib": ("a joblib file", written(lambda file: joblib.dump(WEIGHTS, file))),
    **{
        f"joblib, {method}": (kind, written(lambda file, method=method: joblib.dump(WEIGHTS, file, (method, 3))))
        for method, kind in {
            "zlib": "a compressed joblib file",
            "gzip": "a gzip file",
            "bz2": "a bzip2 file",
            "xz": "an xz file",
            "lzma": "an lzma file",
        }.items()
    },
    "Excel": ("an Excel workbook", zipped("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")),
    "Keras": ("a Keras model", zipped("metadata.json", "config.json", "model.weights.h5")),
    "HDF5": ("an HDF5 file", b"\x89HDF\r\n\x1a\n" + bytes(100)),
    "MATLAB": ("a MATLAB file", b"MATLAB 5.0 MAT-file, Platform: GLNXA64" + bytes(100)),
    "safetensors": ("a safetensors file", (20).to_bytes(8, "little") + b'{"__metadata__":{}}  ' + bytes(4)),
    "PyTorch before 0.2": ("a tar archive", bytes(257) + b"ustar" + bytes(250)),
    "Git LFS": ("a Git LFS pointer", b"version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n"),
}


@pytest.mark.parametrize(("kind", "content"), FILES.values(), ids=list(FILES))
def test_a_file_of_another_program_is_called_what_it_is(kind: str, content: bytes) -> None:
    with pytest.raises(Malformed, match=f"^it is {kind}.*; nothing in it was read$"):
        read_arrays(io.BytesIO(content))
    with pytest.raises(WrongFile, match=f"^This is {kind}.*; nothing in it was read. Save your table as CSV"):
        read_points(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x,y\n1,2\n",
        b"x^2,y\n1,2\n",
        b"0.",
        b"N.",
        b"1" * 10_000 + b".",
        b"(a) and (b).",
        b"I am a text.\nWith two lines.",
        b"hello there",
        b'{"a": 1}',
        bytes(1000),
        written(lambda file: write_arrays(file, {"a": np.arange(3)})),
        written(lambda file: np.savez(file, a=np.arange(3))),
    ],
)
def test_of_anything_else_nothing_is_said(content: bytes) -> None:
    assert kind_of(content) is None
