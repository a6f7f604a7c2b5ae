"""The background runner: every state, every button at any moment, and what is read of a run."""

import logging
import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from explorer.training.live.plan import Plan, Report, State, TrainingDiverged
from explorer.training.live.runner import Runner
from explorer.training.live.slots import Slots
from tests.training.live.running import ENDLESS, TIMEOUT_S, Snapshot, eventually, has_done, plan, snapshots


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


class Obedient(Iterator[Snapshot]):
    """A loop whose loss says in which iteration it has been told what."""

    def __init__(self, setting: float) -> None:
        self.iteration, self.setting, self.singles = 0, setting, 0

    def change(self, setting: float) -> None:
        self.setting = setting

    def single(self) -> None:
        self.singles += 1

    def __next__(self) -> Snapshot:
        self.iteration += 1
        threading.Event().wait(0.0005)
        self.singles, said = max(0, self.singles - 1), -1.0 if self.singles else self.setting
        return Snapshot(self.iteration, said)


def change(runner: Runner[Snapshot], setting: float) -> None:
    runner.change(setting, lambda loop: loop.change(setting))


def test_a_run_is_changed_from_the_iteration_on_that_it_says(runner: Runner[Snapshot]) -> None:
    change(runner, 7.0)  # without a run there is nothing to change
    runner.start(Plan(lambda: Obedient(1.0), ENDLESS, settings=1.0))
    assert has_done(runner, 5) and not runner.changes
    change(runner, 2.0)
    first, before, after = runner.changes[-1]
    assert (before, after) == (1.0, 2.0)
    assert runner.settings == 2.0 and has_done(runner, first + 3)
    runner.pause()
    runner.wait(TIMEOUT_S)
    losses = runner.curves()["loss"]
    assert (losses[: first - 1] == 1.0).all() and (losses[first - 1 :] == 2.0).all()
    change(runner, 3.0)
    paused_at = runner.changes[-1].iteration
    runner.step()
    assert runner.wait(TIMEOUT_S) is State.PAUSED
    assert paused_at == len(losses) + 1 == runner.status().iteration and runner.curves()["loss"][-1] == 3.0
    runner.stop()
    change(runner, 4.0)
    assert runner.settings == 3.0  # what is over is not changed
    runner.start(Plan(lambda: Obedient(1.0), 5, settings=1.0))
    assert not runner.changes and runner.wait(TIMEOUT_S) is State.FINISHED


def test_changes_before_one_iteration_are_one_and_one_that_is_taken_back_is_none(runner: Runner[Snapshot]) -> None:
    runner.step(Plan(lambda: Obedient(1.0), ENDLESS, settings=1.0))
    assert runner.wait(TIMEOUT_S) is State.PAUSED
    change(runner, 2.0)
    change(runner, 3.0)
    assert runner.changes == ((2, 1.0, 3.0),)
    change(runner, 1.0)
    assert runner.changes == ()


def test_a_run_that_is_done_or_stopped_goes_on_where_it_stood(runner: Runner[Snapshot]) -> None:
    def extend(n_iterations: int, setting: float) -> None:
        runner.extend(n_iterations, setting, lambda loop: loop.change(setting))

    extend(5, 9.0)  # without a run there is nothing to go on with
    runner.start(Plan(lambda: Obedient(1.0), 5, settings=1.0))
    extend(100, 9.0)  # nor while it runs: it goes on by itself
    assert runner.wait(TIMEOUT_S) is State.FINISHED
    extend(8, 2.0)
    assert runner.wait(TIMEOUT_S) is State.FINISHED
    assert (runner.status().iteration, runner.status().n_iterations, runner.settings) == (8, 8, 2.0)
    assert runner.curves()["loss"].tolist() == [1.0] * 5 + [2.0] * 3
    runner.start(Plan(lambda: Obedient(1.0), ENDLESS, settings=1.0))
    assert has_done(runner, 3)
    runner.stop()
    at = runner.status().iteration
    extend(at + 4, 3.0)
    assert runner.wait(TIMEOUT_S) is State.FINISHED
    assert runner.status().iteration == at + 4


def test_a_run_that_broke_does_not_go_on(runner: Runner[Snapshot]) -> None:
    def broken() -> Iterator[Snapshot]:
        yield from snapshots(3)
        raise TrainingDiverged("Not finite.")

    runner.start(Plan(broken, 9))
    assert runner.wait(TIMEOUT_S) is State.FAILED
    runner.extend(20, None, lambda loop: None)
    assert runner.state is State.FAILED


def test_orders_with_a_step_get_an_iteration_each(runner: Runner[Snapshot]) -> None:
    def single() -> None:
        runner.step(Plan(lambda: Obedient(1.0), ENDLESS), lambda loop: loop.single())

    for _ in range(3):
        single()
    assert runner.wait(TIMEOUT_S) is State.PAUSED
    assert list(runner.curves()["loss"]) == [-1.0, -1.0, -1.0]
    runner.resume()
    assert has_done(runner, 10)
    for _ in range(2):
        runner.pause()  # while an iteration may be under way
        single()
    assert runner.wait(TIMEOUT_S) is State.PAUSED
    assert (runner.curves()["loss"][3:] == -1.0).sum() == 2


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
