"""Two runs in step are the two runs alone; one that diverges leaves the other going."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.data.mnist_trainer.digits import load_built_in
from explorer.training.live.history import History
from explorer.training.mnist_trainer.gan import GanTraining, TrainingDiverged
from explorer.training.mnist_trainer.pair import PairTraining
from explorer.training.mnist_trainer.settings import GanSettings

SETTINGS = GanSettings(network="dense", batch_size=8, n_iterations=6, images_every=2)


@pytest.fixture(scope="module")
def digits():
    return load_built_in().images


def pair(digits, **changes):
    return PairTraining(GanTraining(digits, SETTINGS), GanTraining(digits, replace(SETTINGS, **changes)))


def test_each_run_is_what_it_is_alone_and_the_pair_ends_with_them(digits):
    snapshots = list(pair(digits, loss="lsgan"))
    assert [snapshot.iteration for snapshot in snapshots] == [1, 2, 3, 4, 5, 6]
    for side, settings in (("first", SETTINGS), ("second", replace(SETTINGS, loss="lsgan"))):
        alone = list(GanTraining(digits, settings))
        assert [getattr(s, side).loss_G for s in snapshots] == [s.loss_G for s in alone]
        np.testing.assert_array_equal(getattr(snapshots[-1], side).images, alone[-1].images)


def test_a_run_that_diverges_stays_where_it_was_while_the_other_goes_on(digits):
    both = pair(digits)
    next(both)
    weights = next(both.runs[1].G.parameters())
    weights.data.fill_(float("nan"))
    rest = list(both)
    assert [snapshot.iteration for snapshot in rest] == [2, 3, 4, 5, 6]
    assert [snapshot.first.iteration for snapshot in rest] == [2, 3, 4, 5, 6]
    assert {snapshot.second.iteration for snapshot in rest} == {1}
    assert both.diverged[0] is None and "iteration 2" in both.diverged[1]


def test_the_pair_diverges_when_both_have(digits):
    both = PairTraining(*(GanTraining(digits, replace(SETTINGS, learning_rate_G=1e38)) for _ in range(2)))
    with pytest.raises(TrainingDiverged, match="finite"):
        list(both)


def test_a_history_has_curves_of_both_runs_and_keeps_their_pictures(digits):
    history = History()
    for snapshot in pair(digits, beta1=0.9):
        history.append(snapshot)
    curves = history.curves()
    assert curves["iteration"].tolist() == curves["first.iteration"].tolist() == [1, 2, 3, 4, 5, 6]
    assert not np.array_equal(curves["first.loss_G"], curves["second.loss_G"])
    assert [frame.iteration for frame in history.frames()] == [1, 2, 4, 6]
