"""The script of the three ways on the ring of 8 against the run of its page: the same numbers, in float32."""

from dataclasses import replace

import numpy as np

from explorer.chapters.autoencoders.code import ring_code
from explorer.chapters.autoencoders.ring_settings import current_settings
from explorer.training.autoencoders.plane_run import RingRun
from explorer.training.autoencoders.plane_settings import RingSettings
from tests.scripts.running import Stand, code_of, run


def test_it_is_the_run_of_the_page() -> None:
    stand = Stand("autoencoders", chapter="ring", ring_s=0.1, ring_length=2_000, ring_rate=2e-3, ring_seed=3.0)
    s = RingSettings(0.1, 3, 2_000, learning_rate_G=2e-3, frame_every=20)
    assert current_settings(stand) == s and code_of(stand).text == ring_code(s).text
    s = replace(s, n_iterations=70)  # more than the 64 batches that are drawn at once
    said, shown = run(ring_code(s)), list(RingRun(s))
    for snapshot in (shown[0], shown[-1]):
        of = f"iteration {snapshot.iteration}"
        ways = {"autoencoder": snapshot.autoencoder, "VAE": snapshot.variational, "GAN": snapshot.gan}
        losses = [way.loss for way in ways.values()]
        label = f"{of}, loss of the autoencoder, -ELBO, loss of G"
        np.testing.assert_allclose(said[label], losses, rtol=1e-5)
        for name, way in ways.items():
            counted = said[f"{of}, {name}, modes captured and share of high quality"]
            np.testing.assert_allclose(counted, [way.n_modes, way.quality], atol=1e-9)
