"""The scripts against the runs that they are written for: the same numbers, without the project."""

import gzip
import os
import re
import struct
import subprocess
import sys
from dataclasses import replace
from itertools import cycle, product

import numpy as np
import pytest
import torch
from PIL import Image

from explorer.data.mnist_trainer.digits import load_built_in
from explorer.training.live.slots import n_torch_threads
from explorer.training.mnist_trainer.gan import GanTraining
from explorer.training.mnist_trainer.script import file_name, gan_script
from explorer.training.mnist_trainer.settings import DEFAULTS, LOSSES, GanSettings
from tests.conftest import ROOT

torch.set_num_threads(1)

N_ITERATIONS = 10
# Where script and run do the same operations in the same order the numbers agree to the last bit. They may differ by
# rounding where one of them sums in another order, and a GAN's steps make such a difference grow.
CLOSE = 1e-4

SHORT = {"batch_size": 16, "n_iterations": N_ITERATIONS, "seed": 3}
EVERYTHING = {
    "conditional": True,
    "n_discriminator_steps": 2,
    "label_smoothing": 0.1,
    "r1": 1.0,
    "minibatch_stddev": True,
    "instance_noise": 0.1,
    "averaging": 0.9,
}
OPTIONS = {name: {name: value} for name, value in EVERYTHING.items()} | {
    "nothing": {},
    "separate batches": {"separate_batches": True},
    "shared fakes": {"shared_fakes": True},
    "shared fakes, two steps of D, noise": {"shared_fakes": True, "n_discriminator_steps": 2, "instance_noise": 0.1},
    "everything": EVERYTHING,
    "everything, separate and shared": {**EVERYTHING, "separate_batches": True, "shared_fakes": True},
}
SMALL = [GanSettings("dense", loss, **SHORT, **options) for loss, options in zip(cycle(LOSSES), OPTIONS.values())] + [
    GanSettings("dense", loss, **SHORT, **OPTIONS[name]) for loss in LOSSES for name in ("nothing", "everything")
]
LARGE = [
    replace(GanSettings(network, loss, **SHORT, **OPTIONS[name]), batch_size=4, n_iterations=2)
    for network in ("compact", "convolutional")
    for loss, name in (
        ("hinge", "shared fakes"),
        ("non_saturating", "everything"),
        ("wgan_gp", "everything, separate and shared"),
    )
]


def in_words(settings):
    return " ".join(
        f"{name}={value}" for name, value in vars(settings).items() if value != vars(DEFAULTS["dense"])[name]
    )


def run(script, *data, n_iterations):
    names = {"__name__": "script"}
    exec(compile(script, "script.py", "exec"), names)
    return names["train"](*data, n_iterations)


@pytest.fixture(scope="module")
def digits():
    return load_built_in()


@pytest.mark.parametrize("settings", SMALL + LARGE, ids=in_words)
def test_a_script_gives_the_numbers_and_pictures_of_the_run(digits, settings):
    s = settings
    data = (digits.images, digits.labels.astype(np.int64)) if s.conditional else (digits.images,)
    history, pictures = run(gan_script(s, "built_in"), *data, n_iterations=s.n_iterations)
    snapshots = list(GanTraining(digits.images, s, digits.labels))
    expected = [(x.loss_D, x.loss_G, x.D_real, x.D_fake) for x in snapshots]
    np.testing.assert_allclose(history, expected, rtol=CLOSE, atol=CLOSE)
    np.testing.assert_allclose(pictures.astype(int), snapshots[-1].images.astype(int), atol=1)


@pytest.mark.parametrize("conditional", [False, True])
def test_a_script_enlarges_the_digits_as_the_project_does(digits, conditional):
    names = {"__name__": "script"}
    exec(gan_script(GanSettings(conditional=conditional), "built_in"), names)
    made = names["real_pictures"]()
    images, labels = made if conditional else (made, digits.labels)
    np.testing.assert_array_equal(images, digits.images)
    np.testing.assert_array_equal(labels, digits.labels)


@pytest.mark.parametrize("source", ["mnist", "fashion_mnist"])
@pytest.mark.parametrize("zipped", [False, True])
def test_a_script_reads_the_files_of_a_folder_gzipped_or_not(tmp_path, source, zipped):
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (20, 28, 28), np.uint8)
    labels = rng.integers(0, 10, 20, np.uint8)
    for name, array in (("train-images-idx3-ubyte", images), ("train-labels-idx1-ubyte", labels)):
        content = bytes((0, 0, 8, array.ndim)) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()
        (tmp_path / (f"{name}.gz" if zipped else name)).write_bytes(gzip.compress(content) if zipped else content)
    names = {"__name__": "script"}
    exec(gan_script(GanSettings(conditional=True), source), names)
    read, read_labels = names["real_pictures"](tmp_path)
    np.testing.assert_array_equal(read, images)
    np.testing.assert_array_equal(read_labels, labels)


def test_a_script_computes_with_as_many_threads_as_the_page(monkeypatch):
    for cores, n_threads in (("2", 1), ("64", 2)):
        gan_script.cache_clear()
        monkeypatch.setenv("GAN_EXPLORER_CORES", cores)
        assert f"torch.set_num_threads({n_threads})" in gan_script(GanSettings(), "built_in")
        assert n_torch_threads() == n_threads
    gan_script.cache_clear()


def test_a_script_runs_by_itself_from_the_command_line(digits, tmp_path):
    settings = replace(DEFAULTS["dense"], batch_size=16)
    script = tmp_path / file_name(settings)
    script.write_text(gan_script(settings, "built_in"), encoding="utf-8")
    alone = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "OMP_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, script.name, "--iterations", "3"],
        cwd=tmp_path,
        env=alone,  # with as many threads as the machine gives it
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == ["1", "3"]
    torch.set_num_threads(n_torch_threads())
    last = list(GanTraining(digits.images, replace(settings, n_iterations=3)))[-1]
    torch.set_num_threads(1)
    said = [float(number) for number in re.findall(r" (-?\d+\.\d+)", lines[-2])]
    np.testing.assert_allclose(said, [last.loss_D, last.loss_G, last.D_real, last.D_fake], atol=6e-4)
    picture = np.asarray(Image.open(tmp_path / "pictures.png"))
    first = picture[: 28 * 3 : 3, : 28 * 3 : 3].astype(int)
    np.testing.assert_allclose(first, last.images[0].astype(int), atol=1)


def every_script():
    """Scripts of which any two settings are combined, and whatever may be on is on and off."""
    rng = np.random.default_rng(0)
    for network, loss, _ in product(DEFAULTS, LOSSES, range(4)):
        options = {name: value for name, value in EVERYTHING.items() if rng.random() < 0.5}
        apart, shared = (bool(rng.random() < 0.5) for _ in range(2))
        source = str(rng.choice(["built_in", "mnist", "fashion_mnist"]))
        settings = GanSettings(network, loss, separate_batches=apart, shared_fakes=shared, **options)
        yield settings, gan_script(settings, source)


def test_scripts_are_as_clean_as_the_project_and_owe_it_nothing(tmp_path):
    for i, (settings, script) in enumerate(every_script()):
        assert "explorer" not in script
        assert ("label" in script.replace("LABEL_SMOOTHING", "")) is settings.conditional
        (tmp_path / f"script_{i}.py").write_text(script, encoding="utf-8")
    config = ("--config", str(ROOT / "pyproject.toml"))
    for command in (("check", *config, "--ignore", "T201"), ("format", *config, "--check")):
        done = subprocess.run([sys.executable, "-m", "ruff", *command, "--no-cache", tmp_path], capture_output=True)
        assert not done.returncode, done.stdout.decode()


def test_a_plain_run_s_script_has_nothing_of_what_it_does_not_need():
    script = gan_script(GanSettings("compact"), "built_in")
    for word in ("deepcopy", "penalty", "noisy", "batch_spread", "N_DISCRIMINATOR_STEPS", "Path", "dropout", "type:"):
        assert word not in script
    assert len(gan_script(GanSettings("dense"), "built_in").splitlines()) < 220


def test_a_script_is_made_without_torch():
    program = (
        "import sys; from explorer.training.mnist_trainer.script import gan_script; "
        "from explorer.training.mnist_trainer.settings import GanSettings; gan_script(GanSettings(), 'mnist'); "
        "assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)
