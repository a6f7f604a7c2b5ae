"""What is kept of a run stays bounded and spread over the whole run."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.training.history import History


@dataclass(frozen=True)
class Snapshot:
    iteration: int
    loss: float
    images: NDArray[np.uint8] | None = None


def test_history_keeps_a_bounded_number_of_frames_spread_over_the_run() -> None:
    history: History[Snapshot] = History(max_frames=20)
    for iteration in range(1, 1_001):
        history.append(Snapshot(iteration, 0.0, np.zeros(1, np.uint8)))
    iterations = [frame.iteration for frame in history.frames()]
    assert len(iterations) == 20 and iterations == sorted(iterations)
    assert iterations[0] == 1 and iterations[-1] == 1_000
    assert max(np.diff(iterations)) <= 4 * 1_000 / 20


def test_history_thins_its_curves_evenly_when_they_grow_long() -> None:
    history: History[Snapshot] = History(max_rows=64)
    for iteration in range(1, 1_001):
        history.append(Snapshot(iteration, float(iteration)))
    curves = history.curves()
    assert 32 <= len(curves["loss"]) <= 64
    np.testing.assert_array_equal(curves["iteration"], curves["loss"])
    assert len(set(np.diff(curves["iteration"]))) == 1 and curves["iteration"][0] == 1
