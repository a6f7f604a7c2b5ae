"""Which moment of a live run a page shows."""

from dataclasses import dataclass
from typing import Any

import pytest

from explorer.training.live.plan import State, Status, TrainingDiverged
from explorer.ui.live import REFRESH_S, LiveRun


@dataclass(frozen=True)
class Frame:
    """A frame of a run."""

    iteration: int


OLD, NEWEST, NOW = Frame(50), Frame(100), Frame(120)


class StubRunner:
    """A runner at iteration 120 with frames at 50 and 100."""

    def __init__(self, rate: float | None, pace: float | None = None, state: State = State.RUNNING) -> None:
        self.pace = pace
        self._status = Status(state, NOW.iteration, 1_000, rate)

    def frames(self) -> tuple[Frame, ...]:
        return OLD, NEWEST

    def status(self) -> Status:
        return self._status

    def consult(self, question: Any) -> Frame:
        return NOW


class DivergedRunner(StubRunner):
    """One whose networks have just left the finite numbers, which its thread has not said yet."""

    def consult(self, question: Any) -> Frame:
        raise TrainingDiverged


def live(runner: StubRunner) -> LiveRun:
    run = LiveRun.__new__(LiveRun)
    run.runner = runner  # type: ignore[assignment]
    return run


@pytest.mark.parametrize(
    ("rate", "pace", "shown"),
    [
        (1.1 * 20 / REFRESH_S, None, NEWEST),  # the next frame comes sooner than the next drawing
        (0.9 * 20 / REFRESH_S, None, NOW),
        (None, None, NEWEST),
        (1e6, 500.0, NOW),
    ],
)
def test_a_slow_run_is_shown_as_it_stands(rate: float | None, pace: float | None, shown: Frame) -> None:
    run = live(StubRunner(rate, pace))
    assert run.at_this_moment(NEWEST) is shown
    assert run.at_this_moment(OLD) is OLD  # whoever looks back sees what was


@pytest.mark.parametrize(
    ("state", "shown"), [(State.PAUSED, NOW), (State.FINISHED, NOW), (State.FAILED, NEWEST), (State.RUNNING, NEWEST)]
)
def test_a_run_that_rests_is_shown_as_it_stands_unless_it_broke(state: State, shown: Frame) -> None:
    assert live(StubRunner(None, None, state)).at_this_moment(NEWEST) is shown


def test_a_run_that_has_just_diverged_is_shown_by_its_newest_frame() -> None:
    assert live(DivergedRunner(None, 500.0)).at_this_moment(NEWEST) is NEWEST
