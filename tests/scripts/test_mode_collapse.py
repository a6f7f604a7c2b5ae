"""The 2-D lab's script against the runs of its page: the same numbers, to the last digits of float32."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.chapters.mode_collapse.code import code, current_settings
from explorer.chapters.mode_collapse.settings import values_of
from explorer.data.own_points import EXAMPLE, data_of, text_of
from explorer.data.points import DISTRIBUTIONS, distribution
from explorer.training.gan_2d_presets import PRESETS
from explorer.training.gan_2d_run import train_gan_2d
from explorer.training.gan_2d_settings import LOSSES, Gan2dSettings, Player
from tests.scripts.running import Stand, run

N = 70  # more than the 64 batches that are drawn at once
UNLIKE = {
    "D": Player(1, 8, "leaky ReLU", "SGD", 5e-2, 0.9, 2),
    "G": Player(3, 4, "tanh", "Adam", 5e-3, 0.5, 3),
}
CASES = {
    **{label: preset for label, (preset, _) in PRESETS.items()},
    **{
        f"{loss} on {data}": Gan2dSettings(data, loss=loss, batch_size=50, seed=i)
        for i, (data, loss) in enumerate(zip(DISTRIBUTIONS, (*LOSSES, *LOSSES), strict=False))
    },
    "two unlike players, noise": Gan2dSettings("Grid of 25", "Gaussian", 1, instance_noise=0.1, seed=9, **UNLIKE),
    "leaky, SGD, linear G": Gan2dSettings(
        D=replace(UNLIKE["D"], n_steps=1), G=replace(UNLIKE["D"], n_layers=0, n_steps=1), batch_size=10
    ),
    "a drawing": Gan2dSettings(data_of(EXAMPLE), batch_size=50),
    "three dots": Gan2dSettings(data_of(text_of(np.array([[-1.0, 0.5], [0.25, -1.2], [1.0, 0.0]]))), batch_size=50),
    "D frozen": Gan2dSettings(D=Player(n_steps=0)),
    "G frozen": Gan2dSettings(loss="WGAN", clip=0.03, G=Player(n_steps=0)),
}


@pytest.mark.parametrize("settings", CASES.values(), ids=CASES)
def test_losses_and_measures_are_those_of_the_run(settings):
    s = replace(settings, n_iterations=N)
    controls = Stand("mode_collapse", **values_of(s))
    assert current_settings(controls) == s
    said, shown = run(code(controls)), list(train_gan_2d(s))
    for x in (shown[0], shown[-1]):
        of = f"iteration {x.iteration}"
        np.testing.assert_allclose(said[f"{of}, losses of D and G"], [x.loss_D, x.loss_G], atol=1e-9, rtol=1e-9)
        label, measures = f"{of}, JSD, KL, sliced W1", [x.js_divergence, x.kl_divergence, x.w1]
        if len(distribution(s.data).modes):
            label, measures = f"{label}, modes captured, share of high quality", [*measures, x.n_modes, x.quality]
        np.testing.assert_allclose(said[label], measures, atol=1e-6)
