"""A run that goes on from a file, and questions to a run's own loop."""

import subprocess
import sys

import numpy as np

from explorer.training.live.history import History
from explorer.training.live.plan import Plan, State
from explorer.training.live.runner import Runner
from tests.conftest import ROOT
from tests.training.live.running import TIMEOUT_S, Snapshot, eventually, plan


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
from explorer.training.mode_collapse.run import Gan2dRun
from explorer.training.mode_collapse.settings import Gan2dSettings
from explorer.training.live.plan import Plan, State
from explorer.training.live.runner import Runner

runner = Runner(lease_s=60.0)
runner.start(Plan(lambda: Gan2dRun(Gan2dSettings(n_iterations=20)), 20, uses_torch=False))
assert runner.wait(60.0) is State.FINISHED
assert "torch" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)
