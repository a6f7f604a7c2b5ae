"""The sources of images, what each holds, and which of them are here."""

import numpy as np
import pytest

from explorer.data.mnist_trainer.digits import (
    SOURCES,
    available_sources,
    download_bytes,
    is_here,
    load_digits,
    load_test_digits,
)
from explorer.data.mnist_trainer.idx_sets import FASHION_MNIST, IDX_SETS, MNIST
from tests.data.mnist_trainer.small_set import ARRAYS, ZIPPED


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
