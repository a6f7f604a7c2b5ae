"""A run that is changed on its way, goes on beyond its end, or takes an order with a step."""

import threading
from collections.abc import Iterator

from explorer.training.live.plan import Plan, State, TrainingDiverged
from explorer.training.live.runner import Runner
from tests.training.live.running import ENDLESS, TIMEOUT_S, Snapshot, has_done, snapshots


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
