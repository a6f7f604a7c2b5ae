"""Each failure that the trainer offers does happen, and its cure does mend it: seeded runs on the built-in digits.

The networks that these begin with have learned the same digits. The recordings that are looked at were made from MNIST.
The bounds lie between what five seeds of the failing and of the mended run gave on MNIST, and one on these digits.
"""

from functools import cache

import numpy as np
import pytest
import torch

from explorer.chapters.mnist_trainer.failures import BY_ID
from explorer.chapters.mnist_trainer.staged import make_run, settings_for
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.data.recordings import load_recording
from explorer.training.classifier.judge import judge
from explorer.training.mnist_trainer.gan import GanSnapshot, GanTraining
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.mnist_trainer.symptoms import class_shares, ink
from explorer.training.mnist_trainer.trained import begin_trained, trained_run
from tests.training.mnist_trainer.symptoms import (
    MIN_CLASS,
    digit_share,
    gradient,
    largest_loss,
    n_classes,
    n_crossings,
)


@cache
def snapshots(name: str, is_cure: bool, seed: int = 0) -> tuple[GanSnapshot, ...]:
    """Return a whole run as the page makes it."""
    return tuple(make_run(BY_ID[name], is_cure, seed, load_built_in()))


def failing_and_mended(name: str) -> tuple[tuple[GanSnapshot, ...], tuple[GanSnapshot, ...]]:
    return snapshots(name, False), snapshots(name, True)


def with_pictures(run: tuple[GanSnapshot, ...]) -> list[GanSnapshot]:
    return [snapshot for snapshot in run if snapshot.judgement]


def test_every_failure_is_proved_here() -> None:
    assert set(BY_ID) == {"mode_collapse", "no_gradient", "oscillation", "divergence"}


@pytest.mark.parametrize("network", ["compact", "dense"])
@pytest.mark.parametrize("source", ["mnist", "built_in"])
def test_the_recorded_networks_draw_all_ten_digits(network: str, source: str) -> None:
    run = GanTraining(load_built_in().images, GanSettings(network=network))
    begin_trained(run, source)
    said = judge(run.samples(np.random.default_rng(0).standard_normal((512, run.G.latent_dim))))
    assert said.counts.sum() > 0.85 * said.n and said.sure > 0.45
    assert said.counts.min() > MIN_CLASS * said.n


def test_the_digits_die_and_come_back_on_mnist() -> None:
    """As recorded: at the end of the failing run G draws digits of a few kinds, at the end of the cure of all ten."""
    collapsed, mended = (load_recording(name).counts for name in ("collapse", "cure"))
    assert collapsed is not None and mended is not None
    n = collapsed[-1].sum()
    assert (collapsed[0, :10] >= MIN_CLASS * n).all()
    assert collapsed[-1, :10].sum() >= 0.7 * n and (collapsed[-1, :10] >= MIN_CLASS * n).sum() <= 4
    assert mended[-1, :10].sum() >= 0.9 * n and (mended[-1, :10] >= MIN_CLASS * n).all()


def test_a_generator_in_a_hurry_loses_nearly_all_digits_and_a_slow_one_finds_them_again() -> None:
    failing, mended = failing_and_mended("mode_collapse")
    assert any(n_classes(each) <= 2 and digit_share(each) >= 0.7 for each in with_pictures(failing))
    assert n_classes(failing[-1]) <= 6
    assert np.sort(class_shares([failing[-1]])[0, :10])[-3:].sum() > 0.5  # three kinds, or fewer, make up most
    assert n_classes(mended[-1]) >= 8 and digit_share(mended[-1]) > 0.85


def test_the_cure_of_a_collapse_goes_on_with_what_is_left() -> None:
    digits = load_built_in()
    fails, mends = (settings_for(BY_ID["mode_collapse"], is_cure, 0) for is_cure in (False, True))
    run = trained_run(digits, fails)
    for _ in run:
        pass
    goes_on = trained_run(digits, mends, before=fails)
    assert goes_on.iteration == 0 and goes_on.settings == mends
    torch.testing.assert_close(goes_on.G.body.pixels.weight, run.G.body.pixels.weight, rtol=0.0, atol=0.0)


def test_the_saturating_loss_has_no_gradient_against_a_strong_discriminator_and_draws_no_digit() -> None:
    failing, mended = failing_and_mended("no_gradient")
    assert gradient(with_pictures(failing)) < 1e-1
    assert min(snapshot.gradient_G for snapshot in with_pictures(mended)[5:]) > 0.5  # all the way, once it has begun
    assert digit_share(failing[-1]) < 0.02
    assert max(map(digit_share, with_pictures(mended))) > 0.5


def test_momentum_lets_both_swing_and_without_it_they_are_calm() -> None:
    failing, mended = failing_and_mended("oscillation")
    assert n_crossings(failing) >= 3 > 1 >= n_crossings(mended)
    swinging, calm = (ink(with_pictures(run)) for run in (failing, mended))
    assert swinging.max() - swinging.min() > 3 * (calm.max() - calm.min())
    early, late = np.array_split(swinging, 2)
    assert np.ptp(late) > np.ptp(early)  # wider each time
    assert n_classes(mended[-1]) >= 9


def test_large_steps_on_squares_explode() -> None:
    failing, mended = failing_and_mended("divergence")
    assert largest_loss(failing[:10]) > 1e4
    assert largest_loss(mended) < 10.0
    assert digit_share(failing[-1]) > 0.7  # the losses tell first
    assert n_classes(mended[-1]) >= 9
