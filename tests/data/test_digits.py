"""Digits from a folder, from a mirror on this machine and from scikit-learn; and what is said when a file is wrong."""

import errno
import gzip
import hashlib
import struct
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest

from explorer.data import digits
from explorer.data.digits import DigitsUnavailable, WrongFile, available_sources, load_digits, load_mnist
from explorer.data.idx import NotIdx, decode, read_bytes

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
ZIPPED = {f"{name}.gz": gzip.compress(content) for name, content in CONTENT.items()}


@pytest.fixture(autouse=True)
def small_mnist(monkeypatch, tmp_path):
    """Let four tiny files stand for MNIST, and an empty folder for the user's cache."""
    monkeypatch.setattr(digits, "SHA256", {name: hashlib.sha256(c).hexdigest() for name, c in CONTENT.items()})
    monkeypatch.setattr(digits, "GZIPPED_BYTES", {name: len(ZIPPED[f"{name}.gz"]) for name in CONTENT})
    monkeypatch.setattr(digits, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(digits, "MIRRORS", ())
    monkeypatch.delenv("GAN_EXPLORER_DATA", raising=False)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Return a complete data folder that GAN_EXPLORER_DATA names, gzipped."""
    path = tmp_path / "data"
    path.mkdir()
    for name, content in ZIPPED.items():
        (path / name).write_bytes(content)
    monkeypatch.setenv("GAN_EXPLORER_DATA", str(path))
    return path


@pytest.fixture
def mirror(monkeypatch):
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
    monkeypatch.setattr(digits, "MIRRORS", (f"{address}/mnist/",))
    monkeypatch.setenv("GAN_EXPLORER_OFFLINE", "0")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield type("Mirror", (), {"files": files, "asked": asked, "address": address})
    server.shutdown()
    thread.join()
    server.server_close()


def assert_is_mnist(loaded):
    assert loaded.source == "MNIST"
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
    with pytest.raises(NotIdx, match=said):
        decode(content)


def test_a_gzipped_file_that_is_cut_short_is_no_idx_file(tmp_path):
    path = tmp_path / "cut.gz"
    path.write_bytes(ZIPPED["train-images-idx3-ubyte.gz"][:-20])
    with pytest.raises(NotIdx, match="cut short"):
        read_bytes(path)


# --- a folder ---


def test_a_folder_of_gzipped_files(folder):
    assert_is_mnist(load_mnist())


def test_a_folder_of_plain_files_and_a_gzipped_file_without_its_ending(folder):
    for name, content in CONTENT.items():
        (folder / f"{name}.gz").unlink()
        (folder / name).write_bytes(content)
    (folder / "t10k-labels-idx1-ubyte").write_bytes(ZIPPED["t10k-labels-idx1-ubyte.gz"])
    assert_is_mnist(load_mnist())


def test_a_missing_file_is_named_and_not_downloaded(folder, mirror):
    (folder / "t10k-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(WrongFile, match=r"t10k-labels-idx1-ubyte \(or .*\.gz\) was expected in .*has no such file"):
        load_mnist()
    assert mirror.asked == []


def test_a_folder_that_is_none_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("GAN_EXPLORER_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(WrongFile, match="nowhere, which is not a folder"):
        load_mnist()


def test_another_file_is_named_with_what_was_expected_and_found_and_left_alone(folder):
    other = idx(np.zeros((3, 28, 28), np.uint8))
    path = folder / "train-images-idx3-ubyte.gz"
    path.write_bytes(gzip.compress(other))
    before = path.read_bytes()
    with pytest.raises(WrongFile) as caught:
        load_mnist()
    said = str(caught.value)
    assert str(path) in said
    assert hashlib.sha256(CONTENT["train-images-idx3-ubyte"]).hexdigest() in said
    assert hashlib.sha256(other).hexdigest() in said
    assert "shape 3 × 28 × 28" in said
    assert path.read_bytes() == before


def test_a_damaged_file_is_named(folder):
    path = folder / "train-labels-idx1-ubyte.gz"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(WrongFile, match="train-labels-idx1-ubyte.gz is not MNIST's .*cut short"):
        load_mnist()


def test_a_wrong_file_in_the_cache_is_not_replaced(mirror, tmp_path):
    load_mnist()
    path = tmp_path / "cache" / "train-labels-idx1-ubyte.gz"
    path.write_bytes(gzip.compress(idx(np.zeros(6, np.uint8))))
    n_asked = len(mirror.asked)
    with pytest.raises(WrongFile, match="train-labels"):
        load_mnist()
    assert len(mirror.asked) == n_asked


# --- a mirror ---


def test_a_download_reports_every_byte_and_is_done_once(mirror, tmp_path):
    steps = []
    assert_is_mnist(load_mnist(lambda done, total: steps.append((done, total))))
    total = sum(map(len, ZIPPED.values()))
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1] == (total, total)
    assert {total for _, total in steps} == {total}
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == sorted(ZIPPED)
    assert_is_mnist(load_mnist())
    assert len(mirror.asked) == len(ZIPPED)


def test_the_second_mirror_stands_in_for_the_first(mirror, monkeypatch):
    monkeypatch.setattr(digits, "MIRRORS", (f"{mirror.address}/broken/", f"{mirror.address}/mnist/"))
    assert_is_mnist(load_mnist())


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (404, "404"),
        (ZIPPED["train-images-idx3-ubyte.gz"][:-30], "broke off|damaged file"),
        (gzip.compress(idx(np.ones((6, 28, 28), np.uint8))).ljust(3000, b"\0")[:10], "broke off|damaged file"),
    ],
)
def test_what_a_mirror_sends_wrongly_is_not_kept(mirror, tmp_path, answer, said):
    mirror.files["train-images-idx3-ubyte.gz"] = answer
    with pytest.raises(DigitsUnavailable, match=f"train-images-idx3-ubyte.gz could not be downloaded: .*({said})"):
        load_mnist()
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_whole_file_with_another_content_is_not_kept(mirror, tmp_path):
    name = "train-images-idx3-ubyte.gz"
    mirror.files[name] = ZIPPED[name][:-8] + bytes(8)  # the right length, a wrong checksum
    with pytest.raises(DigitsUnavailable, match="damaged file"):
        load_mnist()
    mirror.files[name] = CONTENT["train-labels-idx1-ubyte"].ljust(len(ZIPPED[name]), b"\0")
    with pytest.raises(DigitsUnavailable, match="another SHA-256"):
        load_mnist()
    assert list((tmp_path / "cache").iterdir()) == []


def test_no_network_is_said_at_once(monkeypatch):
    monkeypatch.setenv("GAN_EXPLORER_OFFLINE", "0")
    monkeypatch.setattr(digits, "MIRRORS", ("http://127.0.0.1:9/",))  # nobody listens there
    with pytest.raises(DigitsUnavailable, match="cannot be reached.*GAN_EXPLORER_DATA"):
        load_mnist()


def test_offline_nothing_is_asked_for(mirror, monkeypatch):
    monkeypatch.setenv("GAN_EXPLORER_OFFLINE", "1")
    with pytest.raises(DigitsUnavailable, match="GAN_EXPLORER_OFFLINE forbids"):
        load_mnist()
    assert mirror.asked == []


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "disk that holds .* is full"), (errno.EACCES, "Permission denied")],
)
def test_a_disk_that_takes_nothing_is_said(mirror, monkeypatch, number, said):
    def fails(*_, **__):
        raise OSError(number, "Permission denied")

    monkeypatch.setattr(digits.tempfile, "mkstemp", fails)
    with pytest.raises(DigitsUnavailable, match=said):
        load_mnist()


# --- sources ---


def test_the_sources_that_may_work(folder, monkeypatch):
    assert available_sources() == ("MNIST", "built-in")
    monkeypatch.delenv("GAN_EXPLORER_DATA")
    monkeypatch.setenv("GAN_EXPLORER_OFFLINE", "1")
    assert available_sources() == ("built-in",)
    monkeypatch.setenv("GAN_EXPLORER_OFFLINE", "0")
    assert available_sources() == ("MNIST", "built-in")
    with pytest.raises(ValueError, match="'letters'"):
        load_digits("letters")


def test_the_built_in_digits_are_scikit_learn_s_seen_larger():
    from sklearn.datasets import load_digits as load_8x8

    small, labels = load_8x8(return_X_y=True)
    built_in = load_digits("built-in")
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


def test_the_checksums_are_those_of_the_published_files(monkeypatch):
    monkeypatch.undo()
    assert {name: value[:8] + value[-8:] for name, value in digits.SHA256.items()} == {
        "train-images-idx3-ubyte": "ba891046c25776db",
        "train-labels-idx1-ubyte": "65a50cbbef7101c5",
        "t10k-images-idx3-ubyte": "0fa7898d4d494ce7",
        "t10k-labels-idx1-ubyte": "ff7bcfd4f7ec33f2",
    }
