"""A run in a file: what is read is what was written, goes on bit for bit, and anything else is refused."""

import io
import json
from dataclasses import replace

import numpy as np
import pytest

from explorer.data.array_file import read_arrays, write_arrays
from explorer.data.autoencoders.measured import Measured, measured_pictures
from explorer.data.files import WrongFile
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.training.autoencoders.run import AutoencoderTraining
from explorer.training.autoencoders.run_file import SavedAutoencoder, load_run, save_run
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.training.live.history import History

SETTINGS = AutoencoderSettings(n_iterations=30, images_every=5, latent_dim=1)
KINDS = {
    "plain": SETTINGS,
    "variational": replace(SETTINGS, model="variational", loss="cross_entropy", latent_dim=4),
    "linear": replace(SETTINGS, linear=True, latent_dim=2),
}


@pytest.fixture(scope="module", name="digits")
def digits_fixture() -> Measured:
    return measured_pictures(load_built_in())


def saved_after(digits: Measured, settings: AutoencoderSettings, n: int) -> tuple[bytes, AutoencoderTraining]:
    run = AutoencoderTraining(digits.images, digits, settings)
    history: History = History()
    for _ in range(n):
        history.append(next(run), 0.01)
    assert history.latest is not None
    file = io.BytesIO()
    saved = SavedAutoencoder("built_in", settings, run.state(), history.curves(), history.frames(), history.latest)
    save_run(file, saved)
    return file.getvalue(), run


@pytest.mark.parametrize("settings", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("n", [1, 10, 12])
def test_a_run_goes_on_from_its_file_with_its_curves_and_pictures(
    digits: Measured, settings: AutoencoderSettings, n: int
) -> None:
    content, run = saved_after(digits, settings, n)
    read = load_run(io.BytesIO(content))
    assert (read.source, read.settings, read.iteration) == ("built_in", settings, n)
    history = read.history()
    assert history.latest is not None and history.latest.iteration == n
    assert history.curves()["iteration"].tolist() == list(range(1, n + 1))
    assert [frame.iteration for frame in history.frames()] == [1, 5, 10][: 1 + n // 5]
    assert history.frames()[0].codes.shape == (500, min(settings.latent_dim, 2))
    again = AutoencoderTraining(digits.images, digits, read.settings)
    again.load_state(read.state)
    assert [snapshot.loss for snapshot in again] == [snapshot.loss for snapshot in run]
    file = io.BytesIO()
    save_run(file, read)
    assert file.getvalue() == content


def changed(content: bytes, **arrays: object) -> bytes:
    """Return the file with other arrays; None takes one out."""
    whole = read_arrays(io.BytesIO(content)) | {name.replace("__", "."): array for name, array in arrays.items()}
    file = io.BytesIO()
    write_arrays(file, {name: np.asarray(array) for name, array in whole.items() if array is not None})
    return file.getvalue()


def config(content: bytes, **values: object) -> np.ndarray:
    said = json.loads(str(read_arrays(io.BytesIO(content))["config"]))
    settings = {**said["settings"], **values.pop("settings", {})}
    return np.array(json.dumps({**said, **values, "settings": settings}))


def test_anything_else_is_refused_in_a_sentence(digits: Measured) -> None:
    content, _ = saved_after(digits, KINDS["plain"], 10)
    arrays = read_arrays(io.BytesIO(content))
    cases = {
        "no zip": b"something",
        "settings": changed(content, config=None),
        "another kind": changed(content, config=config(content, kind="gan")),
        "format": changed(content, config=config(content, format=99)),
        "other pictures": changed(content, config=config(content, source="cats")),
        "latent_dim": changed(content, config=config(content, settings={"latent_dim": 65})),
        "unexpected": changed(content, config=config(content, settings={"width": 3})),
        "at iteration": changed(content, config=config(content, settings={"n_iterations": 5})),
        "lacks": changed(content, **{"state__optimizer.0.step": None}),
        "unknown": changed(content, state__more=np.zeros(3)),
        "finite": changed(content, **{"state__network.encoder.bias_1": np.full(256, np.nan, np.float32)}),
        "curves": changed(content, curves__iteration=arrays["curves.iteration"][::-1].copy()),
        "pictures": changed(content, frames__iteration=np.array([1.0, 5.0, 11.0])),
        "latest": changed(content, latest__iteration=np.array(9.0)),
        "which no run has": changed(content, more=np.zeros(3)),
        "shape": changed(content, frames__codes=np.zeros((3, 500, 2), np.float32)),
    }
    for what, wrong in cases.items():
        with pytest.raises(WrongFile) as refusal:
            load_run(io.BytesIO(wrong))
        assert str(refusal.value).endswith("."), what
