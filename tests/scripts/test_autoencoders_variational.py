"""The script of the variational autoencoder against the run that the page starts."""

import numpy as np

from explorer.chapters.autoencoders.variational_settings import current_settings
from explorer.data.autoencoders.measured import measured_pictures
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.training.autoencoders.run import AutoencoderTraining
from tests.scripts.running import Stand, code_of, run


def test_its_numbers_are_the_run_s():
    choices = {"vae_k": 3, "beta": 2.0, "vae_length": 60, "vae_rate": 1e-3, "vae_seed": 4.0, "digits": "built_in"}
    stand = Stand("autoencoders", chapter="variational", **choices)
    said = run(code_of(stand))
    digits = load_built_in()
    snapshots = list(AutoencoderTraining(digits.images, measured_pictures(digits), current_settings(stand)))
    assert (len(snapshots), snapshots[0].iteration) == (60, 1)
    for i in (1, 50, 60):
        found = said[f"iteration {i}, reconstruction and KL of its batch"]
        np.testing.assert_allclose(found, [snapshots[i - 1].reconstruction, snapshots[i - 1].kl], rtol=2e-4)
    assert sum(said["KL of each coordinate, of the last batch"]) - snapshots[-1].kl < 1e-3
