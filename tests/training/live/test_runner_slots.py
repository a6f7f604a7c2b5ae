"""Many visitors' runs: slots, turns, and the lease of a run that nobody watches."""

import os
import sys
import threading
from collections.abc import Iterator

import numpy as np

from explorer.training.live.plan import Plan, State
from explorer.training.live.runner import Runner
from explorer.training.live.slots import NICENESS, Slots
from tests.training.live.running import ENDLESS, TIMEOUT_S, Snapshot, eventually, has_done, plan, snapshots


def test_an_unwatched_run_sleeps_and_the_next_touch_wakes_it(slots: Slots) -> None:
    runner: Runner[Snapshot] = Runner(slots, lease_s=0.05)
    runner.start(plan())
    assert has_done(runner, 1)
    assert eventually(lambda: slots.n_training == 0)  # nobody touched it
    assert runner.state is State.RUNNING
    place = runner.status().iteration

    def touched_and_further() -> bool:
        runner.touch()
        return runner.status().iteration >= place + 50

    assert eventually(touched_and_further)
    iterations = runner.curves()["iteration"]
    np.testing.assert_array_equal(iterations, np.arange(1, len(iterations) + 1))
    runner.reset()


def test_a_closed_tab_gives_the_slot_back_at_once(runner: Runner[Snapshot], slots: Slots) -> None:
    runner.start(plan())
    assert has_done(runner, 1)
    runner.end_lease()
    assert eventually(lambda: slots.n_training == 0)
    assert runner.state is State.RUNNING
    runner.touch()
    assert has_done(runner, runner.status().iteration + 2)


def test_a_run_waits_in_line_and_says_how_many_are_ahead() -> None:
    slots = Slots(1, turn_s=np.inf)
    first, second, third = (Runner[Snapshot](slots, lease_s=TIMEOUT_S) for _ in range(3))
    first.start(plan())
    assert has_done(first, 1)
    second.start(plan())
    assert eventually(lambda: second.status().n_ahead == 0)
    third.start(plan())
    assert eventually(lambda: third.status().n_ahead == 1)
    assert third.status().n_training == 1 and third.status().iteration == 0
    second.pause()  # leaves the line
    assert eventually(lambda: third.status().n_ahead == 0)
    first.stop()
    assert has_done(third, 1)
    assert third.status().n_ahead is None
    third.reset()


def test_runs_take_turns_when_others_wait() -> None:
    slots = Slots(1, turn_s=0.05)
    first, second = (Runner[Snapshot](slots, lease_s=TIMEOUT_S) for _ in range(2))
    first.start(plan())
    second.start(plan())
    assert has_done(first, 1) and has_done(second, 1)
    assert has_done(first, first.status().iteration + 20) and has_done(second, second.status().iteration + 20)
    first.reset()
    second.reset()


def test_there_are_never_more_runs_than_slots(slots: Slots) -> None:
    computing, most, lock = [0], [0], threading.Lock()

    def counted() -> Iterator[Snapshot]:
        for snapshot in snapshots():
            with lock:
                computing[0] += 1
                most[0] = max(most[0], computing[0])
            threading.Event().wait(0.001)
            with lock:
                computing[0] -= 1
            yield snapshot

    slots.turn_s = 0.02
    runners = [Runner[Snapshot](slots, lease_s=TIMEOUT_S) for _ in range(5)]
    for runner in runners:
        runner.start(Plan(counted, ENDLESS))
    assert all(has_done(runner, 20) for runner in runners)
    assert most[0] == 2
    for runner in runners:
        runner.reset()


def test_a_training_thread_steps_back_and_nobody_else_does(runner: Runner[Snapshot]) -> None:
    priorities: list[int] = []

    def loop() -> Iterator[Snapshot]:
        for snapshot in snapshots():
            priorities.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
            yield snapshot

    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    runner.start(Plan(loop, ENDLESS))
    assert has_done(runner, 1)
    # Only Linux gives each thread a priority of its own.
    assert priorities[0] == (max(before, NICENESS) if sys.platform == "linux" else before)
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before
