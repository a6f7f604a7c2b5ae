"""A run that is held back: as many iterations a second as it may, and its slot for others while it waits."""

import pytest

from explorer.training.live import speed
from explorer.training.live.plan import State
from explorer.training.live.runner import Runner
from explorer.training.live.slots import Slots
from tests.training.live.running import TIMEOUT_S, Snapshot, eventually, has_done, plan

NEXT_YEAR = 1e-8  # iterations a second


def test_a_run_that_waits_for_its_pace_holds_no_slot_and_goes_on_when_the_pace_changes() -> None:
    slots = Slots(1)
    held_back, other = (Runner[Snapshot](slots, lease_s=TIMEOUT_S) for _ in range(2))
    held_back.pace = NEXT_YEAR
    held_back.start(plan())
    assert has_done(held_back, 1) and eventually(lambda: slots.n_training == 0)
    other.start(plan(20))
    assert other.wait(TIMEOUT_S) is State.FINISHED
    assert held_back.state is State.RUNNING and held_back.status().iteration == 1
    held_back.pace = None
    assert has_done(held_back, 20)
    held_back.reset()
    assert eventually(lambda: slots.n_training == 0)


def test_a_run_that_waits_can_be_paused_and_stopped() -> None:
    runner = Runner[Snapshot](Slots(1), lease_s=TIMEOUT_S)
    runner.pace = NEXT_YEAR
    runner.start(plan())
    assert has_done(runner, 1)
    runner.pause()
    assert runner.wait(TIMEOUT_S) is State.PAUSED
    runner.stop()
    assert runner.state is State.FINISHED and runner.status().iteration == 1


@pytest.mark.parametrize("per_second, takes_s", [(10.0, 0.0), (100.0, 0.002), (100.0, 0.05)])
def test_iterations_come_as_often_as_the_pace_says_or_as_there_is_time(
    per_second: float, takes_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1_000.0]
    monkeypatch.setattr(speed, "monotonic", lambda: clock[0])
    pace, came = speed.Pace(per_second), []
    for _ in range(50):
        while ahead := pace.seconds_ahead:
            clock[0] += min(ahead, speed.LONGEST_PAUSE_S)
        pace.begin_iteration()
        came.append(clock[0])
        clock[0] += takes_s
    each = max(1 / per_second, takes_s)
    assert came[-1] - came[9] == pytest.approx(40 * each, rel=0.01)  # the first few may come together
