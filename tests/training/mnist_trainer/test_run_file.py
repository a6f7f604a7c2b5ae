"""A run that goes on from a file is the run it was."""

import io
import json
from dataclasses import asdict, fields, replace

import numpy as np
import pytest
import torch

from explorer.training.mnist_trainer.gan import GanSnapshot, GanTraining
from explorer.training.mnist_trainer.run_file import SCALARS, NotARun, load_run, run_of
from tests.training.mnist_trainer.saved_runs import TINY, judge_for, same, saved, trained

torch.set_num_threads(1)


@pytest.mark.parametrize(
    "settings",
    [
        TINY,
        replace(TINY, network="compact", conditional=True, averaging=0.99, minibatch_stddev=True, instance_noise=0.1),
        replace(TINY, network="convolutional", loss="wgan_gp", batch_size=2, n_iterations=4, images_every=9),
    ],
    ids=lambda settings: settings.network,
)
def test_a_run_goes_on_from_its_file_as_if_it_had_never_stopped(digits, settings):
    whole, whole_history = trained(digits, settings)
    run = load_run(saved(*trained(digits, settings, settings.n_iterations // 2 - 1)))
    training, history = run.training(digits.images, digits.labels, judge_for(settings)), run.history()
    for snapshot in training:
        history.append(snapshot)
    for name, column in whole_history.curves().items():
        np.testing.assert_array_equal(column, history.curves()[name], err_msg=name)
    for mine, theirs in zip(history.frames(), whole_history.frames(), strict=True):
        same(mine, theirs)
    for name, array in whole.state().items():
        np.testing.assert_array_equal(array, training.state()[name], err_msg=name)


def test_a_file_keeps_every_number_of_a_run(digits):
    training, history = trained(digits, TINY, 7)
    run = load_run(saved(training, history))
    assert (run.source, run.settings, run.iteration) == ("built_in", TINY, 7)
    same(run.latest, history.latest)
    assert [frame.iteration for frame in run.frames] == [1, 2, 4, 6]
    for mine, theirs in zip(run.frames, history.frames(), strict=True):
        same(mine, theirs)


def test_every_scalar_of_a_snapshot_is_kept():
    assert tuple(f.name for f in fields(GanSnapshot) if f.type in (int, float)) == SCALARS


def test_the_same_run_makes_the_same_file_and_numpy_reads_it(digits):
    run = trained(digits, TINY)
    content = saved(*run).getvalue()
    assert content == saved(*run).getvalue()
    with np.load(io.BytesIO(content)) as arrays:
        assert json.loads(str(arrays["config"]))["settings"] == asdict(TINY)
        assert arrays["frames.images"].shape == (5, 64, 28, 28)


def test_a_run_that_has_not_begun_or_that_broke_is_not_saved(digits):
    with pytest.raises(NotARun, match="No iteration is done yet"):
        run_of("built_in", GanTraining(digits.images, TINY), {}, (), None)
    training, history = trained(digits, TINY, 2)
    with torch.no_grad():
        next(training.G.parameters()).fill_(float("nan"))
    with pytest.raises(NotARun, match="not finite"):
        run_of("built_in", training, history.curves(), history.frames(), history.latest)


def test_a_file_from_before_D_s_gradient_was_kept_is_read(digits):
    with np.load(saved(*trained(digits, TINY))) as file:
        older = {name: array for name, array in file.items() if not name.endswith("gradient_D")}
    content = io.BytesIO()
    np.savez(content, **older)
    content.seek(0)
    run = load_run(content)
    assert np.isnan(run.curves["gradient_D"]).all() and np.isfinite(run.curves["loss_D"]).all()
    assert np.isnan(run.frames[-1].gradient_D) and np.isnan(run.latest.gradient_D)
