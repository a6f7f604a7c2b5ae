"""Runs that a reload finds again: by whom, for how long, and how many."""

import pytest

from explorer.training.live import kept
from explorer.training.live.kept import KeptRuns
from explorer.training.live.plan import State
from explorer.training.live.runner import Runner
from explorer.training.live.slots import Slots
from tests.training.live.running import TIMEOUT_S, Snapshot, has_done, plan


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(kept, "monotonic", clock)
    monkeypatch.setattr("explorer.training.live.lease.monotonic", clock)
    return clock


def left_runner() -> Runner[Snapshot]:
    runner: Runner[Snapshot] = Runner(Slots(1))
    runner.end_lease()
    return runner


def test_the_next_session_finds_the_run_where_it_stood(runner: Runner[Snapshot]) -> None:
    runs = KeptRuns()
    key = runs.keep(runner)
    runner.start(plan())
    assert has_done(runner, 3)
    runner.end_lease()
    found = runs.take(key)
    assert found is runner and runner.state is State.RUNNING
    assert has_done(runner, runner.status().iteration + 3)
    runner.stop()
    assert runner.wait(TIMEOUT_S) is State.FINISHED


def test_nobody_gets_a_run_whose_session_is_open(clock: Clock) -> None:
    runs, runner = KeptRuns(), left_runner()
    key = runs.keep(runner)
    assert runs.take(key) is runner
    assert runs.take(key) is None  # the second of two tabs
    assert runs.take("") is None and runs.take(key + "x") is None
    runner.end_lease()
    assert runs.take(key) is runner


def test_keys_cannot_be_guessed() -> None:
    runs = KeptRuns()
    keys = {runs.keep(left_runner()) for _ in range(100)}
    assert len(keys) == 100 and min(map(len, keys)) >= 16


def test_a_run_is_kept_for_a_while_after_its_session_and_as_long_as_that_is_open(clock: Clock) -> None:
    runs = KeptRuns(kept_s=60)
    left, here = left_runner(), Runner[Snapshot](Slots(1))
    keys = [runs.keep(runner) for runner in (left, here)]
    clock.now += 61
    assert runs.take(keys[0]) is None
    here.end_lease()
    clock.now += 59
    assert runs.take(keys[1]) is here


def test_of_many_that_were_left_the_last_ones_are_kept(clock: Clock) -> None:
    runs, keys = KeptRuns(most_left=3), []
    for _ in range(5):
        clock.now += 1
        keys.append(runs.keep(left_runner()))
    assert [runs.take(key) is not None for key in keys] == [False, False, True, True, True]
