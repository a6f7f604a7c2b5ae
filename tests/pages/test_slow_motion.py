"""Slow motion: forwards and backwards through the stages, and numbers that are those of its script."""

import re

import numpy as np
import pytest
from scipy.special import expit, log_expit
from streamlit.testing.v1 import AppTest

from explorer.chapters.mode_collapse import slow_motion
from explorer.chapters.mode_collapse.slow_player import MAX_BEFORE, neighbour
from explorer.chapters.mode_collapse.slow_say import LOSS_IN_WORDS, NOT_YET
from explorer.chapters.mode_collapse.slow_settings import AS_IT_OPENS, PRESETS, current_settings
from explorer.theory.losses import DISCRIMINATOR_LOSSES
from explorer.training.live.plan import TrainingDiverged
from explorer.training.mode_collapse.gan import GENERATOR_LOSSES
from explorer.training.mode_collapse.slow_motion import STAGES, SlowUpdate, slow_update
from tests.pages.conftest import OpenPage, charts_of, press
from tests.pages.test_code import said_by_code
from tests.scripts.running import Stand

PAGE = "mode_collapse"


def place(app: AppTest) -> tuple[str, int]:
    return app.session_state[f"{PAGE}_slow_stage"], app.session_state[f"{PAGE}_slow_before"]


def sums(app: AppTest) -> list[list[str]]:
    table = next(element.value for element in app.markdown if element.value.startswith("| stage |"))
    return [[cell.strip(" *") for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", text.replace("−", "-").replace("- ", "-"))]


def test_next_and_earlier_walk_through_all_stages_and_the_layout_stays(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="slow_motion", slow_before="5")
    elements = None
    for stage in STAGES:
        assert place(app) == (stage, 5)
        drawn = [element.type for element in app.main]
        assert elements in (None, drawn)
        elements = drawn
        assert len(charts_of(app)) == 3
        known = [row[2] != NOT_YET for row in sums(app)]
        assert known == [int(row[0]) <= STAGES.index(stage) + 1 for row in sums(app)]
        press(app, "slow_next")
    assert place(app) == (STAGES[0], 6)
    press(app, "slow_back")
    assert place(app) == (STAGES[-1], 5)
    press(app, "slow_forward_100")
    assert place(app) == (STAGES[-1], 105)
    press(app, "slow_first")
    assert place(app) == (STAGES[0], 0)
    assert app.button(key=f"_{PAGE}_slow_back").disabled


def test_the_means_of_the_samples_are_the_sums(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="slow_motion", slow_before="9", slow_stage="d_judges", slow_batch="8")
    tables = [element.value.splitlines() for element in app.markdown if element.value.startswith(("| real", "| fake"))]
    real, fake = ([numbers(line) for line in table[2:]] for table in tables)
    assert [len(table) for table in (real, fake)] == [9, 9]
    for table in (real, fake):  # the loss is the third number of a row of four, and the second of the last
        assert np.mean([row[2] for row in table[:-1]]) == pytest.approx(table[-1][1], abs=6e-4)
    on_real, on_fake, both = numbers(sums(app)[0][2])
    assert (on_real, on_fake) == pytest.approx((real[-1][1], fake[-1][1]))
    assert on_real + on_fake == pytest.approx(both, abs=2e-4)


def update_of(preset: str, **changed: object) -> SlowUpdate:
    settings = {**AS_IT_OPENS, **PRESETS[preset][1], **changed}
    return slow_update(current_settings(Stand(PAGE, **settings)), settings["slow_before"])


def test_each_preset_shows_what_it_says() -> None:
    first = update_of("first")
    assert np.abs(first.outputs).max() < 0.5  # D says 38 to 62 %

    sure, other = update_of("sure_d"), update_of("sure_d", slow_loss="non_saturating")
    pushes = [np.linalg.norm(seen.push, axis=1) for seen in (sure, other)]
    assert max(sure.new.t.max(), np.median(other.new.t)) < -3
    assert pushes[0].max() < 0.2 and pushes[1].mean() > 20 * pushes[0].mean()

    long = update_of("long_step")
    assert long.loss_D_after > long.loss_D and long.move_D.promised < 0

    plain = update_of("plain_descent")
    for move, rate in ((plain.move_D, 0.2), (plain.move_G, 0.1)):
        assert move.size == pytest.approx(rate * move.gradient)


def test_nothing_lies_beyond_either_end() -> None:
    assert neighbour((1, 0), -1) is None
    assert neighbour((5, MAX_BEFORE), 1) is None
    assert neighbour((5, 3), 1) == (1, 4) and neighbour((1, 4), -1) == (5, 3)


def test_the_sums_are_those_of_the_code(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="slow_motion", slow_before="12", slow_stage="g_moves", slow_loss="saturating")
    shown = [numbers(row[2]) for row in sums(app)]
    said = list(said_by_code(app, PAGE).values())[1:]  # after the first fake
    for on_page, in_script in zip(shown, said, strict=True):
        np.testing.assert_allclose(on_page, in_script, atol=6e-3 if on_page == shown[-1] else 6e-4)


@pytest.mark.parametrize("loss", LOSS_IN_WORDS)
def test_the_losses_in_words_are_those_that_are_calculated(loss: str) -> None:
    t = np.linspace(-2, 2, 9)
    as_python = (("−", "-"), ("ln D", "log_expit(t)"), ("ln(1 - D)", "log_expit(-t)"), ("½", "0.5*"))
    as_python = (*as_python, ("²", "**2"), ("max", "np.maximum"))
    of_D = DISCRIMINATOR_LOSSES[loss]
    calculated = (of_D.on_real, of_D.on_fake, GENERATOR_LOSSES[loss])
    for words, of in zip(LOSS_IN_WORDS[loss], calculated, strict=True):
        for one, other in as_python:
            words = words.replace(one, other)
        value = eval(words, {"t": t, "np": np, "log_expit": log_expit, "expit": expit})
        np.testing.assert_allclose(np.broadcast_to(value, t.shape), of.value(t), atol=1e-12)


def test_numbers_that_leave_every_scale_are_said_and_nothing_is_lost(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def diverge(*_: object) -> None:
        raise TrainingDiverged("A number is no longer finite.")

    slow_motion._seen.clear()
    monkeypatch.setattr(slow_motion, "slow_update", diverge)
    app = open_page(PAGE, chapter="slow_motion", slow_before="77")
    assert "no longer finite" in app.warning[0].value
    assert place(app) == (STAGES[0], 77)
    monkeypatch.undo()
    press(app, "slow_next")
    assert not app.warning and len(charts_of(app)) == 3
