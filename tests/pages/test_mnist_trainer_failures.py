"""The chapter "Make it fail": every failure opens, runs and is mended by one button each, and proves itself."""

import io
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from explorer.chapters.mnist_trainer import failures
from explorer.chapters.mnist_trainer.files import run_file
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.lectures.mnist_trainer_failures import FAILURES, Failure
from explorer.training.live.plan import State
from explorer.training.mnist_trainer.run_file import load_run
from explorer.ui.real_images import RealImages
from tests.pages.conftest import charts_of, open_page, press
from tests.pages.trainer import PAGE, key, run_until, runner_of

each_failure = pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure.id)


def chapter(failure: Failure = FAILURES[0], **parameters: str) -> AppTest:
    return open_page(PAGE, chapter="failures", failure=failure.id, **parameters)


def proof(app: AppTest) -> dict:
    """Return the figure that proves the failure: the chapter's first."""
    return charts_of(app)[0]["figure"]


def n_moments(app: AppTest, side: int) -> int:
    """Return whether, and how far, a run stands in its panel: 0 the failing, 1 the mended one."""
    axis = ("x", "x2")[side]
    x = next(trace["x"] for trace in proof(app)["data"] if trace["xaxis"] == axis)
    return len(x["bdata"]) if isinstance(x, dict) else len(x)


@each_failure
def test_each_failure_says_what_happens_and_what_mends_it(failure: Failure) -> None:
    app = chapter(failure)
    said = " ".join(element.value for element in app.markdown)
    assert failure.what_happens in said and failure.why in said and failure.notice in said
    assert n_moments(app, 0) == n_moments(app, 1) == 0
    assert runner_of(app).state is State.IDLE


@pytest.mark.parametrize(("button", "side"), [("failure_run", 0), ("failure_cure", 1)])
def test_a_button_starts_its_run_and_no_other(button: str, side: int) -> None:
    failure = FAILURES[-1]
    app = press(chapter(failure, seed="3"), button)
    run_until(app, 10)
    wanted = (failure.settings, failure.mended)[side]
    source, settings = runner_of(app).settings
    assert source == "built_in"
    for name, value in {**wanted, **failure.hidden, "seed": 3, "failure": failure.id}.items():
        assert getattr(settings, name) == value, name
    app.run()
    assert n_moments(app, side) > 0
    assert n_moments(app, 1 - side) == 0
    press(app, "forget")


def test_the_failing_run_stays_in_its_panel_while_the_cure_runs() -> None:
    app = press(chapter(FAILURES[1]), "failure_run")
    run_until(app, 20)
    press(app, "stop")
    app.run()
    before = n_moments(app, 0)
    run_until(press(app, "failure_cure"), 10)
    app.run()
    assert n_moments(app, 0) == before > 0
    assert n_moments(app, 1) > 0
    press(app, "forget")


def open_train(app: AppTest, failure: Failure) -> AppTest:
    """Go on to *Train*, whose controls stand as in the failing run, but for one that a run takes over."""
    for name, value in {**failure.settings, "instance_noise": 0.1, "chapter": "train"}.items():
        app.session_state[key(name)] = value
    app.run()
    assert not app.exception, app.exception[0]
    return app


@each_failure
def test_the_controls_of_train_change_nothing_of_a_run_that_goes_wrong_on_purpose(failure: Failure) -> None:
    app = press(chapter(failure), "step")
    before = runner_of(app).settings
    open_train(app, failure)
    assert runner_of(app).settings == before and not runner_of(app).changes
    assert any("controls differ" in caption.value for caption in app.caption)
    press(app, "anew")  # what begins anew is Train's own, and follows its controls
    app.session_state[key("instance_noise")] = 0.2
    app.run()
    assert runner_of(app).settings[1].instance_noise == 0.2
    press(app, "forget")


def test_a_run_that_went_on_in_train_is_saved_as_one_that_can_be_loaded() -> None:
    app = press(press(chapter(FAILURES[-1]), "step"), "stop")
    press(open_train(app, FAILURES[-1]), "run")
    run_until(app, 2)
    press(app, "run")
    saved = load_run(io.BytesIO(run_file(runner_of(app))))
    assert saved.iteration >= 2
    assert saved.settings.learning_rate_D == FAILURES[-1].settings["learning_rate_D"]
    press(app, "forget")


def test_clothing_gives_way_to_digits_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    clothing = RealImages("fashion_mnist", replace(load_built_in(), source="fashion_mnist"))
    monkeypatch.setattr(failures, "current_images", lambda _: clothing)
    app = chapter(FAILURES[-1])
    assert any("they learn from built-in, not Fashion-MNIST" in caption.value for caption in app.caption)
    assert runner_of(press(app, "failure_run")).settings[0] == "built_in"
    press(app, "forget")


def test_a_run_that_was_started_in_train_is_said_to_be_another() -> None:
    app = press(open_page(PAGE, n_iterations="100", batch_size="16"), "step")
    app.session_state[key("chapter")] = "failures"
    app.run()
    assert any("neither of the two above" in caption.value for caption in app.caption)
    press(app, "failure_run")
    assert not any("neither of the two above" in caption.value for caption in app.run().caption)
    press(app, "forget")
