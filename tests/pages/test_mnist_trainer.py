"""The live trainer without a browser: every control, every button, every step of the walkthrough, every way to fail."""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.chapters.mnist_trainer import live_run
from explorer.chapters.mnist_trainer.panels import RECORDED
from explorer.data.mnist_trainer.digits import Digits, DigitsUnavailable, Progress, load_built_in
from explorer.data.recordings import load_recording
from explorer.lectures.mnist_trainer import EXPERIMENTS, STEPS
from explorer.training.live.plan import State
from explorer.training.live.runner import Runner
from explorer.training.live.slots import SLOTS
from explorer.training.mnist_trainer.settings import DEFAULTS, LOSSES, WITH_LABELS
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from tests.pages.conftest import OpenPage, figure_of, press

PAGE = "mnist_trainer"
TIMEOUT_S = 60.0
SMALL = {"n_iterations": "100", "batch_size": "16"}


def key(name: str) -> str:
    return f"{PAGE}_{name}"


def runner_of(app: AppTest) -> Runner:
    return app.session_state[f"_runner_{PAGE}"]


def status(app: AppTest) -> str:
    return app.get("progress")[0].proto.text.replace("*", "")


def run_until(app: AppTest, iteration: int) -> None:
    """Rerun the page, as its timer would in a browser, until the run has come so far."""
    end = time.monotonic() + TIMEOUT_S
    while runner_of(app).status().iteration < iteration and time.monotonic() < end:
        app.run()
    assert runner_of(app).status().iteration >= iteration


def run_to_its_end(app: AppTest) -> State:
    end = time.monotonic() + TIMEOUT_S
    while runner_of(app).state is State.RUNNING and time.monotonic() < end:
        app.run()
    app.run()  # the run may have ended after the page was last drawn
    return runner_of(app).state


def test_the_page_opens_with_the_recommended_settings_and_nothing_runs(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert "Nothing runs yet" in status(app)
    assert app.session_state[key("network")] == "compact"
    assert app.session_state[key("learning_rate_D")] == DEFAULTS["compact"].learning_rate_D
    assert app.session_state[key("digits")] == "built_in"  # offline, and no folder named
    assert any("scikit-learn" in caption.value for caption in app.caption)


@pytest.mark.parametrize("network", list(DEFAULTS))
def test_before_a_run_the_page_shows_where_a_recorded_one_of_the_same_networks_came_to(
    open_page: OpenPage, network: str
) -> None:
    app = open_page(PAGE, network=network)
    last = load_recording(RECORDED[network]).iterations[-1]
    shown = next(caption.value for caption in app.caption if caption.value.startswith("Shown"))
    assert shown == f"Shown: a recorded run on MNIST, iteration {last:,}. Yours begins with **Start**."
    assert load_recording(RECORDED[network]).settings["network"] == network
    press(app, "step")
    run_until(app, 1)
    shown = next(caption.value for caption in app.run().caption if caption.value.startswith("Shown"))
    assert shown.strip() == "Shown: iteration 1."


def test_axes_say_that_they_wait_until_the_run_begins(open_page: OpenPage) -> None:
    def n_waiting(app: AppTest) -> int:
        charts = [figure_of(app, i) for i in range(3)]
        return sum("begins with" in words["text"] for chart in charts for words in chart["layout"]["annotations"])

    app = open_page(PAGE, **SMALL)
    assert n_waiting(app) == 7
    assert n_waiting(press(app, "step")) == 0


def test_every_control_moves(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    moved = set()
    for kind in ("slider", "select_slider", "number_input", "toggle"):
        for i in range(len(app.get(kind))):
            widget = app.get(kind)[i]
            # the walkthrough opens other chapters
            if widget.disabled or not (widget.key or "").startswith(PAGE) or widget.key == key("walkthrough"):
                continue
            before = widget.value
            if kind == "select_slider":
                widget.set_value(next(option for option in reversed(widget.options) if str(option) != str(before)))
            elif kind == "toggle":
                widget.set_value(not before)
            else:
                widget.set_value(widget.min if before != widget.min else widget.max)
            app.run()
            assert not app.exception, (widget.key, app.exception[0])
            assert app.session_state[widget.key] != before, widget.key
            moved.add(widget.key.removeprefix(f"{PAGE}_"))
    assert moved >= {
        "learning_rate_D",
        "learning_rate_G",
        "n_discriminator_steps",
        "batch_size",
        "label_smoothing",
        "n_iterations",
        "beta1",
        "seed",
    }


@pytest.mark.parametrize("network", list(DEFAULTS))
def test_choosing_networks_brings_their_settings(network: str, open_page: OpenPage) -> None:
    app = open_page(PAGE, network="dense" if network == "compact" else "compact")
    app.button_group(key=key("network")).set_value(network).run()
    assert not app.exception
    for name in ("learning_rate_D", "learning_rate_G", "beta1", "batch_size", "n_iterations"):
        assert app.session_state[key(name)] == getattr(DEFAULTS[network], name), name


@pytest.mark.parametrize("loss", LOSSES)
def test_each_loss_has_its_formula_and_its_reference_lines(loss: str, open_page: OpenPage) -> None:
    app = open_page(PAGE, loss=loss)
    levels = [shape["y0"] for shape in figure_of(app)["layout"]["shapes"] if shape["yref"] == "y"]
    published = {
        "saturating": (1.3863, -0.6931),
        "non_saturating": (1.3863, 0.6931),
        "lsgan": (0.25, 0.125),
        "hinge": (2.0, 0.0),
        "wgan_gp": (0.0,),  # of its critic alone: a constant is free, and G's loss is minus that constant
    }
    assert levels == pytest.approx(published[loss], abs=1e-4)
    assert len(app.get("latex") or app.latex) == 2
    smoothed = open_page(PAGE, loss=loss, label_smoothing="0.1")
    still_drawn = [shape for shape in figure_of(smoothed)["layout"]["shapes"] if shape["yref"] == "y"]
    assert not still_drawn or loss not in WITH_LABELS


def test_twelve_visitors_who_all_press_start_take_turns_and_all_come_to_their_end(open_page: OpenPage) -> None:
    apps = [open_page(PAGE, network="dense", n_iterations="100", batch_size="16") for _ in range(12)]
    for app in apps:
        press(app, "start")
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


@pytest.mark.parametrize("experiment", EXPERIMENTS)
def test_every_experiment_sets_its_controls(experiment: str, open_page: OpenPage) -> None:
    app = press(open_page(PAGE, network="dense"), f"preset_{experiment}")
    for name, value in EXPERIMENTS[experiment][2].items():
        assert app.session_state[key(name)] == value
    assert app.session_state[key("network")] == "compact"


def test_every_step_of_the_walkthrough_sets_its_controls(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.toggle(key=f"{PAGE}_walkthrough").set_value(True).run()
    for number, step in enumerate(STEPS, start=1):
        if number > 1:
            press(app, "next")
        if step.predict:
            press(app, "show_anyway")
        assert any(step.title in block.value for block in app.markdown)
        for name, value in step.settings.items():
            assert app.session_state[key(name)] == value, (step.title, name)


def test_bad_links_fall_back_to_the_defaults(open_page: OpenPage) -> None:
    app = open_page(
        PAGE,
        network="huge",
        loss="bogus",
        learning_rate_D="fast",
        batch_size="7",
        beta1="3",
        n_discriminator_steps="-1",
        label_smoothing="x",
        seed="-5",
        n_iterations="1e9",
        digits="cats",
    )
    assert app.session_state[key("network")] == "compact"
    assert app.session_state[key("beta1")] == DEFAULTS["compact"].beta1
    assert "Nothing runs yet" in status(app)


def test_a_run_trains_pauses_steps_scrubs_stops_and_is_forgotten(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SMALL), "start")
    run_until(app, 22)
    press(app, "pause")
    assert runner_of(app).state is State.PAUSED and "Paused at iteration" in status(app)
    place = runner_of(app).status().iteration
    press(app, "step")
    assert f"Paused at iteration {place + 1} of 100" in status(app)
    curve = figure_of(app)["data"][0]
    assert curve["name"] == "D's loss"

    timeline = next(slider for slider in app.slider if "look back" in slider.label)
    timeline.set_value(10).run()
    assert any("Shown: iteration 10." in caption.value for caption in app.caption)
    press(app, "resume")
    run_until(app, place + 3)
    press(app, "stop")
    assert "Stopped at iteration" in status(app)
    press(app, "forget")
    assert "Nothing runs yet" in status(app)


def test_a_run_comes_to_its_end(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SMALL), "start")
    assert run_to_its_end(app) is State.FINISHED
    assert "Done: 100 iterations." in status(app)
    assert len(runner_of(app).curves()["loss_D"]) == 100
    assert press(app, "start") and runner_of(app).run_number == 2
    runner_of(app).reset()


def test_changed_settings_are_said_to_wait_for_the_next_start(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SMALL), "step")
    assert not any("next start" in caption.value for caption in app.caption)
    app.toggle(key=key("conditional")).set_value(True).run()
    assert any("next start" in caption.value for caption in app.caption)
    assert not runner_of(app).settings[1].conditional
    press(app, "start")
    assert runner_of(app).settings[1].conditional
    runner_of(app).reset()


def test_reset_page_forgets_the_run_and_the_settings(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, loss="lsgan", **SMALL), "start")
    press(app, "reset")
    assert runner_of(app).state is State.IDLE
    assert app.session_state[key("loss")] == "non_saturating"
    assert "Nothing runs yet" in status(app)


def test_the_run_is_found_again_after_another_page(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SMALL), "step")
    app.switch_page("pages/home.py").run()
    app.switch_page(f"pages/{PAGE}.py").run()
    assert "Paused at iteration 1 of 100" in status(app)


def test_a_lost_run_says_why_keeps_its_history_and_may_go_on(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_the_second(images: object, loss: str) -> Callable[[GanSnapshot], str | None]:
        return lambda snapshot: "Collapsed: all alike." if snapshot.iteration == 2 else None

    monkeypatch.setattr(live_run, "CollapseWatch", at_the_second)
    app = press(open_page(PAGE, **SMALL), "start")
    runner = runner_of(app)
    assert run_to_its_end(app) is State.FAILED
    assert "Collapsed: all alike." in status(app) and "kept" in status(app)
    assert len(runner.curves()["loss_D"]) == 2
    press(app, "resume")
    assert run_to_its_end(app) is State.FINISHED


def test_a_run_goes_on_after_its_end_and_after_a_stop(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SMALL), "start")
    assert run_to_its_end(app) is State.FINISHED
    assert app.button(key=f"_{PAGE}_resume").label == "Go on"
    press(app, "resume")
    run_until(app, 110)
    press(app, "stop")
    stopped_at = runner_of(app).status().iteration
    press(app, "resume")
    assert run_to_its_end(app) is State.FINISHED
    assert 100 < stopped_at <= 200 and "Done: 200 iterations." in status(app)
    assert runner_of(app).curves()["iteration"].tolist() == list(range(1, 201))
    assert not any("settings above differ" in caption.value for caption in app.caption)
    shown = [caption.value for caption in app.caption if caption.value.startswith("Shown: iteration 200.")]
    assert shown  # the timeline follows the longer run


def test_a_rate_is_taken_over_by_the_run_and_a_seed_waits_for_the_next(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SMALL), "step")
    app.select_slider(key=key("learning_rate_D")).set_value(1e-4).run()
    assert runner_of(app).settings[1].learning_rate_D == 1e-4
    said = next(caption.value for caption in app.caption if caption.value.startswith("This run:"))
    assert "Changed at iteration 2." in said and "settings above differ" not in said
    app.number_input(key=key("seed")).set_value(3).run()
    assert runner_of(app).settings[1].seed == 0
    said = next(caption.value for caption in app.caption if caption.value.startswith("This run:"))
    assert "settings above differ" in said


def test_a_loss_brings_the_rates_that_suit_it(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    for loss, rate in (("lsgan", 2e-3), ("hinge", 5e-3), ("lsgan", 2e-3), ("non_saturating", 5e-3)):
        app.button_group(key=key("loss")).set_value(loss).run()
        assert [app.session_state[key(f"learning_rate_{player}")] for player in "DG"] == [rate, rate]


def test_slow_networks_say_how_long_they_take_before_they_start(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert not any("Tried just now" in caption.value for caption in app.caption)
    app = open_page(PAGE, network="convolutional", n_iterations="1000")
    said = next(caption.value for caption in app.caption if "Tried just now" in caption.value)
    seconds, minutes = map(float, re.findall(r"about ([\d.]+) (?:s|min)", said))
    per_iteration = 60 * minutes / 1_000
    assert abs(per_iteration - seconds) <= 0.05 + 0.5 * 60 / 1_000  # as far as they are rounded


def test_a_floor_of_mnist_stands_beside_no_other_digits(open_page: OpenPage) -> None:
    said = next(caption.value for caption in open_page(PAGE).caption if "Fréchet" in caption.value)
    assert "not from these" in said and "real digits reach" not in said


def test_offline_mnist_is_explained_and_the_built_in_digits_go_on(open_page: OpenPage) -> None:
    app = open_page(PAGE, digits="mnist", **SMALL)
    assert "GAN_EXPLORER_OFFLINE" in app.warning[0].value
    press(app, "step")
    assert runner_of(app).settings[0] == "built_in"


def test_a_wrong_file_is_named_and_the_built_in_digits_go_on(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAN_EXPLORER_DATA", str(tmp_path))
    app = open_page(PAGE)
    assert app.session_state[key("digits")] == "mnist"
    assert "train-images-idx3-ubyte" in app.error[0].value and "built-in" in app.error[0].value
    press(app, "step")
    assert runner_of(app).settings[0] == "built_in"


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An online machine without MNIST, whose user's cache folder is empty."""
    monkeypatch.setattr("explorer.data.mnist_trainer.digits.cache_folder", lambda: tmp_path)
    monkeypatch.delenv("GAN_EXPLORER_OFFLINE")
    monkeypatch.delenv("GAN_EXPLORER_DATA", raising=False)
    return tmp_path


def test_mnist_is_the_default_where_it_can_be_fetched(open_page: OpenPage, empty_cache: Path) -> None:
    app = open_page(PAGE)
    assert app.session_state[key("digits")] == "mnist"
    assert any("**Start** fetches it, 12 MB, once" in caption.value for caption in app.caption)
    assert not app.error and not app.warning


def test_a_download_that_fails_is_said_and_the_run_learns_from_the_built_in_digits(
    open_page: OpenPage, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(source: str, progress: Progress | None = None) -> Digits:
        raise DigitsUnavailable("No mirror answers.")

    monkeypatch.setattr("explorer.chapters.mnist_trainer.digits.load_digits", fail)
    app = press(open_page(PAGE, **SMALL), "step")
    assert runner_of(app).settings[0] == "built_in"
    assert runner_of(app).status().iteration == 1
    said = next(caption.value for caption in app.caption if caption.value.startswith("This run:"))
    assert "No mirror answers. The built-in digits are used instead." in said
    assert "settings above differ" not in said


def test_fashion_mnist_is_fetched_in_the_same_way(open_page: OpenPage, empty_cache: Path) -> None:
    app = open_page(PAGE, digits="fashion_mnist", **SMALL)
    assert any("**Start** fetches it, 31 MB, once" in caption.value for caption in app.caption)


def test_a_download_shows_its_progress_and_is_used(
    open_page: OpenPage, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, go_on = threading.Event(), threading.Event()

    def fetch(source: str, progress: Progress | None = None) -> Digits:
        if progress:
            progress(5_000_000, 11_000_000)
            seen.set()
            go_on.wait(60)
        return replace(load_built_in(), source=source)

    monkeypatch.setattr("explorer.chapters.mnist_trainer.digits.load_digits", fetch)
    app = press(open_page(PAGE, **SMALL), "start")
    assert seen.wait(60)
    assert "Fetching MNIST: 5.0 of 11.0 MB" in status(app.run())
    assert app.get("progress")[0].proto.value == 45
    go_on.set()
    assert run_to_its_end(app) is State.FINISHED
    assert runner_of(app).settings[0] == "mnist"
