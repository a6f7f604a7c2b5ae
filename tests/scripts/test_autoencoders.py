"""The scripts of the page on autoencoders against its runs."""

import gzip
import struct
from dataclasses import asdict, replace

import numpy as np
import pytest

from explorer.chapters.autoencoders.code import ways_code
from explorer.chapters.autoencoders.code_space import CodeSpace
from explorer.data.autoencoders.measured import Measured, measured_pictures
from explorer.data.autoencoders.three_ways import WAYS
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.theory.autoencoders.codes import gaussian_of
from explorer.theory.autoencoders.pca import principal_axes
from explorer.training.autoencoders.gan import DecoderGan
from explorer.training.autoencoders.run import AutoencoderTraining
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.training.autoencoders.three_ways import LOSSES
from tests.scripts.running import Stand, code_of, run

SHORT = AutoencoderSettings(n_iterations=20, images_every=20, seed=4)
CASES = {
    "squared": SHORT,
    "absolute": replace(SHORT, loss="absolute", latent_dim=5, batch_size=16),
    "cross-entropy, noise": replace(SHORT, loss="cross_entropy", noise=0.3, latent_dim=10),
    "linear": replace(SHORT, linear=True, learning_rate=5e-3),
}


def stand(settings: AutoencoderSettings, source: str, chapter: str = "bottleneck", **more: object) -> Stand:
    return Stand("autoencoders", chapter=chapter, digits=source, **{**asdict(settings), "seed": 4.0}, **more)


def compare(said: dict[str, list[float]], images: np.ndarray, measured: Measured, s: AutoencoderSettings) -> None:
    x = measured.images.reshape(len(measured.images), -1) / 255.0
    best = principal_axes(images, s.latent_dim).squared_errors(x)[-1]
    assert said["squared error a pixel of PCA"] == [pytest.approx(best, abs=2e-6)]
    shown = [snapshot for snapshot in AutoencoderTraining(images, measured, s) if snapshot.codes is not None]
    assert len(shown) == len(said) - 1 == 2
    for snapshot in shown:
        loss, error = said[f"iteration {snapshot.iteration}, loss of the batch, squared error a pixel"]
        assert loss == pytest.approx(snapshot.loss, rel=1e-4)
        assert error == pytest.approx(snapshot.error, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("settings", CASES.values(), ids=CASES)
def test_it_is_the_run_of_the_page(settings: AutoencoderSettings) -> None:
    digits = load_built_in()
    script = code_of(stand(settings, "built_in"))
    assert not script.argument
    compare(run(script), digits.images, measured_pictures(digits), settings)


def test_mnist_is_read_from_a_folder_and_measured_on_its_test_pictures(tmp_path, monkeypatch) -> None:
    digits = load_built_in()
    for name, images in (("train", digits.images[:1500]), ("t10k", digits.images[1500:])):
        header = b"\x00\x00\x08\x03" + struct.pack(">3I", *images.shape)
        (tmp_path / f"{name}-images-idx3-ubyte.gz").write_bytes(gzip.compress(header + images.tobytes()))
    monkeypatch.setenv("GAN_EXPLORER_DATA", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["script.py", str(tmp_path)])
    monkeypatch.setattr("explorer.chapters.autoencoders.code.current_images", lambda controls: MNIST)
    script = code_of(stand(SHORT, "mnist"))
    assert script.argument == "FOLDER"
    held_out = Measured(digits.images[1500:], digits.labels[1500:], are_unseen=True)
    compare(run(script), digits.images[:1500], held_out, SHORT)


@pytest.mark.parametrize("settings", CASES.values(), ids=CASES)
def test_what_is_drawn_is_what_the_page_draws(settings: AutoencoderSettings) -> None:
    measured = measured_pictures(load_built_in())
    training = AutoencoderTraining(measured.images, measured, settings)
    for _ in training:
        pass
    codes = training.codes_of(measured.images)
    decoder, row = training.decoder(), codes[measured.places]
    space = CodeSpace("a run", settings, "built_in", "", decoder, codes, measured.labels, measured.row, row, ())
    said = run(code_of(stand(settings, "built_in", "draw", draw_seed=3.0, walk_from="4", walk_to="9")))
    mean, covariance = gaussian_of(codes)
    close = {"rtol": 2e-3, "atol": 2e-4}
    np.testing.assert_allclose(said["mean of the codes"], mean, **close)
    np.testing.assert_allclose(said["spread of the codes along each axis"], np.sqrt(np.diag(covariance)), **close)
    of_random = decoder.pixels(space.random_codes(3)).mean()
    np.testing.assert_allclose(said["mean pixel of 2,000 pictures of random z"], of_random, **close)
    for s in (0.0, 0.5, 1.0):
        of_walk = decoder.pixels(((1 - s) * row[4] + s * row[9])[None]).mean()
        np.testing.assert_allclose(said[f"mean pixel on the walk, s = {s}"], of_walk, **close)


def test_the_three_ways_are_the_runs_of_the_recording() -> None:
    measured, n, k, seed = measured_pictures(load_built_in()), 6, 5, 3
    said = run(ways_code("built_in", k, seed, dict.fromkeys(WAYS, n)))
    for way, loss in LOSSES.items():
        settings = AutoencoderSettings(way, k, loss, n_iterations=n, images_every=n, seed=seed)
        losses = [snapshot.loss for snapshot in AutoencoderTraining(measured.images, measured, settings)]
        for i in (1, n):
            assert said[f"{way}, iteration {i}, loss"] == [pytest.approx(losses[i - 1], rel=1e-4)]
    gan = DecoderGan(measured.images, k, seed)
    for i in range(1, n + 1):
        both = next(gan)
        if i in (1, n):
            np.testing.assert_allclose(said[f"gan, iteration {i}, losses of D and G"], both, rtol=1e-3)


def test_the_three_ways_live_are_as_long_as_the_seconds_chosen() -> None:
    stand = Stand("autoencoders", chapter="three_ways", digits="built_in", ways_run="live", ways_seconds="60")
    assert "SECONDS = 60" in code_of(stand).text
    said = run(ways_code("built_in", 5, 3, seconds=0))  # there is always a first iteration
    settings = AutoencoderSettings("variational", 5, LOSSES["variational"], seed=3)
    digits = load_built_in()
    first = next(AutoencoderTraining(digits.images, measured_pictures(digits), settings))
    assert said["variational, iteration 1, loss"] == [pytest.approx(first.loss, rel=1e-4)]
    both = next(DecoderGan(digits.images, 5, 3))
    np.testing.assert_allclose(said["gan, iteration 1, losses of D and G"], both, rtol=1e-3)


class MNIST:
    source = "mnist"
