"""What is kept of a run stays bounded and spread over the whole run."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.training.live.history import SECONDS, History


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


def test_a_restored_history_goes_on_as_the_one_that_it_was_made_from() -> None:
    for n, max_rows in ((5, 64), (64, 64), (1_000, 64)):
        whole: History[Snapshot] = History(max_rows)
        for iteration in range(1, n + 1):
            whole.append(Snapshot(iteration, 1 / iteration, np.zeros(1, np.uint8) if iteration % 7 == 1 else None))
        other = History.restored(whole.curves(), whole.frames(), whole.latest, max_rows)
        for iteration in range(n + 1, n + 500):
            for history in (whole, other):
                history.append(Snapshot(iteration, 1 / iteration, np.zeros(1, np.uint8)))
        np.testing.assert_array_equal(whole.curves()["loss"], other.curves()["loss"])
        np.testing.assert_array_equal(whole.curves()["iteration"], other.curves()["iteration"])
        assert [frame.iteration for frame in whole.frames()] == [frame.iteration for frame in other.frames()]


def test_a_long_history_is_thinned_where_it_is_restored() -> None:
    long: History[Snapshot] = History()
    for iteration in range(1, 301):
        long.append(Snapshot(iteration, float(iteration)))
    short = History.restored(long.curves(), (), long.latest, max_rows=64).curves()
    np.testing.assert_array_equal(short["iteration"], np.arange(1, 301, 8))
    np.testing.assert_array_equal(short["loss"], short["iteration"])


def test_the_seconds_of_a_run_add_up_over_a_file_between() -> None:
    history: History[Snapshot] = History()
    for iteration in range(1, 4):
        history.append(Snapshot(iteration, 0.0), 0.5)
    other = History.restored(history.curves(), (), history.latest)
    other.append(Snapshot(4, 0.0), 2.0)
    np.testing.assert_allclose(other.curves()[SECONDS], [0.5, 1.0, 1.5, 3.5])


def test_a_run_whose_seconds_nobody_counts_has_none() -> None:
    history: History[Snapshot] = History()
    history.append(Snapshot(1, 0.0))
    assert SECONDS not in history.curves()
    other = History.restored(history.curves(), (), history.latest)
    other.append(Snapshot(2, 0.0), 2.0)
    assert SECONDS not in other.curves()
