"""Each failure that the trainer offers does happen, and its cure does mend it: seeded runs on the built-in digits.

The bounds lie between what three seeds each of the failing and of the mended run gave, on these digits and on MNIST.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from explorer.chapters.mnist_trainer.settings import settings_of
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.lectures.mnist_trainer_failures import FAILURES
from explorer.training.classifier.judge import judge
from explorer.training.mnist_trainer.collapse import CollapseWatch
from explorer.training.mnist_trainer.gan import GanSettings, GanSnapshot, train_gan
from explorer.training.mnist_trainer.symptoms import gradient, largest_loss, n_classes, n_leaders, swing

BY_ID = {failure.id: failure for failure in FAILURES}


@cache
def frames(settings: GanSettings) -> tuple[GanSnapshot, ...]:
    """Return a run's snapshots with pictures."""
    return tuple(
        snapshot for snapshot in train_gan(load_built_in().images, settings, judge=judge) if snapshot.judgement
    )


def failing_and_mended(
    name: str, n_iterations: int, images_every: int = 20
) -> tuple[tuple[GanSnapshot, ...], tuple[GanSnapshot, ...]]:
    """Return both runs, no longer than it takes to see the failure."""
    failing, mended = (
        frames(replace(settings_of(values), n_iterations=n_iterations, images_every=images_every))
        for values in (BY_ID[name].settings, BY_ID[name].mended)
    )
    return failing, mended


def said_of(snapshots: Iterable[GanSnapshot], loss: str) -> str:
    """Return the first sentence with which the watch would stop a run, or nothing."""
    watch = CollapseWatch(load_built_in().images, loss)
    return next((sentence for snapshot in snapshots if (sentence := watch(snapshot))), "")


def test_every_failure_is_proved_here() -> None:
    assert set(BY_ID) == {"mode_collapse", "no_gradient", "oscillation", "divergence"}


def test_a_generator_in_a_hurry_loses_nearly_all_digits() -> None:
    failing, mended = failing_and_mended("mode_collapse", 400)
    assert n_classes(failing) < 3.0
    assert n_classes(mended) > 4.0


def test_the_saturating_loss_has_no_gradient_against_a_strong_discriminator() -> None:
    failing, mended = failing_and_mended("no_gradient", 200)
    assert gradient(failing) < 1e-1 < 1.0 < gradient(mended)


def test_a_slow_discriminator_lets_both_swing_and_more_of_its_steps_calm_them() -> None:
    failing, mended = failing_and_mended("oscillation", 300)
    assert swing(failing) > 0.2
    assert n_classes(failing) < 3.0 and n_leaders(failing) >= 2  # few digits at a time, and not always the same ones
    assert swing(mended) < 0.1


def test_large_steps_on_squares_explode_and_the_run_is_stopped() -> None:
    failure = BY_ID["divergence"]
    failing, mended = (
        list(train_gan(load_built_in().images, replace(settings_of(values), n_iterations=40)))
        for values in (failure.settings, failure.mended)
    )
    assert largest_loss(failing) > 1e4
    assert largest_loss(mended) < 100.0
    assert said_of(failing, "lsgan").startswith("Diverged by iteration 10:")
    assert said_of(mended, "lsgan") == ""
