"""Images from a mirror on this machine: each byte once, and nothing wrong is kept."""

import errno
import gzip
import os

import numpy as np
import pytest

from explorer.data.files import WrongFile
from explorer.data.in_use import in_use
from explorer.data.mnist_trainer import download
from explorer.data.mnist_trainer.digits import (
    DigitsUnavailable,
    load_digits,
)
from explorer.data.mnist_trainer.idx_sets import IDX_SETS
from tests.data.mnist_trainer.small_set import CONTENT, ZIPPED, assert_is_whole, idx, set_mirrors


def test_a_wrong_file_in_the_cache_is_not_replaced(source, mirror, cache):
    load_digits(source)
    path = cache / "train-labels-idx1-ubyte.gz"
    path.write_bytes(gzip.compress(idx(np.zeros(6, np.uint8))))
    n_asked = len(mirror.asked)
    with pytest.raises(WrongFile, match="train-labels"):
        load_digits(source)
    assert len(mirror.asked) == n_asked


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
