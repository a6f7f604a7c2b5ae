"""The classifier's file: what is written is read, nothing but arrays of numbers gets in; the floor at every size."""

import io
import pickle
import zipfile

import numpy as np
import pytest

from explorer.data.files import WrongFile
from explorer.training.classifier.file import (
    FILE,
    WEIGHT,
    load_classifier_file,
    save_classifier_file,
)
from explorer.training.classifier.judge import load_classifier


@pytest.fixture
def arrays():
    with np.load(FILE, allow_pickle=False) as file:
        return dict(file)


def test_the_shipped_file_holds_arrays_of_numbers_only():
    with zipfile.ZipFile(FILE) as members:
        assert all(name.endswith(".npy") for name in members.namelist())
    with np.load(FILE, allow_pickle=False) as file:
        assert all(file[name].dtype.kind in "fi" for name in file.files)
        assert all(file[name].dtype == np.float16 for name in file.files if name.startswith(WEIGHT))


def test_what_is_written_is_read_and_the_same_arrays_make_the_same_bytes(tmp_path, arrays):
    file = load_classifier_file()
    for name in ("first.npz", "second.npz"):
        save_classifier_file(tmp_path / name, file)
    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()
    with np.load(tmp_path / "first.npz", allow_pickle=False) as written:
        assert set(written.files) == set(arrays)
        for name in written.files:
            np.testing.assert_array_equal(written[name], arrays[name])


def test_the_statistics_of_real_digits_are_a_gaussians():
    file = load_classifier_file()
    np.testing.assert_array_equal(file.feature_covariance, file.feature_covariance.T)
    assert np.linalg.eigvalsh(file.feature_covariance).min() > -1e-4
    assert file.feature_mean.shape == (48,)
    assert file.feature_mean.min() >= 0.0


def test_the_floor_falls_and_lies_between_its_measured_sizes():
    facts = load_classifier_file().facts
    assert {256, 512, 1024, 2048, 10_000} <= set(facts.floor_n.tolist())
    assert (np.diff(facts.floor) < 0.0).all()
    for n, floor in zip(facts.floor_n, facts.floor, strict=True):
        assert facts.frechet_floor(int(n)) == floor
    # in 1/n the middle of 512 and 1024 is 682.67
    assert facts.frechet_floor(512) > facts.frechet_floor(683) > facts.frechet_floor(1024)
    assert facts.frechet_floor(683) == pytest.approx(
        (facts.frechet_floor(512) + facts.frechet_floor(1024)) / 2, rel=0.01
    )
    assert facts.frechet_floor(60_000) == facts.floor[-1]
    with pytest.raises(ValueError, match="measured for 64 images and more"):
        facts.frechet_floor(63)


def refused(path, message):
    with pytest.raises(WrongFile, match=message):
        load_classifier_file(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", pickle.dumps({"weights": 1})])
def test_a_file_that_is_no_archive(tmp_path, content):
    (tmp_path / "wrong.npz").write_bytes(content)
    refused(tmp_path / "wrong.npz", "wrong.npz is no classifier of ours: it is")


def test_a_file_that_is_not_there(tmp_path):
    refused(tmp_path / "none.npz", "none.npz cannot be read")


def test_a_damaged_file(tmp_path):
    content = bytearray(FILE.read_bytes())
    for place in range(2_000, 40_000, 97):
        content[place] ^= 0xFF
    (tmp_path / "damaged.npz").write_bytes(content)
    refused(tmp_path / "damaged.npz", "damaged.npz is no classifier of ours: it")


class Hostile:
    def __reduce__(self):
        return (pytest.fail, ("a pickle was run",))


def test_an_object_is_never_unpickled(tmp_path, arrays):
    np.savez(tmp_path / "hostile.npz", **{**arrays, "accuracy": np.array([Hostile()], dtype=object)})
    refused(tmp_path / "hostile.npz", "hostile.npz is no classifier of ours: its array accuracy holds Python objects")


def test_a_member_that_claims_more_than_it_has(tmp_path, arrays):
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f8", "fortran_order": False, "shape": (10**15,)})
    np.savez(tmp_path / "claims.npz", **{name: array for name, array in arrays.items() if name != "accuracy"})
    with zipfile.ZipFile(tmp_path / "claims.npz", "a") as members:
        members.writestr("accuracy.npy", header.getvalue())
    refused(tmp_path / "claims.npz", "claims.npz is no classifier of ours: its array accuracy has another length")


@pytest.mark.parametrize(
    ("name", "wrong", "message"),
    [
        ("floor", None, "has no floor"),
        ("accuracy", np.array("high"), "its accuracy should be finite numbers"),
        ("accuracy", np.array(np.nan), "its accuracy should be finite numbers"),
        ("counts", np.zeros(9, int), "its counts should be finite numbers of shape"),
        ("feature_covariance", np.zeros((48, 47)), "its feature_covariance should be finite numbers of shape"),
        ("feature_mean", np.array(1.0), "its feature_mean should be finite numbers of shape"),
        ("weights.dense.bias", np.zeros(48), "not finite numbers of 16 bits"),
        ("weights.dense.bias", np.full(48, np.inf, np.float16), "not finite numbers of 16 bits"),
    ],
)
def test_an_array_that_is_not_what_it_should_be(tmp_path, arrays, name, wrong, message):
    changed = {key: array for key, array in arrays.items() if key != name}
    np.savez(tmp_path / "wrong.npz", **changed, **({} if wrong is None else {name: wrong}))
    refused(tmp_path / "wrong.npz", message)


def test_weights_of_another_network_are_refused():
    weights = dict(load_classifier_file().weights)
    with pytest.raises(WrongFile, match="weights of another network"):
        load_classifier(weights | {"dense.bias": np.zeros(47, np.float16)})
    del weights["dense.bias"]
    with pytest.raises(WrongFile, match="weights of another network"):
        load_classifier(weights)
