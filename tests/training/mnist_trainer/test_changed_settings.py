"""What the settings may be, and which of them a run takes over on its way."""

from dataclasses import fields, replace

import pytest
import torch

from explorer.training.mnist_trainer.gan import GanTraining
from explorer.training.mnist_trainer.settings import CHOICES, DEFAULTS, RANGES, GanSettings, check
from tests.training.mnist_trainer.saved_runs import TINY, a_judge, same, trained

torch.set_num_threads(1)


def test_what_the_settings_may_be_is_said_for_every_one_of_them():
    numbers = {f.name for f in fields(GanSettings) if f.type is not bool}
    assert numbers == RANGES.keys() | CHOICES.keys()
    for settings in DEFAULTS.values():
        check(settings)
    with pytest.raises(ValueError, match="batch_size is 1; it must be a whole number from 2 to 256"):
        check(replace(TINY, batch_size=1))
    with pytest.raises(ValueError, match="loss is 'MSE'; it must be one of saturating, "):
        check(replace(TINY, loss="MSE"))


@pytest.mark.parametrize(
    "change",
    [
        {"learning_rate_D": 1e-2, "learning_rate_G": 3e-2, "beta1": 0.2},
        {"loss": "saturating", "label_smoothing": 0.1, "r1": 1.0, "instance_noise": 0.5, "n_discriminator_steps": 2},
    ],
)
def test_a_run_that_is_changed_goes_on_as_one_that_is_loaded_with_the_other_settings(digits, change):
    settings = replace(TINY, **change)
    assert not TINY.needs_new_start(settings)
    training, _ = trained(digits, TINY, 4)
    other = GanTraining(digits.images, settings, digits.labels, a_judge)
    other.load_state(training.state())
    unchanged = GanTraining(digits.images, TINY, digits.labels, a_judge)
    unchanged.load_state(training.state())
    training.change(settings)
    ends = [[next(run) for _ in range(3)][-1] for run in (training, other, unchanged)]
    same(ends[0], ends[1])
    assert ends[0].loss_G != ends[2].loss_G


def test_what_other_networks_or_other_words_for_real_would_need_is_a_new_start():
    for change in (
        {"network": "compact"},
        {"conditional": True},
        {"minibatch_stddev": True},
        {"batch_size": 16},
        {"seed": 1},
        {"n_iterations": 9},
        {"averaging": 0.9},
        {"loss": "lsgan"},
    ):
        assert len(TINY.needs_new_start(replace(TINY, **change))) == 1
    assert not replace(TINY, averaging=0.9).needs_new_start(replace(TINY, averaging=0.99))


def test_a_run_that_is_done_goes_on_when_it_may_be_longer(digits):
    training, _ = trained(digits, TINY)
    assert next(training, None) is None
    training.change(replace(TINY, n_iterations=10))
    assert [snapshot.iteration for snapshot in training] == [9, 10]
