"""What is no saved run is refused in a sentence, whatever it holds."""

import io
import json
import pickle
import random
import zipfile
from dataclasses import asdict, replace

import numpy as np
import pytest
import torch

from explorer.data import array_file
from explorer.data.array_file import write_arrays
from explorer.data.files import WrongFile
from explorer.training.mnist_trainer.run_file import load_run
from tests.training.mnist_trainer.saved_runs import TINY, saved, trained

torch.set_num_threads(1)


@pytest.mark.parametrize("saved", [{"weight": torch.zeros(3)}, torch.zeros(3), [torch.zeros(1)] * 100])
def test_a_checkpoint_of_pytorch_is_called_that_and_not_read(saved, monkeypatch):
    content = io.BytesIO()
    torch.save(saved, content)
    content.seek(0)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(WrongFile, match="a PyTorch checkpoint; nothing in it was read"):
        load_run(content)


@pytest.fixture(scope="module")
def content(digits):
    return saved(*trained(digits, TINY)).getvalue()


@pytest.fixture(scope="module")
def arrays(content):
    with np.load(io.BytesIO(content)) as loaded:
        return dict(loaded)


def file_of(arrays):
    file = io.BytesIO()
    write_arrays(file, arrays)
    file.seek(0)
    return file


def refused(file):
    """Return the sentence with which a file is refused."""
    with pytest.raises(WrongFile) as caught:
        load_run(file)
    sentence = str(caught.value)
    assert sentence.endswith(".") and "\n" not in sentence and len(sentence) < 250
    return sentence


@pytest.mark.parametrize("wrong", [b"PK", b"PK\x03\x04", b"\x89png\r\n", b"a" * 10_000])
def test_what_is_no_archive_is_refused(wrong):
    assert "zip archive" in refused(io.BytesIO(wrong)) or "cut short" in refused(io.BytesIO(wrong))


def test_a_file_that_is_cut_short_or_damaged_is_refused(content):
    for share in (0.01, 0.5, 0.99):
        assert "cut short" in refused(io.BytesIO(content[: int(share * len(content))]))
    rng = random.Random(0)
    for _ in range(40):
        damaged = bytearray(content)
        for _ in range(20):
            damaged[rng.randrange(len(damaged))] ^= 1 + rng.randrange(255)
        refused(io.BytesIO(damaged))


def test_damage_to_the_list_of_arrays_never_ends_in_anything_but_a_sentence(content):
    rng = random.Random(0)
    for _ in range(60):
        damaged = bytearray(content)
        damaged[rng.randrange(len(content) - 5_000, len(content))] = rng.randrange(256)
        try:
            load_run(io.BytesIO(damaged))  # a date, for one, may be any
        except WrongFile as refusal:
            assert str(refusal).endswith(".")


def test_sizes_are_looked_at_before_anything_is_unpacked(content, monkeypatch):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("config.npy", "w") as member:
        for _ in range(201):
            member.write(bytes(1024**2))
    assert len(bomb.getvalue()) < 10**6
    bomb.seek(0)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    assert "more than 200 MB" in refused(bomb)
    monkeypatch.setattr(array_file, "MAX_FILE_BYTES", 1000)
    assert "larger than" in refused(io.BytesIO(content))


def test_an_array_whose_header_promises_more_than_there_is_is_refused():
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f4", "fortran_order": False, "shape": (10**12,)})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("config.npy", header.getvalue())
    file.seek(0)
    assert "another length" in refused(file)


def test_an_empty_file_is_called_empty():
    assert refused(io.BytesIO()) == "This is no saved run: it is empty."


def test_a_long_list_of_arrays_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for i in range(6_000):
            archive.writestr(f"{i}.npy", b"")
    file.seek(0)
    assert "too many arrays" in refused(file)


class Trap:
    def __reduce__(self):
        return pytest.fail, ("a file was executed",)


def test_pickled_objects_are_never_unpacked(arrays):
    file = io.BytesIO()
    np.savez(file, **{**arrays, "config": np.array([Trap()], object)})
    file.seek(0)
    assert "Python objects" in refused(file)
    refused(io.BytesIO(pickle.dumps(Trap())))


def test_an_array_of_another_packing_or_a_second_of_the_same_name_is_refused(arrays):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("config.npy", b"0" * 100)
    file.seek(0)
    assert "unusual way" in refused(file)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("config.npy", b"0")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("config.npy", b"0")
    file.seek(0)
    assert "same name" in refused(file)


def with_config(arrays, **changes):
    config = {**json.loads(str(arrays["config"])), **changes}
    return file_of({**arrays, "config": np.array(json.dumps(config))})


def with_settings(arrays, **changes):
    return with_config(arrays, settings={**asdict(TINY), **changes})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"learning_rate_D": float("nan")}, "learning_rate_D is nan"),
        ({"learning_rate_G": float("inf")}, "learning_rate_G is inf"),
        ({"n_iterations": -1}, "n_iterations is -1"),
        ({"n_iterations": 8.0}, "n_iterations is 8.0"),
        ({"batch_size": 10**9}, "batch_size is 1000000000"),
        ({"network": "os.system"}, "network is 'os.system'"),
        ({"network": ["dense"]}, "network is"),
        ({"conditional": 1}, "conditional is 1"),
        ({"seed": True}, "seed is True"),
        ({"r1": "0"}, "r1 is '0'"),
        ({"beta1": None}, "beta1 is None"),
        ({"depth": 3}, "unknown depth"),
        ({"n_iterations": 3}, "iteration 8 of 3"),
    ],
    ids=str,
)
def test_settings_that_no_run_can_have_are_refused(arrays, changes, says):
    assert says in refused(with_settings(arrays, **changes))


def test_a_run_from_before_settings_had_ids_is_read(arrays):
    settings = {**asdict(TINY), "loss": "WGAN-GP"}
    run = load_run(with_config(arrays, settings=settings, source="Fashion-MNIST"))
    assert (run.source, run.settings) == ("fashion_mnist", replace(TINY, loss="wgan_gp"))


def test_a_config_that_is_none_is_refused(arrays):
    settings = asdict(TINY)
    del settings["seed"]
    assert "lack seed" in refused(with_config(arrays, settings=settings))
    for config in ("", "{", "[]", "null", '{"format": 1}', '{"format": 1, "settings": []}', "[" * 50_000, "9" * 9_999):
        assert "its settings" in refused(file_of({**arrays, "config": np.array(config)}))
    for odd in (np.zeros(3), np.array(b"x"), np.zeros((), "U1")):
        assert "no saved run" in refused(file_of({**arrays, "config": odd}) if odd.dtype.kind != "S" else io.BytesIO())
    assert "other digits" in refused(with_config(arrays, source="/etc/passwd"))


def test_another_version_of_the_format_is_named(arrays):
    assert "an older GAN Explorer: its format is 0, not 1" in refused(with_config(arrays, format=0))
    assert "a newer GAN Explorer: its format is 2, not 1" in refused(with_config(arrays, format=2))


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("state.G.body.hidden.weight", lambda a: a.T.copy(), "G.body.hidden.weight should be float32 (128, 100)"),
        ("state.G.body.hidden.weight", lambda a: a.astype(np.float64), "is float64"),
        ("state.G.body.hidden.weight", lambda a: a * np.nan, "not finite"),
        ("state.G.body.hidden.weight", None, "has no G.body.hidden.weight"),
        ("state.optimizer_D.0.step", None, "unknown optimizer_D.0.exp_avg"),
        ("state.optimizer_D.99.step", lambda a: np.zeros((), np.float32), "unknown optimizer_D.99.step"),
        ("state.chance", lambda a: a[:-1], "chance should be"),
        ("state.chance", lambda a: a * 0, "no state of a random number generator"),
        ("state.iteration", lambda a: a - 1, "do not lead from iteration 1 to 7"),
        ("state.iteration", lambda a: a * 0 - 1, "iteration -1"),
        ("curves.loss_D", lambda a: a[1:], "loss_D should be"),
        ("curves.loss_D", lambda a: a * np.inf, "not finite"),
        ("curves.iteration", lambda a: a[::-1].copy(), "do not lead"),
        ("curves.iteration", lambda a: a[0], "no list"),
        ("frames.images", lambda a: a[:, :, :27], "frames.images should be"),
        ("frames.images", lambda a: a.astype(np.int64), "is int64"),
        ("frames.iteration", lambda a: a + 100, "pictures do not lead"),
        ("frames.iteration", lambda a: a * 1e300, "pictures do not lead"),
        ("frames.scores_real", lambda a: a[:, :-1], "scores_real should be"),
        ("judgements.counts", lambda a: a + 100, "count other pictures"),
        ("latest.iteration", lambda a: a + 1, "latest numbers"),
        ("os.system", lambda a: np.zeros(1), "holds os.system"),
    ],
)
def test_arrays_that_are_not_those_of_such_a_run_are_refused(arrays, name, change, says):
    changed = dict(arrays)
    if change is None:
        del changed[name]
    else:
        changed[name] = np.asarray(change(arrays.get(name)))
    with np.errstate(all="ignore"):
        assert says in refused(file_of(changed))


def test_a_run_without_its_optimizers_is_refused(arrays):
    without = {name: array for name, array in arrays.items() if "optimizer_G" not in name}
    assert "lacks what the optimizers know" in refused(file_of(without))
