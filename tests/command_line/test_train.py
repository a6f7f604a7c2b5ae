"""Runs of a few iterations from the command line: what they write, how they go on, and every way to be stopped."""

import csv
import errno
import gzip
import json
import os
import signal
import subprocess
import sys
from collections import namedtuple
from dataclasses import asdict, replace

import numpy as np
import pytest
from PIL import Image

from explorer.command_line import job, run_folder
from explorer.command_line.run_folder import FILES
from explorer.command_line.train import main
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.training.live.plan import TrainingDiverged
from explorer.training.live.slots import limit_torch_threads
from explorer.training.mnist_trainer.gan import GanTraining
from explorer.training.mnist_trainer.run_file import load_run, run_of
from explorer.training.mnist_trainer.settings import DEFAULTS
from tests.command_line.signals import hear_signals
from tests.conftest import ROOT

SETTINGS = replace(DEFAULTS["dense"], batch_size=8, images_every=4, n_iterations=12)
TINY = ["--data", "built-in", "--network", "dense", "--batch-size", "8", "--images-every", "4", "--samples", "20"]


def train(*arguments, to=None):
    out = [] if to is None else [*TINY, "--out", str(to)]
    return main(["train", *out, *map(str, arguments)])


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    assert train("--iterations", 12, to=folder) == 0
    return folder


def test_a_run_writes_everything_that_it_promises(whole):
    assert set(files(whole)) == set(FILES) - {"run.gif"}
    config = json.loads((whole / "config.json").read_text())
    assert config["settings"] == asdict(SETTINGS) and config["source"] == config["data"] == "built_in"
    with np.load(whole / "samples.npz") as arrays:
        assert arrays.files == ["images"]
        assert arrays["images"].shape == (20, 28, 28) and arrays["images"].dtype == np.uint8
    with Image.open(whole / "grid.png") as grid:
        assert grid.size == (3 * 231, 3 * 231)
    with Image.open(whole / "run.webp") as film:
        assert film.n_frames == 4 and film.info["loop"] == 0  # at iterations 1, 4, 8, 12
    with (whole / "run.npz").open("rb") as file:
        assert load_run(file).frames[-1].judgement.n == 512


def test_it_computes_the_numbers_that_the_page_computes(whole):
    limit_torch_threads()
    digits = load_built_in()
    training = GanTraining(digits.images, SETTINGS, digits.labels)
    snapshots = list(training)
    with (whole / "history.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["iteration"]) for row in rows] == list(range(1, 13))
    for name in ("loss_D", "loss_G", "D_real", "D_fake", "accuracy", "penalty", "gradient_G"):
        expected = [getattr(snapshot, name) for snapshot in snapshots]
        np.testing.assert_array_equal([float(row[name]) for row in rows], expected, err_msg=name)
    z = np.random.default_rng(0).standard_normal((20, 100), np.float32)
    with np.load(whole / "samples.npz") as arrays:
        np.testing.assert_array_equal(arrays["images"], training.samples(z))
    with (whole / "run.npz").open("rb") as file:
        np.testing.assert_array_equal(load_run(file).frames[-1].images, snapshots[-1].images)


def test_a_run_that_goes_on_is_the_run_that_never_stopped(whole, tmp_path):
    assert train("--iterations", 8, to=tmp_path) == 0
    assert train("--resume", tmp_path, "--iterations", 12, "--samples", 20) == 0
    assert files(tmp_path) == files(whole)


def test_a_saved_run_file_goes_on_in_a_folder_of_its_own(whole, tmp_path, capsys):
    file = tmp_path / "saved.npz"
    assert train("--iterations", 8, to=tmp_path / "first") == 0
    file.write_bytes((tmp_path / "first" / "run.npz").read_bytes())
    assert train("--resume", file, "--iterations", 12) == 2
    assert "say with --out DIR" in capsys.readouterr().err
    assert train("--resume", file, "--iterations", 12, "--samples", 20, "--out", tmp_path / "second") == 0
    assert files(tmp_path / "second") == files(whole)


def test_a_history_that_is_not_whole_is_taken_from_the_run_itself(whole, tmp_path):
    assert train("--iterations", 8, to=tmp_path) == 0
    (tmp_path / "history.csv").write_text("iteration,loss_D\n1,2\n")
    (tmp_path / "config.json").write_text("[")
    assert train("--resume", tmp_path, "--iterations", 12, "--samples", 20) == 0
    assert files(tmp_path) == files(whole)


def test_a_conditional_run_labels_its_samples(tmp_path):
    assert train("--iterations", 1, "--conditional", to=tmp_path) == 0
    with np.load(tmp_path / "samples.npz") as arrays:
        np.testing.assert_array_equal(arrays["labels"], np.arange(20) % 10)


def test_a_run_by_the_clock_ends_when_its_time_is_up(tmp_path, capsys):
    assert train("--seconds", 1e-9, to=tmp_path) == 0
    assert json.loads((tmp_path / "config.json").read_text())["settings"]["n_iterations"] == 1
    assert "To go on" in capsys.readouterr().out
    assert train("--resume", tmp_path, "--seconds", 1e-9) == 0
    assert len((tmp_path / "history.csv").read_text().splitlines()) == 3


# What there is to say before anything is trained.


@pytest.fixture
def untrained(monkeypatch):
    monkeypatch.setattr(GanTraining, "__next__", lambda _: pytest.fail("trained in vain"))


@pytest.mark.usefixtures("untrained")
def test_a_folder_with_a_run_is_left_alone(whole, capsys):
    before = files(whole)
    assert train(to=whole) == 2
    said = capsys.readouterr().err
    assert "already holds a run" in said and "--resume" in said and "--overwrite" in said
    assert train("--resume", whole) == 2
    assert "has done its 12 iterations: say how many" in capsys.readouterr().err
    assert files(whole) == before


def test_a_run_is_overwritten_on_request_and_nothing_old_stays(tmp_path):
    assert train("--iterations", 2, to=tmp_path) == 0
    (tmp_path / "run.gif").write_bytes(b"old")
    assert train("--iterations", 1, "--overwrite", to=tmp_path) == 0
    assert set(files(tmp_path)) == set(FILES) - {"run.gif"}
    assert len((tmp_path / "history.csv").read_text().splitlines()) == 2


@pytest.mark.usefixtures("untrained")
def test_a_folder_that_cannot_be_written_is_named(tmp_path, capsys):
    in_place = tmp_path / "file"
    in_place.write_text("mine")
    assert train(to=in_place) == 2 and train(to=in_place / "below") == 2
    said = capsys.readouterr().err
    assert f"cannot be written to {in_place}: " in said
    assert in_place.read_text() == "mine"


@pytest.mark.usefixtures("untrained")
def test_a_disk_that_is_too_small_is_named_before_the_training(tmp_path, capsys, monkeypatch):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(run_folder.shutil, "disk_usage", lambda _: usage(1_000_000))
    assert train(to=tmp_path) == 2
    assert "the disk is full: about" in capsys.readouterr().err
    assert not files(tmp_path)


def test_a_disk_that_fills_up_meanwhile_leaves_no_half_written_file(tmp_path, capsys, monkeypatch):
    assert train("--iterations", 4, to=tmp_path) == 0
    before = files(tmp_path)

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(run_folder.os, "fsync", full)
    assert train("--resume", tmp_path, "--iterations", 8) == 1
    assert f"run.npz does not fit into {tmp_path}, because the disk is full." in capsys.readouterr().err
    assert files(tmp_path) == before


@pytest.mark.usefixtures("untrained")
def test_a_run_that_is_none_is_refused(tmp_path, capsys):
    assert train("--resume", tmp_path) == 2
    assert "There is no run to go on with" in capsys.readouterr().err
    (tmp_path / "run.npz").write_bytes(b"PK\x03\x04")
    assert train("--resume", tmp_path) == 2
    assert "This is no saved run" in capsys.readouterr().err


@pytest.mark.usefixtures("untrained")
def test_a_folder_of_digits_that_is_not_right_is_named(tmp_path, capsys):
    out = tmp_path / "out"
    assert train("--data", tmp_path / "nowhere", to=out) == 2
    assert "is not a folder" in capsys.readouterr().err
    whole_file = gzip.compress(bytes((0, 0, 8, 1, 0, 0, 0, 9)) + bytes(9))
    (tmp_path / "train-images-idx3-ubyte.gz").write_bytes(whole_file[:-9])
    assert train("--data", tmp_path, to=out) == 2
    assert "damaged or cut short" in capsys.readouterr().err
    (tmp_path / "train-images-idx3-ubyte.gz").write_bytes(whole_file)
    assert train("--data", tmp_path, to=out) == 2
    assert "SHA-256 should be" in capsys.readouterr().err
    assert not out.exists()


# How a run can end.


def test_a_run_that_diverges_at_once_says_so(tmp_path, capsys):
    assert train("--learning-rate-G", "1e38", to=tmp_path) == 3
    said = capsys.readouterr().err
    assert "no longer finite numbers at iteration 1:" in said and "smaller learning rate" in said
    assert set(files(tmp_path)) == {"config.json", "history.csv"}
    assert (tmp_path / "history.csv").read_text().startswith("iteration,loss_D,")


def test_a_run_that_diverges_keeps_its_history_and_pictures(tmp_path, capsys, monkeypatch):
    one_more = GanTraining.__next__

    def until_it_breaks(training):
        if training.iteration == 6:
            raise TrainingDiverged("A loss is no longer a finite number.")
        return one_more(training)

    monkeypatch.setattr(GanTraining, "__next__", until_it_breaks)
    assert train("--iterations", 12, to=tmp_path) == 3
    assert "A loss is no longer a finite number." in capsys.readouterr().err
    assert set(files(tmp_path)) == {"config.json", "history.csv", "grid.png", "run.webp"}
    assert len((tmp_path / "history.csv").read_text().splitlines()) == 7


def test_networks_that_broke_unnoticed_are_not_kept_but_their_history_is(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(job.Job, "as_it_stands", lambda _: run_of("built_in", None, {}, (), None))
    assert train("--iterations", 2, to=tmp_path) == 3
    assert "No iteration is done yet" in capsys.readouterr().err
    assert "run.npz" not in files(tmp_path) and "history.csv" in files(tmp_path)


def test_ctrl_c_keeps_everything_and_the_run_goes_on_as_if_nothing_had_happened(tmp_path):
    command = [sys.executable, "-m", "explorer", "train", *TINY, "--iterations", "1000000", "--out", str(tmp_path)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, cwd=ROOT, preexec_fn=hear_signals, **pipes)
    assert process.stderr is not None
    assert process.stderr.readline().startswith("iteration 1 of 1,000,000")
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate()
    assert process.returncode == 130
    with (tmp_path / "run.npz").open("rb") as file:
        run = load_run(file)
    assert f"Interrupted at iteration {run.iteration:,}. To go on: python -m explorer train --resume {tmp_path}" in out
    assert set(files(tmp_path)) == set(FILES) - {"run.gif"}
    n = run.iteration + 5
    assert train("--resume", tmp_path, "--iterations", n, "--samples", 20) == 0
    limit_torch_threads()
    digits = load_built_in()
    expected = [x.loss_G for x in GanTraining(digits.images, replace(SETTINGS, n_iterations=n), digits.labels)]
    losses = np.loadtxt(tmp_path / "history.csv", delimiter=",", skiprows=1)[:, 2]
    np.testing.assert_array_equal(losses, expected)
