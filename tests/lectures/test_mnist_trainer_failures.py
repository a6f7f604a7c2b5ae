"""Every failure and its cure can be set by the page's controls, and they differ in one setting alone."""

import pytest

from explorer.chapters.mnist_trainer.contrasts import LABELS
from explorer.chapters.mnist_trainer.offered import AVERAGES, BATCH_SIZES, LEARNING_RATES, N_ITERATIONS, R1_WEIGHTS
from explorer.chapters.mnist_trainer.settings import NOT_SHOWN, settings_of
from explorer.figures.mnist_trainer.failures import WATCHED
from explorer.lectures.mnist_trainer import PLAIN
from explorer.lectures.mnist_trainer_failures import FAILURES, Failure
from explorer.training.mnist_trainer.settings import DEFAULTS, LOSSES, check

OPTIONS = {
    "network": tuple(DEFAULTS),
    "loss": LOSSES,
    "batch_size": BATCH_SIZES,
    "learning_rate_D": LEARNING_RATES,
    "learning_rate_G": LEARNING_RATES,
    "beta1": tuple(round(0.05 * i, 2) for i in range(20)),
    "n_discriminator_steps": tuple(range(1, 11)),
    "label_smoothing": tuple(round(0.05 * i, 2) for i in range(7)),
    "r1": R1_WEIGHTS,
    "instance_noise": tuple(round(0.1 * i, 1) for i in range(11)),
    "averaging": AVERAGES,
    "n_iterations": N_ITERATIONS,
    "conditional": (False, True),
    "minibatch_stddev": (False, True),
    "seed": (0,),
}
each_failure = pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure.id)


@each_failure
def test_everything_that_is_set_is_offered(failure: Failure) -> None:
    for settings in (failure.settings, failure.mended):
        assert settings.keys() == PLAIN.keys() == OPTIONS.keys()
        for name, options in OPTIONS.items():
            assert settings[name] in options, name
        check(settings_of(settings))


@each_failure
def test_one_setting_is_what_mends_it(failure: Failure) -> None:
    changed = [name for name in PLAIN if failure.settings[name] != failure.mended[name]]
    assert [name for name in changed if name != "n_iterations"] == [failure.cure[0]]
    assert failure.mended["n_iterations"] == failure.n_mended


@each_failure
def test_what_mends_it_has_a_name_on_the_page(failure: Failure) -> None:
    assert failure.cure[0] in LABELS


@each_failure
def test_hidden_settings_are_settings_and_have_no_control(failure: Failure) -> None:
    assert set(failure.hidden) <= set(NOT_SHOWN)


@each_failure
def test_what_proves_it_has_a_figure_and_enough_moments(failure: Failure) -> None:
    assert failure.watched and set(failure.watched) <= set(WATCHED)
    settings = settings_of(failure.settings)
    assert settings.n_iterations / settings.images_every >= 10


def test_no_two_failures_have_an_id_or_a_title_in_common() -> None:
    assert len({failure.id for failure in FAILURES}) == len({failure.title for failure in FAILURES}) == len(FAILURES)
