"""What the walkthrough says will be seen, on the very settings that its steps set."""

from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import pytest

from explorer.chapters.mode_collapse.choose_loss import BRINGS
from explorer.chapters.mode_collapse.code import current_settings as lab_settings
from explorer.chapters.mode_collapse.settings import DEFAULT
from explorer.chapters.mode_collapse.slow_settings import current_settings
from explorer.chapters.mode_collapse.values import values_of
from explorer.lectures.mode_collapse import STEPS
from explorer.training.mode_collapse.measures import ruler_for
from explorer.training.mode_collapse.optimum import densities
from explorer.training.mode_collapse.presets import ALL_EIGHT, COLLAPSE, CURE, NO_PUSH, PUSH, RING
from explorer.training.mode_collapse.run import Gan2dRun, Gan2dSnapshot
from explorer.training.mode_collapse.settings import Gan2dSettings
from explorer.training.mode_collapse.slow_motion import slow_update
from tests.scripts.running import Stand

SEEDS = range(5)


def settings_of(id: str) -> dict[str, Any]:
    step = next(step for step in STEPS if step.id == id)
    assert step.settings["chapter"] == "lab"
    return dict(step.settings)


def run_of(id: str) -> Gan2dSettings:
    """Return the run that *Start* begins once the step has set its controls; the others stand as the page opens."""
    return lab_settings(Stand("mode_collapse", **{**values_of(DEFAULT), **settings_of(id)}))


def frame_at(iteration: int, settings: Gan2dSettings) -> Gan2dSnapshot:
    *_, frame = islice(Gan2dRun(replace(settings, frame_every=iteration)), iteration)
    return frame


def test_each_step_sets_up_the_run_that_it_speaks_of() -> None:
    """What these runs do: tests/training/mode_collapse/test_presets.py."""
    runs: dict[str, Gan2dSettings] = {
        "a_game_that_can_be_watched": RING,
        "mode_collapse": COLLAPSE,
        "one_setting_mends_it": CURE,
        "how_good_is_perfect": ALL_EIGHT,
        "a_d_that_is_too_good": NO_PUSH,
        "the_penalty_on_a_steep_d": replace(NO_PUSH, n_iterations=10_000, gradient_penalty=PUSH.gradient_penalty),
        "the_best_d_for_these_fakes": RING,
    }
    for id, run in runs.items():
        assert run_of(id) == run, id
    assert replace(NO_PUSH, loss="wgan_gp") == PUSH


def test_a_step_whose_loss_is_to_be_moved_lets_it_move_alone() -> None:
    for step in STEPS:
        if step.settings["chapter"] == "lab":
            assert step.settings[BRINGS] is ("loss" not in step.play), step.id


def test_every_step_in_the_lab_sets_all_that_decides_its_run() -> None:
    """So that a step shows the same whatever was played with before."""
    free = {"clip", "gradient_penalty"}  # of no use to the losses that the steps set
    for step in STEPS:
        if step.settings["chapter"] == "lab":
            assert values_of(DEFAULT).keys() - free <= step.settings.keys(), step.id


@pytest.mark.parametrize("seed", range(2))
def test_the_sheet_becomes_a_ring_and_its_largest_cells_lie_across_the_hole(seed: int) -> None:
    run = run_of("what_g_does_it_bends_a_sheet")
    frame = frame_at(run.n_iterations, replace(run, seed=seed))
    assert frame.w1 < 2 * ruler_for("ring").w1_floor
    a, b, c, d = (frame.manifold[i : i + 20, j : j + 20].reshape(-1, 2) for i, j in ((0, 0), (1, 0), (1, 1), (0, 1)))
    diagonals = (c - a), (d - b)
    area = np.abs(diagonals[0][:, 0] * diagonals[1][:, 1] - diagonals[0][:, 1] * diagonals[1][:, 0])
    middle = np.linalg.norm((a + b + c + d) / 4, axis=1)
    across = middle < 0.7
    assert area[across].mean() > 3 * area[~across].mean()
    strays = np.linalg.norm(frame.x_fake, axis=1) < 0.7
    assert 0 < strays.mean() < 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_thread_becomes_the_ring_and_its_ends_meet(seed: int) -> None:
    run = run_of("a_thread_instead_of_a_sheet")
    assert run.noise_dim == 1 and replace(run, noise_dim=2) == run_of("what_g_does_it_bends_a_sheet")
    frame = frame_at(run.n_iterations, replace(run, seed=seed))
    assert frame.w1 < 2 * ruler_for("ring").w1_floor
    assert np.linalg.norm(frame.manifold[0] - frame.manifold[-1]) < 0.3


def test_in_the_end_the_best_d_says_half_all_along_the_ring() -> None:
    run = run_of("the_best_d_for_these_fakes")
    late = densities(run, frame_at(3_000, run).x_fake.astype(float))
    early = densities(run, frame_at(50, run).x_fake.astype(float))
    on_the_ring = late.p_data > 0.5 * late.p_data.max()
    assert np.abs(late.D_star[on_the_ring] - 0.5).mean() < 0.15 < np.abs(early.D_star[on_the_ring] - 0.5).mean()


def test_what_the_slow_steps_say_is_to_be_seen() -> None:
    step = next(step for step in STEPS if step.id == "all_fakes_share_one_g")
    seen = slow_update(current_settings(Stand("mode_collapse", **step.settings)), step.settings["slow_before"])
    moves = seen.x_moved - seen.x_new
    lengths = np.linalg.norm(moves, axis=1) * np.linalg.norm(seen.push, axis=1)
    assert ((moves * seen.push).sum(axis=1) / lengths).mean() < 0.5
