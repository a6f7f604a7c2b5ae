"""Each failure that the trainer offers does happen, and its cure does mend it: seeded runs on the built-in digits.

The bounds lie between what three seeds each of the failing and of the mended run gave, on these digits and on MNIST.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from explorer.chapters.mnist_trainer.settings import settings_of
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.lectures.mnist_trainer_failures import FAILURES
from explorer.training.classifier.judge import judge
from explorer.training.mnist_trainer.collapse import CollapseWatch
from explorer.training.mnist_trainer.gan import GanSettings, GanSnapshot, GanTraining
from explorer.training.mnist_trainer.symptoms import class_shares

BY_ID = {failure.id: failure for failure in FAILURES}
MIN_CLASS = 0.02  # a digit with a smaller share of G's pictures counts as lost

Frames = Sequence[GanSnapshot]  # with pictures and a judgement


@cache
def frames(settings: GanSettings) -> tuple[GanSnapshot, ...]:
    """Return a run's snapshots with pictures."""
    return tuple(
        snapshot for snapshot in GanTraining(load_built_in().images, settings, judge=judge) if snapshot.judgement
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


def second_half(frames: Frames) -> Frames:
    """Return the snapshots after the middle of what there is; all of it has settled there or never will."""
    return frames[len(frames) // 2 :]


def n_classes(frames: Frames) -> float:
    """Return how many of the ten digits have at least 2 % of G's pictures, on average over the second half."""
    return float((class_shares(second_half(frames)) >= MIN_CLASS).sum(axis=1).mean())


def n_leaders(frames: Frames) -> int:
    """Return how many different digits were the most frequent one at some time in the second half."""
    return len(set(class_shares(second_half(frames)).argmax(axis=1).tolist()))


def gradient(frames: Frames) -> float:
    """Return the median length of the gradient of G's loss over the second half."""
    return float(np.median([frame.gradient_G for frame in second_half(frames)]))


def swing(frames: Frames) -> float:
    """Return the standard deviation of D's mean output on fakes over the second half."""
    return float(np.std([frame.D_fake for frame in second_half(frames)]))


def largest_loss(snapshots: Frames) -> float:
    """Return the largest loss of D or G, without its sign, over all snapshots given, with pictures or without."""
    return float(max(max(abs(snapshot.loss_D), abs(snapshot.loss_G)) for snapshot in snapshots))


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
        list(GanTraining(load_built_in().images, replace(settings_of(values), n_iterations=40)))
        for values in (failure.settings, failure.mended)
    )
    assert largest_loss(failing) > 1e4
    assert largest_loss(mended) < 100.0
    assert said_of(failing, "lsgan").startswith("Diverged by iteration 10:")
    assert said_of(mended, "lsgan") == ""
