"""What the walkthrough on autoencoders says and sets: its runs are those that the page can make, and what they show."""

import numpy as np
import pytest

from explorer.chapters.autoencoders.settings import BATCH_SIZES, CODE_SIZES, LEARNING_RATES, N_ITERATIONS
from explorer.chapters.autoencoders.settings import current_settings as settings_of
from explorer.data.autoencoders.measured import Measured, measured_pictures
from explorer.data.autoencoders.recorded import SIZES
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.lectures.autoencoders import PLAIN, STEPS
from explorer.lectures.step import Step
from explorer.theory.autoencoders.pca import principal_axes
from explorer.theory.autoencoders.sharpness import grey_share
from explorer.training.autoencoders.run import AutoencoderTraining
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.training.autoencoders.snapshot import AutoencoderSnapshot
from tests.scripts.running import Stand

STEP = {step.id: step for step in STEPS}


def of_step(step: Step) -> AutoencoderSettings:
    return settings_of(Stand("autoencoders", **step.settings))


def test_the_plain_run_is_the_recommended_one() -> None:
    assert settings_of(Stand("autoencoders", **PLAIN)) == AutoencoderSettings()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_steps_set_what_the_controls_offer(step: Step) -> None:
    if step.settings["chapter"] == "bottleneck":
        s = of_step(step)
        assert s.latent_dim in CODE_SIZES and s.batch_size in BATCH_SIZES
        assert s.learning_rate in LEARNING_RATES and s.n_iterations in N_ITERATIONS
    elif step.settings["chapter"] == "draw":
        assert int(step.settings["recorded_k"]) in SIZES


@pytest.fixture(scope="module", name="digits")
def digits_fixture() -> Measured:
    return measured_pictures(load_built_in())


def end_of(digits: Measured, step: str, seed: int, n_iterations: int) -> AutoencoderSnapshot:
    settings = of_step(STEP[step])
    short = {**vars(settings), "seed": seed, "n_iterations": n_iterations, "images_every": n_iterations}
    *_, last = AutoencoderTraining(digits.images, digits, AutoencoderSettings(**short))
    return last


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_what_the_steps_say_shows_within_some_seconds(digits: Measured, seed: int) -> None:
    x = digits.images.reshape(len(digits.images), -1) / 255.0
    errors = principal_axes(digits.images, 10).squared_errors(x)
    assert 1 <= end_of(digits, "the_best_straight_code", seed, 1_500).error / errors[2] < 1.02
    bends = end_of(digits, "one_that_bends", seed, 1_000)
    assert bends.error < 0.65 * errors[10]
    absolute = end_of(digits, "mean_absolute_error", seed, 1_000)
    assert absolute.grey < 0.75 * bends.grey
    assert absolute.grey < 1.1 * grey_share(x) and np.isfinite(absolute.error)
