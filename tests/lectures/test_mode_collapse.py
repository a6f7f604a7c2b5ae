"""The walkthrough's settings are those of the presets whose effects the tests of the runs have seen."""

from dataclasses import replace
from typing import Any

import numpy as np

from explorer.chapters.mode_collapse.settings import DEFAULT
from explorer.chapters.mode_collapse.slow_settings import current_settings
from explorer.chapters.mode_collapse.values import values_of
from explorer.lectures.mode_collapse import STEPS
from explorer.training.mode_collapse.presets import ALL_EIGHT, COLLAPSE, CURE, NO_PUSH, PUSH, RING
from explorer.training.mode_collapse.settings import Gan2dSettings
from explorer.training.mode_collapse.slow_motion import slow_update
from tests.scripts.running import Stand


def settings_of(id: str) -> dict[str, Any]:
    step = next(step for step in STEPS if step.id == id)
    assert step.settings["chapter"] == "lab"
    return {name: value for name, value in step.settings.items() if not name.startswith(("show_", "chapter", "beside"))}


def test_each_step_sets_up_the_run_that_it_speaks_of() -> None:
    runs: dict[str, Gan2dSettings] = {
        "a_game_that_can_be_watched": RING,
        "mode_collapse": COLLAPSE,
        "one_setting_mends_it": CURE,
        "how_good_is_perfect": ALL_EIGHT,
        "a_d_that_is_too_good": NO_PUSH,
        "the_penalty_on_a_steep_d": replace(NO_PUSH, n_iterations=10_000, gradient_penalty=PUSH.gradient_penalty),
    }
    for id, run in runs.items():
        expected = {name: value for name, value in values_of(run).items() if name != "clip"}
        assert {"gradient_penalty": DEFAULT.gradient_penalty, **settings_of(id)} == expected, id
    assert replace(NO_PUSH, loss="wgan_gp") == PUSH


def test_what_the_slow_steps_say_is_to_be_seen() -> None:
    step = next(step for step in STEPS if step.id == "all_fakes_share_one_g")
    seen = slow_update(current_settings(Stand("mode_collapse", **step.settings)), step.settings["slow_before"])
    moves = seen.x_moved - seen.x_new
    lengths = np.linalg.norm(moves, axis=1) * np.linalg.norm(seen.push, axis=1)
    assert ((moves * seen.push).sum(axis=1) / lengths).mean() < 0.5
