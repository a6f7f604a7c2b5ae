"""What comes before a run's first iteration, such as a download."""

import logging
import threading
from collections.abc import Callable, Iterator

import pytest

from explorer.training.live.plan import Plan, Report, State
from explorer.training.live.runner import Runner
from explorer.training.live.slots import Slots
from tests.training.live.running import TIMEOUT_S, Snapshot, eventually, snapshots


class Preparation:
    """What comes before a loop: says how far it is, over and over, until it is let go or not wanted any more."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.n_begun = 0
        self.n_ended = 0

    def __call__(self, report: Report) -> Plan[Snapshot]:
        self.n_begun += 1
        try:
            while not self.may_end.wait(0.001):
                report(0.25, "Fetching: 3 of 12 MB")
        finally:
            self.n_ended += 1
        return Plan(lambda: snapshots(7), 7, "fetched", remark="Fetched from elsewhere.")


@pytest.fixture
def preparation() -> Iterator[Preparation]:
    preparation = Preparation()
    yield preparation
    preparation.may_end.set()


def plan_with(preparation: Callable[[Report], Plan[Snapshot]]) -> Plan[Snapshot]:
    return Plan(lambda: snapshots(0), 40, "asked for", prepare=preparation)


def test_what_comes_before_a_loop_is_said_takes_no_slot_and_gives_the_plan(
    runner: Runner[Snapshot], slots: Slots, preparation: Preparation
) -> None:
    runner.start(plan_with(preparation))
    assert eventually(lambda: runner.status().preparation == (0.25, "Fetching: 3 of 12 MB"))
    assert runner.status().progress == 0.25
    assert runner.settings == "asked for"
    assert slots.n_training == 0
    preparation.may_end.set()
    assert runner.wait(TIMEOUT_S) is State.FINISHED
    status = runner.status()
    assert (status.iteration, status.n_iterations, status.preparation) == (7, 7, None)
    assert (runner.settings, status.remark) == ("fetched", "Fetched from elsewhere.")


@pytest.mark.parametrize("press", [Runner.pause, Runner.stop, Runner.reset])
def test_nobody_prepares_what_is_not_wanted_any_more(
    runner: Runner[Snapshot], preparation: Preparation, press: Callable[[Runner[Snapshot]], None]
) -> None:
    runner.start(plan_with(preparation))
    assert eventually(lambda: preparation.n_begun == 1)
    press(runner)
    assert eventually(lambda: preparation.n_ended == 1)
    assert runner.state in (State.PAUSED, State.FINISHED, State.IDLE)
    assert runner.status().preparation is None


def test_after_a_pause_it_is_prepared_anew(runner: Runner[Snapshot], preparation: Preparation) -> None:
    runner.start(plan_with(preparation))
    assert eventually(lambda: preparation.n_begun == 1)
    runner.pause()
    assert eventually(lambda: preparation.n_ended == 1)
    preparation.may_end.set()
    runner.resume()
    assert runner.wait(TIMEOUT_S) is State.FINISHED
    assert (preparation.n_begun, runner.status().iteration) == (2, 7)


def test_a_preparation_that_breaks_is_said(runner: Runner[Snapshot], caplog: pytest.LogCaptureFixture) -> None:
    def broken(report: Report) -> Plan[Snapshot]:
        raise OSError("no disk")

    with caplog.at_level(logging.ERROR):
        runner.start(plan_with(broken))
        assert runner.wait(TIMEOUT_S) is State.FAILED
    assert "no disk" in runner.status().message
    assert "no disk" in caplog.text
