"""The chapter "Make it fail": every failure opens, runs and is mended by one button each, and proves itself."""

import pytest
from streamlit.testing.v1 import AppTest

from explorer.lectures.mnist_trainer_failures import FAILURES, Failure
from explorer.training.live.plan import State
from tests.pages.conftest import charts_of, open_page, press
from tests.pages.trainer import PAGE, run_until, runner_of

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
