"""The trainer's walkthrough and experiments fit what the page offers."""

import re

import numpy as np
import pytest

from explorer.chapters.mnist_trainer.offered import BATCH_SIZES, LEARNING_RATES, N_ITERATIONS
from explorer.chapters.mnist_trainer.settings import LOSSES, recommended
from explorer.data.mnist_trainer.published_log import PUBLISHED_LOG
from explorer.data.recordings import load_recording
from explorer.lectures.mnist_trainer import EXPERIMENTS, PLAIN, STEPS
from explorer.lectures.step import Step
from explorer.quiz.mnist_trainer import accuracy_at_the_end
from explorer.training.mnist_trainer.settings import DEFAULTS

OPTIONS = {
    "batch_size": BATCH_SIZES,
    "learning_rate_D": LEARNING_RATES,
    "learning_rate_G": LEARNING_RATES,
    "loss": LOSSES,
    "n_iterations": N_ITERATIONS,
    "network": tuple(DEFAULTS),
}
OF_CHAPTERS = {"chapter", "recording", "compare", "failure", "question", "side_by", "side_loss"}
ALL_SETTINGS = [
    *(recommended(network) for network in DEFAULTS),
    *({**PLAIN, **step.settings} for step in STEPS),
    *({**PLAIN, **changes} for _, _, changes in EXPERIMENTS.values()),
]


def test_the_plain_run_is_the_recommended_one() -> None:
    assert recommended("compact") == PLAIN


@pytest.mark.parametrize("settings", ALL_SETTINGS, ids=str)
def test_everything_that_is_set_is_offered(settings: dict) -> None:
    assert set(settings) - OF_CHAPTERS == set(PLAIN)
    for name, options in OPTIONS.items():
        assert settings[name] in options, name


def judged(name: str, what: str) -> float:
    return float(load_recording(name).judged[what][-1])


def step_called(id: str) -> Step:
    return next(step for step in STEPS if step.id == id)


def test_what_is_said_of_the_recorded_runs_is_in_them() -> None:
    said = step_called("white_specks_and_convolutions").say
    assert f"({judged('dense_20000', 'frechet'):.0f})" in said
    assert f"Fréchet distance {judged('convolutional', 'frechet'):.0f})" in said
    at_the_end = load_recording("collapse").counts[-1]
    assert np.sort(at_the_end[:10])[-3:].sum() > 0.95 * at_the_end.sum()  # three digits have nearly all
    assert f"{judged('cure', 'entropy'):.2f} of at most {np.log(10):.2f}" in step_called("a_way_out").say
    for name in ("default", "lsgan"):
        assert f"{judged(name, 'sure'):.0%}".replace("%", " %") in step_called("another_loss").say


def test_the_logs_are_quoted_as_they_are() -> None:
    theirs = {int(row[0]): row[1] for row in PUBLISHED_LOG}
    said = step_called("our_log_and_the_tutorials").say
    for moment in (1_000, 10_000, 20_000):
        assert f"{theirs[moment]:.0f} %" in said, moment


def test_our_run_has_the_same_numbers_as_in_the_answer_of_the_step_before() -> None:
    said, answer = step_called("our_log_and_the_tutorials").say, accuracy_at_the_end({})
    (last,), (first,) = (re.findall(r"[\d.]+ %", text) for text in (answer.numbers, answer.wrong["all"]))
    assert f"{first} over the first tenth of its run, {last} over the last" in said


def test_recorded_runs_come_first_and_live_ones_at_the_end() -> None:
    live = [step.is_live for step in STEPS]
    assert live == sorted(live)
    assert [step.settings["chapter"] == "recorded" for step in STEPS] == [not each for each in live]
