"""Images from a folder, from a mirror on this machine and from scikit-learn; and what is said when a file is wrong."""

import errno
import gzip
import hashlib
import os
import struct
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest

from explorer.data.files import Malformed, WrongFile
from explorer.data.in_use import in_use
from explorer.data.mnist_trainer import digits, download
from explorer.data.mnist_trainer.digits import (
    SOURCES,
    DigitsUnavailable,
    available_sources,
    download_bytes,
    is_here,
    load_digits,
    load_test_digits,
)
from explorer.data.mnist_trainer.idx import decode, unzipped
from explorer.data.mnist_trainer.idx_sets import FASHION_MNIST, IDX_SETS, MNIST, IdxFile
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


@pytest.fixture(params=["mnist", "fashion_mnist"])
def source(request, monkeypatch, tmp_path) -> str:
    """Return a set's name; let four tiny files stand for it, and an empty folder for the user's cache."""
    small = replace(IDX_SETS[request.param], files=SMALL_FILES, mirrors=())
    monkeypatch.setitem(IDX_SETS, request.param, small)
    monkeypatch.setattr(digits, "cache_folder", lambda: tmp_path / "cache")
    for idx_set in IDX_SETS.values():
        monkeypatch.delenv(idx_set.variable, raising=False)
    return request.param


def set_mirrors(monkeypatch, source: str, *mirrors: str) -> None:
    monkeypatch.setitem(IDX_SETS, source, replace(IDX_SETS[source], mirrors=mirrors))


@pytest.fixture
def cache(source, tmp_path) -> Path:
    """Return where a download of the set goes."""
    return tmp_path / "cache" / IDX_SETS[source].cache_name


@pytest.fixture
def folder(source, tmp_path, monkeypatch) -> Path:
    """Return a complete data folder that the set's variable names, gzipped."""
    path = tmp_path / "data"
    path.mkdir()
    for name, content in ZIPPED.items():
        (path / name).write_bytes(content)
    monkeypatch.setenv(IDX_SETS[source].variable, str(path))
    return path


@pytest.fixture
def mirror(source, monkeypatch):
    """Serve files on this machine; `files` can be changed, `asked` lists what was asked for."""
    files: dict[str, bytes | int] = dict(ZIPPED)
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            name = self.path.rpartition("/")[2]
            asked.append(self.path)
            answer = files.get(name, 404)
            if isinstance(answer, int) or self.path.startswith("/broken/"):
                self.send_error(answer if isinstance(answer, int) else 503)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(ZIPPED[name])))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    set_mirrors(monkeypatch, source, f"{address}/right/")
    monkeypatch.setenv("GAN_EXPLORER_OFFLINE", "0")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield type("Mirror", (), {"files": files, "asked": asked, "address": address})
    server.shutdown()
    thread.join()
    server.server_close()


def assert_is_whole(loaded, source):
    assert loaded.source == source
    assert loaded.class_names == IDX_SETS[source].class_names
    assert loaded.description.startswith(f"{DIGITS[source]}: 6 {IDX_SETS[source].content} of 28×28 pixels, read from ")
    np.testing.assert_array_equal(loaded.images, ARRAYS["train-images-idx3-ubyte"])
    np.testing.assert_array_equal(loaded.labels, ARRAYS["train-labels-idx1-ubyte"])


# --- the format ---


@pytest.mark.parametrize("array", ARRAYS.values())
def test_an_idx_file_is_read_back(array):
    np.testing.assert_array_equal(decode(idx(array)), array)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "begins with nothing"),
        (b"<html>", "begins with 3c 68 74 6d"),
        (bytes((0, 0, 0x0D, 1)) + bytes(8), "begins with 00 00 0d 01"),
        (CONTENT["train-labels-idx1-ubyte"][:6], "header is cut short"),
        (CONTENT["train-labels-idx1-ubyte"][:-1], "promises 6 values and 5 follow"),
    ],
)
def test_what_is_no_idx_file_is_described(content, said):
    with pytest.raises(Malformed, match=said):
        decode(content)


def test_a_gzipped_file_that_is_cut_short_is_no_idx_file():
    with pytest.raises(Malformed, match="cut short"):
        unzipped(ZIPPED["train-images-idx3-ubyte.gz"][:-20])


# --- a folder ---


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


def test_a_wrong_file_in_the_cache_is_not_replaced(source, mirror, cache):
    load_digits(source)
    path = cache / "train-labels-idx1-ubyte.gz"
    path.write_bytes(gzip.compress(idx(np.zeros(6, np.uint8))))
    n_asked = len(mirror.asked)
    with pytest.raises(WrongFile, match="train-labels"):
        load_digits(source)
    assert len(mirror.asked) == n_asked


# --- a mirror ---


def test_a_download_reports_every_byte_and_is_done_once(source, mirror, cache):
    steps = []
    assert_is_whole(load_digits(source, lambda done, total: steps.append((done, total))), source)
    total = sum(map(len, ZIPPED.values()))
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1] == (total, total)
    assert {total for _, total in steps} == {total}
    assert sorted(path.name for path in cache.iterdir()) == sorted(ZIPPED)
    assert_is_whole(load_digits(source), source)
    assert len(mirror.asked) == len(ZIPPED)


def test_the_second_mirror_stands_in_for_the_first(source, mirror, monkeypatch):
    set_mirrors(monkeypatch, source, f"{mirror.address}/broken/", f"{mirror.address}/right/")
    assert_is_whole(load_digits(source), source)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (404, "404"),
        (ZIPPED["train-images-idx3-ubyte.gz"][:-30], "broke off|damaged file"),
        (gzip.compress(idx(np.ones((6, 28, 28), np.uint8)), mtime=0).ljust(3000, b"\0")[:10], "broke off|damaged file"),
    ],
)
def test_what_a_mirror_sends_wrongly_is_not_kept(source, mirror, cache, answer, said):
    mirror.files["train-images-idx3-ubyte.gz"] = answer
    with pytest.raises(DigitsUnavailable, match=f"train-images-idx3-ubyte.gz could not be downloaded: .*({said})"):
        load_digits(source)
    assert list(cache.iterdir()) == []


def test_a_whole_file_with_another_content_is_not_kept(source, mirror, cache):
    name = "train-images-idx3-ubyte.gz"
    mirror.files[name] = ZIPPED[name][:-8] + bytes(8)  # the right length, a wrong checksum
    with pytest.raises(DigitsUnavailable, match="damaged file"):
        load_digits(source)
    mirror.files[name] = CONTENT["train-labels-idx1-ubyte"].ljust(len(ZIPPED[name]), b"\0")
    with pytest.raises(DigitsUnavailable, match="another SHA-256"):
        load_digits(source)
    assert list(cache.iterdir()) == []


def test_what_a_killed_download_left_is_removed_and_what_another_process_fetches_is_not(source, mirror, cache):
    cache.mkdir(parents=True, exist_ok=True)
    killed, held, begun = (cache / f".train-images-idx3-ubyte-{name}.part" for name in ("killed", "held", "begun"))
    for part in (killed, held):
        part.write_bytes(b"half")
    begun.touch()  # a moment ago: it is held in a moment
    with in_use(held):
        load_digits(source)
        assert {path for path in cache.iterdir() if path.suffix == ".part"} == {held, begun}
    load_digits(source)
    os.utime(begun, (0, 0))
    load_digits(source)
    assert sorted(path.name for path in cache.iterdir()) == sorted(ZIPPED)


def test_no_network_is_said_at_once(source, monkeypatch):
    monkeypatch.setenv("GAN_EXPLORER_OFFLINE", "0")
    set_mirrors(monkeypatch, source, "http://127.0.0.1:9/")  # nobody listens there
    with pytest.raises(DigitsUnavailable, match=f"cannot be reached.*{IDX_SETS[source].variable}"):
        load_digits(source)


def test_offline_nothing_is_asked_for(source, mirror, monkeypatch):
    monkeypatch.setenv("GAN_EXPLORER_OFFLINE", "1")
    with pytest.raises(DigitsUnavailable, match="GAN_EXPLORER_OFFLINE forbids"):
        load_digits(source)
    assert mirror.asked == []


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "disk that holds .* is full"), (errno.EACCES, "Permission denied")],
)
def test_a_disk_that_takes_nothing_is_said(source, mirror, monkeypatch, number, said):
    def fails(*_, **__):
        raise OSError(number, "Permission denied")

    monkeypatch.setattr(download.tempfile, "mkstemp", fails)
    with pytest.raises(DigitsUnavailable, match=said):
        load_digits(source)


# --- sources ---


def test_the_sources_that_may_work(source, folder, monkeypatch):
    monkeypatch.setenv("GAN_EXPLORER_OFFLINE", "0")
    assert available_sources() == SOURCES == ("mnist", "fashion_mnist", "built_in")
    monkeypatch.setenv("GAN_EXPLORER_OFFLINE", "1")
    assert available_sources() == (source, "built_in")
    monkeypatch.delenv(IDX_SETS[source].variable)
    assert available_sources() == ("built_in",)
    for load in (load_digits, load_test_digits):
        with pytest.raises(ValueError, match="'letters'"):
            load("letters")


def test_a_download_is_here_afterwards_and_its_size_is_known_before(source, mirror):
    assert not is_here(source)
    assert is_here("built_in")
    assert download_bytes("built_in") == 0
    assert download_bytes(source) == sum(map(len, ZIPPED.values()))
    load_digits(source)
    assert is_here(source)


def test_the_test_split_is_the_other_one(source, folder):
    test = load_test_digits(source)
    assert test.source == source
    assert test.class_names == IDX_SETS[source].class_names
    assert "4 " in test.description and "kept apart for tests" in test.description
    np.testing.assert_array_equal(test.images, ARRAYS["t10k-images-idx3-ubyte"])
    np.testing.assert_array_equal(test.labels, ARRAYS["t10k-labels-idx1-ubyte"])


def test_the_built_in_digits_keep_nothing_apart():
    assert load_test_digits("built_in") is None


def test_a_file_of_the_other_set_is_recognised(source, folder, monkeypatch):
    other = next(idx_set for idx_set in IDX_SETS.values() if idx_set.name != source)
    content = idx(np.zeros((3, 28, 28), np.uint8))
    known = IdxFile(hashlib.sha256(content).hexdigest(), 1)
    monkeypatch.setitem(IDX_SETS, other.name, replace(other, files={"train-images-idx3-ubyte": known}))
    (folder / "train-images-idx3-ubyte.gz").write_bytes(content)
    with pytest.raises(WrongFile, match=f"it is {other.name}'s train-images-idx3-ubyte"):
        load_digits(source)


def test_the_built_in_digits_are_scikit_learn_s_seen_larger():
    from sklearn.datasets import load_digits as load_8x8

    small, labels = load_8x8(return_X_y=True)
    built_in = load_digits("built_in")
    assert built_in.images.shape == (1797, 28, 28)
    assert built_in.images.dtype == np.uint8
    np.testing.assert_array_equal(built_in.labels, labels)
    edge = built_in.images.copy()
    edge[:, 4:24, 4:24] = 0
    assert not edge.any()
    assert built_in.images.max() == 255
    # shrunk again, each is still most like itself
    large = built_in.images[:100, 4:24, 4:24].reshape(100, 10, 2, 10, 2).mean(axis=(2, 4)).reshape(100, -1)
    from scipy.ndimage import zoom

    expected = zoom(small[:100].reshape(-1, 8, 8), (1, 1.25, 1.25), order=1, mode="grid-constant", grid_mode=True)
    assert (np.corrcoef(large, expected.reshape(100, -1))[:100, 100:].argmax(1) == np.arange(100)).all()


@pytest.mark.parametrize(
    ("idx_set", "n_bytes", "checksums"),
    [
        (MNIST, 11_594_722, ["ba891046c25776db", "65a50cbbef7101c5", "0fa7898d4d494ce7", "ff7bcfd4f7ec33f2"]),
        (FASHION_MNIST, 30_878_645, ["c59f468aaa44d888", "bad3541b760443d9", "5b4141f0815ce37b", "0402a96ddec38c34"]),
    ],
    ids=["mnist", "fashion_mnist"],
)
def test_the_checksums_are_those_of_the_published_files(idx_set, n_bytes, checksums):
    assert list(idx_set.files) == list(ARRAYS)
    assert [file.sha256[:8] + file.sha256[-8:] for file in idx_set.files.values()] == checksums
    assert all(len(file.sha256) == 64 for file in idx_set.files.values())
    assert download_bytes(idx_set.id) == n_bytes
    assert len(idx_set.class_names) == len(set(idx_set.class_names)) == 10
    assert all(mirror.startswith("https://") and mirror.endswith("/") for mirror in idx_set.mirrors)
