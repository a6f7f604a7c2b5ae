"""The background runner: every state, every button at any moment, and what is read of a run."""

import logging
import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from explorer.training.live.plan import Plan, State, TrainingDiverged
from explorer.training.live.runner import Runner
from explorer.training.live.slots import Slots
from tests.training.live.running import TIMEOUT_S, Snapshot, eventually, has_done, plan, snapshots


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
        runner.end_lease,
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


def test_a_new_start_is_watched_again(runner: Runner[Snapshot]) -> None:
    for _ in range(2):
        runner.start(plan(50, watch=lambda snapshot: "Collapsed." if snapshot.iteration == 8 else None))
        assert runner.wait(TIMEOUT_S) is State.FAILED and runner.status().iteration == 8


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
