"""The chapter "Make it fail": every failure opens, runs and is mended by one button each, and proves itself."""

import time
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from explorer.chapters.mnist_trainer import failures
from explorer.chapters.mnist_trainer.digits import RealImages
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.lectures.mnist_trainer_failures import FAILURES, Failure
from explorer.training.live.plan import State
from explorer.training.live.runner import Runner
from tests.pages.conftest import charts_of, open_page, press

PAGE, CHAPTER = "mnist_trainer", "failures"
TIMEOUT_S = 120.0
each_failure = pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure.id)


def chapter(failure: Failure = FAILURES[0], **parameters: str) -> AppTest:
    return open_page(PAGE, chapter=CHAPTER, failure=failure.id, **parameters)


def runner_of(app: AppTest) -> Runner:
    return app.session_state[f"_runner_{PAGE}"]


def proof(app: AppTest) -> dict:
    """Return the figure that proves the failure: the chapter's first."""
    return charts_of(app)[0]["figure"]


def n_moments(app: AppTest, side: int) -> int:
    """Return whether, and how far, a run stands in its panel: 0 the failing, 1 the mended one."""
    axis = ("x", "x2")[side]
    x = next(trace["x"] for trace in proof(app)["data"] if trace["xaxis"] == axis)
    return len(x["bdata"]) if isinstance(x, dict) else len(x)


def run_until(app: AppTest, iteration: int) -> None:
    end = time.monotonic() + TIMEOUT_S
    while runner_of(app).status().iteration < iteration and time.monotonic() < end:
        app.run()
    assert runner_of(app).status().iteration >= iteration
    app.run()


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
    assert n_moments(app, 0) == before > 0
    assert n_moments(app, 1) > 0
    press(app, "forget")


def test_clothing_gives_way_to_digits_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    clothing = RealImages("fashion_mnist", replace(load_built_in(), source="fashion_mnist"))
    monkeypatch.setattr(failures, "current_images", lambda _: clothing)
    app = chapter(FAILURES[-1])
    assert any("they learn from built-in, not Fashion-MNIST" in caption.value for caption in app.caption)
    assert runner_of(press(app, "failure_run")).settings[0] == "built_in"
    press(app, "forget")
