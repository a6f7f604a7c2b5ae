"""The networks that are recorded: G as its average, and D, by the names under which a run takes them."""

from dataclasses import replace

import numpy as np

from explorer.data.mnist_trainer.digits import load_built_in
from explorer.training.mnist_trainer import trained
from explorer.training.mnist_trainer.gan import GanTraining
from explorer.training.mnist_trainer.trained import begin_trained
from recording.trained import PLANS, main


def test_what_is_recorded_is_what_a_run_begins_with(tmp_path, monkeypatch):
    plan = replace(PLANS["dense"], n_iterations=3, images_every=3)
    main(tmp_path, {"dense": plan}, ("built_in",))
    assert [path.name for path in tmp_path.iterdir()] == ["trained_dense_built_in.npz"]
    recorded = GanTraining(load_built_in().images, plan)
    assert len(list(recorded)) == 3
    monkeypatch.setattr(trained, "FOLDER", tmp_path)
    run = GanTraining(load_built_in().images, plan)
    begin_trained(run, "built_in")
    state, wanted = run.state(), recorded.state()
    for name in [name for name in state if name.startswith("G.")]:
        average = wanted[name.replace("G.", "average.", 1)]
        np.testing.assert_array_equal(state[name], average.astype(np.float16).astype(np.float32))
        np.testing.assert_array_equal(state[name], state[name.replace("G.", "average.", 1)])
    np.testing.assert_array_equal(state["D.body.bias"], wanted["D.body.bias"].astype(np.float16).astype(np.float32))
