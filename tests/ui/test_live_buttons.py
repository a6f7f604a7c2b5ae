"""The buttons of a live run: each is there once in every state, and where a run is over one alone stands out."""

import pytest
from streamlit.testing.v1 import AppTest

from explorer.training.live.plan import State

STATES = (State.IDLE, State.RUNNING, State.PAUSED, State.FINISHED, State.FAILED)


def page(state: str, can_go_on: bool) -> None:
    from dataclasses import dataclass
    from itertools import count

    from explorer.training.live.plan import Plan, State, TrainingDiverged
    from explorer.ui.live import LiveRun

    @dataclass(frozen=True)
    class Snapshot:
        iteration: int

    def snapshots():
        for iteration in range(1, 4) if state == State.FINISHED else count(1):
            if state == State.FAILED:
                raise TrainingDiverged("It has diverged.")
            yield Snapshot(iteration)

    live = LiveRun("mode_collapse")
    plan = Plan(snapshots, 3 if state == State.FINISHED else 10**9, uses_torch=False)
    if state != State.IDLE and not live.runner.run_number:
        (live.runner.step if state == State.PAUSED else live.runner.start)(plan)
        if state != State.RUNNING:
            live.runner.wait(10.0)
    live = LiveRun("mode_collapse")  # as the page finds it when it is drawn
    live.show_buttons(lambda: plan, go_on=(lambda: None) if can_go_on else None)


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest) -> State:
    return request.param


@pytest.mark.parametrize("can_go_on", [False, True])
def test_every_button_is_there_once_and_one_of_those_that_can_be_pressed_stands_out(
    state: State, can_go_on: bool
) -> None:
    app = AppTest.from_function(page, args=(str(state), can_go_on)).run()
    assert not app.exception
    assert app.session_state["_runner_mode_collapse"].state is state
    labels = [button.label for button in app.button]
    assert len(labels) == len(set(labels)) and "Start again" in labels
    primary = [button for button in app.button if button.proto.type == "primary"]
    assert len(primary) == 1 and not primary[0].disabled
    app.session_state["_runner_mode_collapse"].reset()
