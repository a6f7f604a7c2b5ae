"""The trainer's walkthrough and experiments fit what the page offers."""

import pytest

from explorer.chapters.mnist_trainer.settings import BATCH_SIZES, LEARNING_RATES, LOSSES, N_ITERATIONS, recommended
from explorer.lectures.mnist_trainer import EXPERIMENTS, PLAIN, STEPS
from explorer.training.gan_settings import DEFAULTS

OPTIONS = {
    "batch_size": BATCH_SIZES,
    "learning_rate_D": LEARNING_RATES,
    "learning_rate_G": LEARNING_RATES,
    "loss": LOSSES,
    "n_iterations": N_ITERATIONS,
    "network": tuple(DEFAULTS),
}
ALL_SETTINGS = [
    *(recommended(network) for network in DEFAULTS),
    *({**PLAIN, **step.settings} for step in STEPS),
    *({**PLAIN, **changes} for _, changes in EXPERIMENTS.values()),
]


def test_the_plain_run_is_the_recommended_one() -> None:
    assert recommended("compact") == PLAIN


@pytest.mark.parametrize("settings", ALL_SETTINGS, ids=str)
def test_everything_that_is_set_is_offered(settings: dict) -> None:
    assert set(settings) - {"chapter", "recording"} == set(PLAIN)
    for name, options in OPTIONS.items():
        assert settings[name] in options, name
