"""Runs of autoencoders on the built-in digits: their first step, what they come to, their measures and their state."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.data.autoencoders.measured import Measured, measured_pictures
from explorer.data.files import Malformed
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.models.autoencoders.decoder import as_images
from explorer.theory.autoencoders import losses as theory
from explorer.theory.autoencoders.pca import principal_axes
from explorer.theory.autoencoders.sharpness import grey_share
from explorer.training.autoencoders.run import AutoencoderTraining
from explorer.training.autoencoders.settings import LOSSES, AutoencoderSettings, check
from explorer.training.live.plan import TrainingDiverged

SMALL = AutoencoderSettings(n_iterations=12, images_every=5)
VARIATIONAL = replace(SMALL, model="variational", loss="cross_entropy", latent_dim=3, beta=0.7)
KINDS = {
    **{loss: replace(SMALL, loss=loss) for loss in LOSSES},
    "linear": replace(SMALL, linear=True),
    "noise": replace(SMALL, noise=0.5),
    "variational": VARIATIONAL,
}


@pytest.fixture(scope="module", name="digits")
def digits_fixture() -> Measured:
    return measured_pictures(load_built_in())


def run_of(digits: Measured, settings: AutoencoderSettings) -> AutoencoderTraining:
    return AutoencoderTraining(digits.images, digits, settings)


def pixels(digits: Measured) -> np.ndarray:
    return digits.images.reshape(len(digits.images), -1) / 255.0


@pytest.mark.parametrize("settings", KINDS.values(), ids=KINDS)
def test_an_iteration_is_a_step_of_adam_down_the_loss_that_autograd_differentiates(
    digits: Measured, settings: AutoencoderSettings
) -> None:
    ours = run_of(digits, settings)
    other = run_of(digits, settings)
    other.network.requires_grad_(True)
    optimizer = torch.optim.Adam(other.network.parameters(), settings.learning_rate)
    for _ in range(3):
        snapshot = next(ours)
        x = other._draw()
        fed = x + settings.noise * torch.randn(x.shape, generator=other._rng) if settings.noise else x
        mu, log_variance = other.network.encode(fed)
        z, kl = mu, torch.zeros(())
        if log_variance is not None:
            z = mu + (log_variance / 2).exp() * torch.randn(mu.shape, generator=other._rng)
            kl = (0.5 * (mu**2 + log_variance.exp() - log_variance - 1)).sum(dim=1).mean()
        x_hat = other.network.pixels(other.network.decoder(z))
        by_pixel = {
            "squared": lambda a, b: (a - b) ** 2,
            "absolute": lambda a, b: (a - b).abs(),
            "cross_entropy": lambda a, b: -(a * b.log() + (1 - a) * (1 - b).log()),
        }[settings.loss](x, x_hat)
        loss = by_pixel.sum(dim=1).mean() + settings.beta * kl
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        assert snapshot.loss == pytest.approx(loss.item(), rel=1e-4)
        assert snapshot.kl == pytest.approx(kl.item(), rel=1e-4)
    for mine, theirs in zip(ours.network.parameters(), other.network.parameters(), strict=True):
        torch.testing.assert_close(mine, theirs.detach(), rtol=1e-3, atol=2e-5)


def test_a_linear_autoencoder_comes_to_pca_and_never_below_it(digits: Measured) -> None:
    best = principal_axes(digits.images, 2).squared_errors(pixels(digits))[2]
    settings = AutoencoderSettings(linear=True, n_iterations=1_500, images_every=50)
    errors = [snapshot.error for snapshot in run_of(digits, settings) if snapshot.codes is not None]
    assert min(errors) >= best * (1 - 1e-6)
    assert errors[-1] < 1.02 * best


@pytest.mark.parametrize("seed", [0, 1])
def test_one_that_bends_falls_through_pca_s_line(digits: Measured, seed: int) -> None:
    best = principal_axes(digits.images, 2).squared_errors(pixels(digits))[2]
    settings = AutoencoderSettings(n_iterations=800, images_every=800, seed=seed)
    *_, last = run_of(digits, settings)
    assert last.error < 0.85 * best


def test_the_absolute_error_leaves_pixels_black_or_white_and_the_squared_one_grey(digits: Measured) -> None:
    greys = {}
    for loss in ("squared", "absolute"):
        *_, last = run_of(digits, AutoencoderSettings(loss=loss, n_iterations=600, images_every=600))
        greys[loss] = last.grey
    real = grey_share(pixels(digits))
    assert greys["absolute"] < 1.1 * real < 0.6 * greys["squared"]


def test_what_is_measured_is_measured_on_the_pictures_given(digits: Measured) -> None:
    run = run_of(digits, replace(VARIATIONAL, n_iterations=20, images_every=20))
    first, *_, last = run
    assert first.codes is not None and np.isfinite(first.error)
    x = pixels(digits)
    mu, log_variance = run.posterior_of(digits.images)
    np.testing.assert_array_equal(mu, run.codes_of(digits.images))
    x_hat = run.decoder().pixels(mu)
    assert last.error == pytest.approx(np.square(x_hat - x).mean(), rel=1e-4)
    assert last.absolute_error == pytest.approx(np.abs(x_hat - x).mean(), rel=1e-4)
    assert last.grey == pytest.approx(grey_share(x_hat), abs=1e-4)
    kl = theory.kl_to_prior(mu, log_variance)
    np.testing.assert_allclose(last.kl_by_coordinate, kl.mean(axis=0), rtol=1e-4)
    assert last.measured_kl == pytest.approx(kl.sum(axis=1).mean(), rel=1e-4)
    epsilon = run._measured_epsilon.numpy()
    z = mu + np.exp(log_variance / 2) * epsilon
    bound = theory.negative_elbo(x, run.decoder().pixels(z).astype(float), mu, log_variance).mean()
    assert last.measured_reconstruction + last.measured_kl == pytest.approx(bound, rel=1e-4)
    row = as_images(run.decoder().pixels(run.codes_of(digits.row)))
    assert np.abs(row.astype(int) - last.reconstructions).max() <= 1
    assert digits.labels[digits.places].tolist() == list(range(10))


def test_noise_goes_in_and_is_not_to_come_out(digits: Measured) -> None:
    noisy, plain = (run_of(digits, replace(SMALL, noise=noise)) for noise in (0.5, 0.0))
    np.testing.assert_array_equal(plain.noisy_row(), digits.row)
    spread = (noisy.noisy_row() / 255.0 - digits.row / 255.0).std()
    assert 0.2 < spread < 0.5  # half of it is lost where pixels end at black
    assert next(noisy).error != next(plain).error


def test_looks_do_not_change_the_run(digits: Measured) -> None:
    often, seldom = (run_of(digits, replace(VARIATIONAL, images_every=every)) for every in (1, 100))
    assert [snapshot.loss for snapshot in often] == [snapshot.loss for snapshot in seldom]


@pytest.mark.parametrize("settings", KINDS.values(), ids=KINDS)
def test_a_run_goes_on_from_its_state_bit_for_bit(digits: Measured, settings: AutoencoderSettings) -> None:
    run = run_of(digits, settings)
    for _ in range(4):
        next(run)
    other = run_of(digits, replace(settings, seed=5))
    other.settings = settings
    other.load_state(run.state())
    assert [snapshot.loss for snapshot in run] == [snapshot.loss for snapshot in other]
    with pytest.raises(Malformed, match="chance"):
        other.load_state({**run.state(), "chance": np.zeros(5056, np.uint8)})


def test_a_run_takes_over_what_it_can(digits: Measured) -> None:
    run = run_of(digits, SMALL)
    next(run)
    run.change(replace(SMALL, learning_rate=0.0, loss="absolute", n_iterations=3))
    before = run.codes_of(digits.row)
    assert len(list(run)) == 2
    np.testing.assert_array_equal(run.codes_of(digits.row), before)
    assert SMALL.needs_new_start(replace(SMALL, linear=True, latent_dim=5, loss="absolute")) == ("k", "linear")


def test_a_run_that_breaks_says_so(digits: Measured) -> None:
    with pytest.raises(TrainingDiverged, match="iteration"):
        list(run_of(digits, replace(SMALL, linear=True, learning_rate=1e30)))


def test_settings_that_no_run_can_be_made_with_are_refused() -> None:
    check(SMALL)
    for wrong, words in (
        (replace(SMALL, latent_dim=65), "latent_dim is 65"),
        (replace(SMALL, loss="mae"), "one of squared"),
        (replace(SMALL, linear=1), "true or false"),
        (replace(SMALL, linear=True, loss="cross_entropy"), "undefined"),
    ):
        with pytest.raises(ValueError, match=words):
            check(wrong)


def test_a_look_says_what_a_frame_says_and_does_not_change_the_run(digits: Measured) -> None:
    run, unseen = run_of(digits, VARIATIONAL), run_of(digits, VARIATIONAL)
    for _ in range(5):
        frame = next(run)
        next(unseen)
    seen = run.look()
    assert seen is not None and frame.codes is not None and seen.codes is not None
    assert (seen.iteration, seen.error, seen.measured_kl) == (5, frame.error, frame.measured_kl)
    np.testing.assert_array_equal(seen.codes, frame.codes)
    assert next(run).loss == next(unseen).loss
    run.network.decoder.bias_2.fill_(torch.nan)
    assert run.look() is None
