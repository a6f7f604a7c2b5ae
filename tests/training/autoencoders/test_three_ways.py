"""The live run of the three ways: equal seconds, the same random z, and what is measured."""

import numpy as np
import pytest

from explorer.data.autoencoders.three_ways import REAL, WAYS
from explorer.data.mnist_trainer.digits import Digits, load_built_in
from explorer.theory.autoencoders.codes import gaussian_of
from explorer.theory.autoencoders.sharpness import sharpness
from explorer.training.autoencoders import three_ways, three_ways_settings
from explorer.training.autoencoders.gan import DecoderGan
from explorer.training.autoencoders.three_ways import ThreeWaysTraining, Way, measured
from explorer.training.autoencoders.three_ways_settings import ROUNDS_A_SECOND, ThreeWaysSettings
from explorer.training.live.history import History
from explorer.training.live.plan import TrainingDiverged


@pytest.fixture(scope="module", name="digits")
def digits_fixture() -> Digits:
    return load_built_in()


@pytest.fixture(name="clock")
def clock_fixture(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock by which a step of the autoencoders takes 1 ms, and one of the GAN twice as long."""
    now = [0.0]
    monkeypatch.setattr(three_ways, "thread_time", lambda: now[0])
    for training, seconds in ((three_ways.AutoencoderTraining, 1e-3), (DecoderGan, 2e-3)):
        step = training.__next__

        def timed(run: object, step=step, seconds=seconds) -> object:
            now[0] += seconds
            return step(run)

        monkeypatch.setattr(training, "__next__", timed)
    return now


def test_each_round_brings_all_three_to_the_same_seconds(digits: Digits, clock: list[float]) -> None:
    run = ThreeWaysTraining(digits, ThreeWaysSettings(3, 1))
    for i in range(1, 4):
        snapshot = next(run)
        assert snapshot.iteration == i and snapshot.seconds == i / ROUNDS_A_SECOND
        for way in run.ways:
            assert way.seconds == pytest.approx(snapshot.seconds, abs=2e-3 + 1e-9) and way.seconds >= snapshot.seconds
    steps = [getattr(snapshot, way).iteration for way in WAYS]
    assert steps == [way.n for way in run.ways] and steps[0] == steps[1] == pytest.approx(2 * steps[2], abs=1)


def test_a_run_ends_with_a_look_and_keeps_its_looks_as_frames(
    digits: Digits, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(three_ways_settings, "N_LOOKS", 5)
    settings = ThreeWaysSettings(2, 1)
    history = History()
    run = ThreeWaysTraining(digits, settings)
    for snapshot in run:
        history.append(snapshot)
    frames = history.frames()
    assert [frame.iteration for frame in frames] == [1, *range(10, 51, 10)]
    last = frames[-1]
    assert last.iteration == settings.n_iterations == 50
    for way in WAYS:
        looked = getattr(last, way)
        assert looked.pictures.shape == (32, 28, 28) and looked.pictures.dtype == np.uint8
        assert np.isfinite([looked.sure, looked.evenness, looked.frechet, looked.sharpness]).all()
    assert run.look().gan.sure == last.gan.sure and run.look().iteration == 50
    assert last.real.frechet < min(getattr(last, way).frechet for way in WAYS)
    assert len(history.curves()["gan.sure"]) == 50
    assert f"{REAL}.sure" in history.curves()


def test_random_z_are_the_same_at_every_look_and_fit_the_codes_of_the_autoencoder(digits: Digits) -> None:
    of = {name: Way(name, digits, 3, 7) for name in WAYS}
    epsilon = np.random.default_rng(7).standard_normal((400, 3))
    for name in ("variational", "gan"):
        np.testing.assert_array_equal(of[name].random_codes(400), epsilon)
    z = of["autoencoder"].random_codes(400, len(digits.images))
    mean, covariance = gaussian_of(of["autoencoder"].codes_of(digits.images))
    # z = m + C^½ ε: taken back, it is the ε of the others
    variances, axes = np.linalg.eigh(covariance)
    back = (z - mean) @ (axes / np.sqrt(variances)) @ axes.T
    np.testing.assert_allclose(back, epsilon, atol=1e-6)


def test_clothing_is_measured_without_the_classifier(digits: Digits) -> None:
    images = digits.images[:20]
    assert measured(images, are_digits=False) == {"sharpness": pytest.approx(sharpness(images).mean())}
    assert set(measured(images)) == {"sure", "evenness", "frechet", "sharpness"}
    first = next(ThreeWaysTraining(digits, ThreeWaysSettings(2, 1), are_digits=False))
    assert np.isnan(first.gan.sure) and np.isnan(first.real.frechet) and np.isfinite(first.gan.sharpness)


def test_a_gan_whose_loss_is_not_finite_ends_the_run(digits: Digits) -> None:
    way = Way("gan", digits, 2, 0)
    way.train_until(0.0)
    assert isinstance(way._run, DecoderGan)
    way._run.D.get_parameter(next(name for name, _ in way._run.D.named_parameters())).data.fill_(np.nan)
    with pytest.raises(TrainingDiverged, match="iteration 2"):
        way.train_until(1e9)


# as many steps as there is time for in equal seconds: one of the GAN takes about twice as long
STEPS = {"autoencoder": 1_500, "variational": 1_500, "gan": 800}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1])
def test_the_gan_s_pictures_are_surer_digits_and_the_vae_s_smoother(digits: Digits, seed: int) -> None:
    of = {}
    for name in WAYS:
        way = Way(name, digits, 20, seed)
        for _ in range(STEPS[name]):
            next(way._run)
        of[name] = measured(way.decoder().pictures(way.random_codes(2_000)))
    assert of["autoencoder"]["sure"] < of["variational"]["sure"] + 0.15
    assert of["autoencoder"]["sure"] < of["gan"]["sure"]
    assert of["variational"]["sharpness"] < 0.8 * min(of["autoencoder"]["sharpness"], of["gan"]["sharpness"])
