"""The trainer's live run: its buttons, its end, what it takes over on the way, and many visitors' runs at once."""

import time
from collections.abc import Callable

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.chapters.mnist_trainer import live_run
from explorer.lectures.mnist_trainer_failures import FAILURES
from explorer.training.live.plan import State
from explorer.training.live.slots import SLOTS
from explorer.training.mnist_trainer.collapse import CollapseWatch
from explorer.training.mnist_trainer.gan import GanTraining
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from tests.pages.conftest import OpenPage, figure_of, press
from tests.pages.trainer import (
    PAGE,
    SMALL,
    TIMEOUT_S,
    assert_can_only_start_again,
    key,
    run_to_its_end,
    run_until,
    runner_of,
    status,
)


def test_a_run_trains_pauses_steps_scrubs_stops_and_is_forgotten(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SMALL), "run")
    run_until(app, 22)
    press(app, "run")
    assert runner_of(app).state is State.PAUSED and "Paused at iteration" in status(app)
    place = runner_of(app).status().iteration
    press(app, "step")
    assert f"Paused at iteration {place + 1} of 100" in status(app)
    curve = figure_of(app)["data"][0]
    assert curve["name"] == "D's loss"

    timeline = next(slider for slider in app.select_slider if "look back" in slider.label)
    assert timeline.options[-1] == "the newest" and "up to 10" in timeline.options
    timeline.set_value(10).run()
    assert any("Shown: iteration 10." in caption.value for caption in app.caption)
    press(app, "run")
    run_until(app, place + 3)
    press(app, "stop")
    assert "Stopped at iteration" in status(app)
    press(app, "forget")
    assert "Nothing runs yet" in status(app)


def test_a_run_comes_to_its_end(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SMALL), "run")
    assert run_to_its_end(app) is State.FINISHED
    assert "Done: 100 iterations." in status(app)
    assert len(runner_of(app).curves()["loss_D"]) == 100
    assert press(app, "anew") and runner_of(app).run_number == 2
    runner_of(app).reset()


def test_axes_say_that_they_wait_until_the_run_begins(open_page: OpenPage) -> None:
    def n_waiting(app: AppTest) -> int:
        charts = [figure_of(app, i) for i in range(3)]
        return sum("begins with" in words["text"] for chart in charts for words in chart["layout"]["annotations"])

    app = open_page(PAGE, **SMALL)
    assert n_waiting(app) == 7
    assert n_waiting(press(app, "step")) == 0


def test_changed_settings_are_said_to_wait_for_the_next_start(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SMALL), "step")
    assert not any("next start" in caption.value for caption in app.caption)
    app.toggle(key=key("conditional")).set_value(True).run()
    assert any("next start" in caption.value for caption in app.caption)
    assert not runner_of(app).settings[1].conditional
    press(app, "anew")
    assert runner_of(app).settings[1].conditional
    runner_of(app).reset()


def test_a_rate_is_taken_over_by_the_run_and_a_seed_waits_for_the_next(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SMALL), "step")
    app.select_slider(key=key("learning_rate_D")).set_value(1e-4).run()
    assert runner_of(app).settings[1].learning_rate_D == 1e-4
    said = next(caption.value for caption in app.caption if caption.value.startswith("This run:"))
    assert "Changed at iteration 2: Learning rate of D 0.0001." in said and "controls differ" not in said
    assert [shape["x0"] for shape in figure_of(app)["layout"]["shapes"] if shape["line"]["dash"] == "dash"] == [2]
    app.number_input(key=key("seed")).set_value(3).run()
    assert runner_of(app).settings[1].seed == 0
    said = next(caption.value for caption in app.caption if caption.value.startswith("This run:"))
    assert "controls differ: they apply at the next start, because of: seed." in said


def test_a_run_goes_on_after_its_end_and_after_a_stop(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SMALL), "run")
    assert run_to_its_end(app) is State.FINISHED
    assert app.button(key=f"_{PAGE}_run").label == "Go on"
    press(app, "run")
    run_until(app, 110)
    press(app, "stop")
    stopped_at = runner_of(app).status().iteration
    press(app, "run")
    assert run_to_its_end(app) is State.FINISHED
    assert 100 < stopped_at <= 200 and "Done: 200 iterations." in status(app)
    assert runner_of(app).curves()["iteration"].tolist() == list(range(1, 201))
    assert not any("controls differ" in caption.value for caption in app.caption)
    shown = [caption.value for caption in app.caption if caption.value.startswith("Shown: iteration 200.")]
    assert shown  # the timeline follows the longer run
    app.toggle(key=key("conditional")).set_value(True).run()  # another run is to begin with Start
    assert_can_only_start_again(app)
    press(app, "anew")
    assert runner_of(app).settings[1].conditional and runner_of(app).run_number == 2
    press(app, "forget")


def test_a_run_of_another_chapter_does_not_go_on_as_one_of_train(open_page: OpenPage) -> None:
    """Its settings are those of the controls; it began with other networks."""
    failure = next(failure for failure in FAILURES if failure.id == "oscillation")
    app = press(open_page(PAGE, chapter="failures", failure=failure.id), "failure_run")
    press(app, "stop")
    for name, value in {**failure.settings, "chapter": "train"}.items():
        app.session_state[key(name)] = value
    assert_can_only_start_again(app.run())
    press(app, "forget")


def test_a_lost_run_says_why_keeps_its_history_and_may_go_on(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_the_second(images: object, loss: str) -> Callable[[GanSnapshot], str | None]:
        return lambda snapshot: "Collapsed: all alike." if snapshot.iteration == 2 else None

    monkeypatch.setattr(live_run, "CollapseWatch", at_the_second)
    app = press(open_page(PAGE, **SMALL), "run")
    runner = runner_of(app)
    assert run_to_its_end(app) is State.FAILED
    assert "Collapsed: all alike." in status(app) and "kept" in status(app)
    assert len(runner.curves()["loss_D"]) == 2
    press(app, "run")
    assert run_to_its_end(app) is State.FINISHED


def test_reset_page_forgets_the_run_and_the_settings(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, loss="lsgan", **SMALL), "run")
    press(app, "reset")
    assert runner_of(app).state is State.IDLE
    assert app.session_state[key("loss")] == "non_saturating"
    assert "Nothing runs yet" in status(app)


def test_the_run_is_found_again_after_another_page(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SMALL), "step")
    app.switch_page("pages/home.py").run()
    app.switch_page(f"pages/{PAGE}.py").run()
    assert runner_of(app).wait(TIMEOUT_S) is State.PAUSED  # on a busy machine its one iteration is still under way
    assert "Paused at iteration 1 of 100" in status(app.run())


def test_twelve_visitors_who_all_press_start_take_turns_and_all_come_to_their_end(open_page: OpenPage) -> None:
    apps = [open_page(PAGE, network="dense", n_iterations="100", batch_size="16") for _ in range(12)]
    for app in apps:
        press(app, "run")
    runners = [runner_of(app) for app in apps]
    n_training = set()
    end = time.monotonic() + 3 * TIMEOUT_S
    while any(runner.state is State.RUNNING for runner in runners) and time.monotonic() < end:
        for runner in runners:  # as each page's timer would
            runner.touch()
            n_training.add(runner.status().n_training)
        runners[-1].wait(0.2)
    assert [runner.state for runner in runners] == [State.FINISHED] * 12
    assert max(n_training) <= SLOTS.n_slots
    for runner in runners[1:]:
        np.testing.assert_array_equal(runner.curves()["loss_G"], runners[0].curves()["loss_G"])
    assert "Done: 100 iterations." in status(apps[0].run())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[type]:
    """What a run needs, as often as it has been made."""
    made: list[type] = []
    for kind in (CollapseWatch, GanTraining):
        monkeypatch.setattr(kind, "__init__", counted(kind, made))
    return made


def counted(kind: type, made: list[type]) -> Callable[..., None]:
    begin = kind.__init__  # type: ignore[misc]

    def make(self: object, *args: object, **options: object) -> None:
        made.append(kind)
        begin(self, *args, **options)

    return make


@pytest.mark.parametrize(
    ("chapter", "button", "needed"),
    [
        ("train", "step", {CollapseWatch, GanTraining}),
        ("side_by_side", "pair_step", {GanTraining}),
        ("failures", "step", {GanTraining}),
    ],
)
def test_what_a_run_needs_is_made_when_it_starts_and_not_when_the_page_is_drawn(
    chapter: str, button: str, needed: set[type], open_page: OpenPage, made: list[type]
) -> None:
    app = open_page(PAGE, chapter=chapter, **SMALL).run()
    assert not made
    press(app, button)
    assert set(made) == needed
    n_made = len(made)
    app.run()
    assert len(made) == n_made
