"""The background runner: every state, every button at any moment, slots, lease and what is kept of a run."""

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

import numpy as np
import pytest
from numpy.typing import NDArray

from explorer.training.history import History
from explorer.training.plan import Plan, State, TrainingDiverged
from explorer.training.runner import Runner
from explorer.training.slots import Slots
from tests.conftest import ROOT

TIMEOUT_S = 20.0
ENDLESS = 1_000_000_000


@dataclass(frozen=True)
class Snapshot:
    iteration: int
    loss: float
    images: NDArray[np.uint8] | None = None


def snapshots(n: int = ENDLESS, images_every: int = 5) -> Iterator[Snapshot]:
    breath = threading.Event()
    for iteration in range(1, n + 1):
        breath.wait(0.0005)
        image = np.full(1, iteration % 256, np.uint8) if iteration % images_every == 0 else None
        yield Snapshot(iteration, 1.0 / iteration, image)


def plan(n: int = ENDLESS, **others: object) -> Plan[Snapshot]:
    return Plan(lambda: snapshots(n), n, **others)  # type: ignore[arg-type]


def eventually(condition: Callable[[], bool]) -> bool:
    """Wait for a condition that a thread brings about; False after a long time."""
    breath, end = threading.Event(), monotonic() + TIMEOUT_S
    while not condition():
        if monotonic() > end:
            return False
        breath.wait(0.002)
    return True


@pytest.fixture
def slots() -> Slots:
    return Slots(2)


@pytest.fixture
def runner(slots: Slots) -> Iterator[Runner[Snapshot]]:
    runner: Runner[Snapshot] = Runner(slots, lease_s=TIMEOUT_S)
    yield runner
    runner.reset()
    assert eventually(lambda: slots.n_training == 0)


def has_done(runner: Runner[Snapshot], iteration: int) -> bool:
    return eventually(lambda: runner.status().iteration >= iteration)


def test_a_run_goes_from_idle_over_running_to_finished(runner: Runner[Snapshot]) -> None:
    assert runner.state is State.IDLE
    assert runner.status().iteration == 0 and runner.curves() == {} and runner.latest() is None
    runner.start(plan(40, settings="these"))
    assert runner.settings == "these"
    assert runner.wait(TIMEOUT_S) is State.FINISHED
    status = runner.status()
    assert (status.iteration, status.progress, status.message) == (40, 1.0, "Done: 40 iterations.")
    np.testing.assert_array_equal(runner.curves()["iteration"], np.arange(1, 41))
    np.testing.assert_allclose(runner.curves()["loss"], 1.0 / np.arange(1, 41))
    assert [frame.iteration for frame in runner.frames()] == [5, 10, 15, 20, 25, 30, 35, 40]


def test_a_loop_that_ends_early_is_finished_too(runner: Runner[Snapshot]) -> None:
    runner.start(Plan(lambda: snapshots(7), 100))
    assert runner.wait(TIMEOUT_S) is State.FINISHED
    assert runner.status().iteration == 7


def test_a_pause_keeps_the_place_and_gives_the_slot_back(runner: Runner[Snapshot], slots: Slots) -> None:
    runner.start(plan())
    assert has_done(runner, 3)
    runner.pause()
    assert runner.state is State.PAUSED
    assert eventually(lambda: slots.n_training == 0)
    place = runner.status().iteration
    runner.resume()
    assert has_done(runner, place + 3)
    iterations = runner.curves()["iteration"]
    np.testing.assert_array_equal(iterations, np.arange(1, len(iterations) + 1))  # none lost, none twice


def test_one_step_does_one_iteration_from_idle_and_from_a_pause(runner: Runner[Snapshot]) -> None:
    for done in (1, 2, 3):
        runner.step(plan())
        assert runner.wait(TIMEOUT_S) is State.PAUSED
        assert runner.status().iteration == done
    assert runner.run_number == 1


def test_one_step_while_it_runs_pauses_it(runner: Runner[Snapshot]) -> None:
    runner.start(plan())
    assert has_done(runner, 3)
    runner.step()
    assert runner.wait(TIMEOUT_S) is State.PAUSED


def test_impatient_steps_all_count(runner: Runner[Snapshot]) -> None:
    go_on = threading.Event()

    def slow() -> Iterator[Snapshot]:
        for iteration in range(1, 100):
            go_on.wait(TIMEOUT_S)
            yield Snapshot(iteration, 0.0)

    for _ in range(4):
        runner.step(Plan(slow, 99))
    go_on.set()
    assert runner.wait(TIMEOUT_S) is State.PAUSED
    assert runner.status().iteration == 4


def test_a_step_without_a_run_and_without_a_plan_does_nothing(runner: Runner[Snapshot]) -> None:
    runner.step()
    assert runner.state is State.IDLE


def test_stop_keeps_the_history_and_reset_forgets_it(runner: Runner[Snapshot]) -> None:
    runner.start(plan())
    assert has_done(runner, 12)
    runner.stop()
    assert runner.state is State.FINISHED
    assert runner.status().message.startswith("Stopped at iteration")
    assert len(runner.curves()["loss"]) >= 12 and runner.frames()
    runner.resume()
    assert runner.state is State.FINISHED  # what was stopped does not go on
    runner.reset()
    assert runner.state is State.IDLE and runner.curves() == {} and runner.frames() == () and runner.settings is None


def test_every_button_may_be_pressed_twice_and_in_every_state(runner: Runner[Snapshot]) -> None:
    presses: list[Callable[[], None]] = [
        lambda: runner.start(plan()),
        runner.pause,
        runner.resume,
        lambda: runner.step(plan()),
        runner.stop,
        runner.reset,
        runner.touch,
        runner.let_go,
    ]
    rng = np.random.default_rng(0)
    for i in rng.integers(len(presses), size=300):
        presses[i]()
        presses[i]()
        assert runner.state in State
    runner.start(plan(30))
    assert runner.wait(TIMEOUT_S) is State.FINISHED
    np.testing.assert_array_equal(runner.curves()["iteration"], np.arange(1, 31))


def test_buttons_pressed_from_many_threads_leave_one_sound_run(runner: Runner[Snapshot], slots: Slots) -> None:
    def press(seed: int) -> None:
        rng = np.random.default_rng(seed)
        for i in rng.integers(4, size=100):
            (runner.pause, runner.resume, runner.touch, lambda: runner.step(plan()))[i]()

    runner.start(plan())
    threads = [threading.Thread(target=press, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    runner.pause()
    assert eventually(lambda: slots.n_training == 0)
    iterations = runner.curves().get("iteration", np.empty(0))
    np.testing.assert_array_equal(iterations, np.arange(1, len(iterations) + 1))


def test_a_new_start_does_not_wait_for_the_old_iteration(runner: Runner[Snapshot]) -> None:
    inside, leave = threading.Event(), threading.Event()

    def stuck() -> Iterator[Snapshot]:
        inside.set()
        leave.wait(TIMEOUT_S)
        yield Snapshot(1, -1.0)

    runner.start(Plan(stuck, 1))
    assert inside.wait(TIMEOUT_S)
    runner.start(plan(5))
    assert runner.wait(TIMEOUT_S) is State.FINISHED
    leave.set()
    assert (runner.curves()["loss"] > 0).all()  # the old run's snapshot comes to nothing


def test_divergence_is_said_in_its_own_words_and_the_history_kept(runner: Runner[Snapshot]) -> None:
    def diverging() -> Iterator[Snapshot]:
        yield from snapshots(6)
        raise TrainingDiverged("A loss is no longer a finite number.")

    runner.start(Plan(diverging, 100))
    assert runner.wait(TIMEOUT_S) is State.FAILED
    status = runner.status()
    assert status.message == "A loss is no longer a finite number." and not status.can_go_on
    assert len(runner.curves()["loss"]) == 6
    runner.resume()
    assert runner.state is State.FAILED
    runner.start(plan(3))
    assert runner.wait(TIMEOUT_S) is State.FINISHED


def test_a_broken_loop_fails_and_leaves_a_trace_in_the_log(
    runner: Runner[Snapshot], caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Iterator[Snapshot]:
        raise ValueError("no such network")

    with caplog.at_level(logging.ERROR):
        runner.start(Plan(broken, 100))
        assert runner.wait(TIMEOUT_S) is State.FAILED
    assert "no such network" in runner.status().message
    assert "ValueError" in caplog.text


def test_what_the_watch_says_stops_the_run_which_may_go_on(runner: Runner[Snapshot]) -> None:
    runner.start(plan(50, watch=lambda snapshot: "Collapsed." if snapshot.iteration == 8 else None))
    assert runner.wait(TIMEOUT_S) is State.FAILED
    status = runner.status()
    assert (status.iteration, status.message, status.can_go_on) == (8, "Collapsed.", True)
    runner.resume()
    assert runner.wait(TIMEOUT_S) is State.FINISHED
    np.testing.assert_array_equal(runner.curves()["iteration"], np.arange(1, 51))


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
    runner.let_go()
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
    assert third.status().is_waiting and third.status().n_training == 1 and third.status().iteration == 0
    second.pause()  # leaves the line
    assert eventually(lambda: third.status().n_ahead == 0)
    first.stop()
    assert has_done(third, 1)
    assert not third.status().is_waiting
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


def test_rate_and_time_left_fit_together(runner: Runner[Snapshot]) -> None:
    runner.start(plan(100_000))
    assert eventually(lambda: runner.status().rate is not None)
    status = runner.status()
    assert status.rate is not None and status.seconds_left is not None
    assert status.rate * status.seconds_left == pytest.approx(100_000 - status.iteration)
    runner.pause()
    assert runner.status().rate is None


def test_the_frame_shown_is_the_last_one_at_or_before_the_iteration(runner: Runner[Snapshot]) -> None:
    assert runner.frame_at(3) is None
    runner.start(plan(20))
    runner.wait(TIMEOUT_S)
    shown = [runner.frame_at(i) for i in (0, 4, 5, 9, 10, 19, 20, 1e9)]
    assert [frame.iteration for frame in shown if frame] == [5, 5, 5, 5, 10, 15, 20, 20]


def test_what_is_read_is_a_copy(runner: Runner[Snapshot]) -> None:
    runner.start(plan(10))
    runner.wait(TIMEOUT_S)
    runner.curves()["loss"][:] = -1.0
    assert (runner.curves()["loss"] > 0).all()


def a_past(n: int) -> History[Snapshot]:
    history: History[Snapshot] = History()
    for iteration in range(1, n + 1):
        history.append(Snapshot(iteration, 1.0, np.zeros(1, np.uint8)))
    return history


def test_a_run_with_a_past_is_paused_where_it_stands_and_goes_on(runner: Runner[Snapshot]) -> None:
    runner.load(Plan(lambda: (Snapshot(i, 2.0) for i in range(6, 11)), 10, history=a_past(5)))
    assert runner.state is State.PAUSED and runner.status().iteration == 5
    assert len(runner.frames()) == 5 and len(runner.curves()["loss"]) == 5
    runner.resume()
    assert runner.wait(TIMEOUT_S) is State.FINISHED
    np.testing.assert_array_equal(runner.curves()["iteration"], np.arange(1, 11))
    np.testing.assert_array_equal(runner.curves()["loss"], [1.0] * 5 + [2.0] * 5)


def test_a_run_with_a_past_can_be_asked_before_it_goes_on(runner: Runner[Snapshot]) -> None:
    loop = iter([Snapshot(6, 2.0)])
    runner.load(Plan(lambda: loop, 6, history=a_past(5)))
    assert runner.consult(lambda asked: asked is loop) is True
    assert runner.status().iteration == 5


def test_a_run_at_its_end_is_loaded_as_finished(runner: Runner[Snapshot]) -> None:
    runner.load(Plan(lambda: iter(()), 5, history=a_past(5)))
    runner.resume()
    assert runner.state is State.FINISHED and "5 iterations" in runner.status().message


def test_what_is_collected_stands_still_while_the_loop_is_asked(runner: Runner[Snapshot]) -> None:
    runner.start(plan())
    assert eventually(lambda: runner.status().iteration > 3)
    for _ in range(20):
        before, after = runner.consult(lambda _: (runner.status().iteration, runner.curves()["iteration"][-1])) or (
            0,
            1,
        )
        assert before == after


def test_a_loop_in_numpy_waits_for_no_torch() -> None:
    program = """
import sys
from explorer.training.gan_2d_run import train_gan_2d
from explorer.training.gan_2d_settings import Gan2dSettings
from explorer.training.plan import Plan, State
from explorer.training.runner import Runner

runner = Runner(lease_s=60.0)
runner.start(Plan(lambda: train_gan_2d(Gan2dSettings(n_iterations=20)), 20, uses_torch=False))
assert runner.wait(60.0) is State.FINISHED
assert "torch" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)
