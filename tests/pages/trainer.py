"""What the tests of the live trainer share: small settings, and its run read and awaited without a browser."""

import time

from streamlit.testing.v1 import AppTest

from explorer.training.live.plan import State
from explorer.training.live.runner import Runner

PAGE = "mnist_trainer"
TIMEOUT_S = 120.0
LOOK_S = 0.5  # seldom enough to leave the run its core, often enough for its lease
SMALL = {"n_iterations": "100", "batch_size": "16"}


def key(name: str) -> str:
    return f"{PAGE}_{name}"


def runner_of(app: AppTest) -> Runner:
    return app.session_state[f"_runner_{PAGE}"]


def status(app: AppTest) -> str:
    return app.get("progress")[0].proto.text.replace("*", "")


def assert_can_only_start_again(app: AppTest) -> None:
    """Fail unless the run that is over cannot go on, and says so."""
    run, anew = (app.button(key=f"_{PAGE}_{id}") for id in ("run", "anew"))
    assert (run.label, run.disabled, anew.disabled) == ("Ended", True, False)


def run_until(app: AppTest, iteration: int) -> None:
    """Rerun the page, as its timer would in a browser, until the run has come so far."""
    end = time.monotonic() + TIMEOUT_S
    while runner_of(app).status().iteration < iteration and time.monotonic() < end:
        app.run()
    assert runner_of(app).status().iteration >= iteration


def run_to_its_end(app: AppTest) -> State:
    end = time.monotonic() + TIMEOUT_S
    while runner_of(app).wait(LOOK_S) is State.RUNNING and time.monotonic() < end:
        app.run()
    app.run()  # the run may have ended after the page was last drawn
    return runner_of(app).state
