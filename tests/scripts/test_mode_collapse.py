"""The 2-D lab's script against the runs of its page: the same numbers, to the last digits of float32."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.chapters.mode_collapse import cures_live
from explorer.chapters.mode_collapse.code import cure_code, current_settings
from explorer.chapters.mode_collapse.values import values_of
from explorer.data.mode_collapse.own_points import EXAMPLE, data_of, text_of
from explorer.data.mode_collapse.points import DISTRIBUTIONS, distribution
from explorer.training.mode_collapse.cures_run import train_cure
from explorer.training.mode_collapse.cures_settings import CURES, DATA_SETS, CureSettings
from explorer.training.mode_collapse.presets import PRESETS
from explorer.training.mode_collapse.run import Gan2dRun
from explorer.training.mode_collapse.settings import LOSSES, Gan2dSettings, Player
from tests.scripts.running import Stand, code_of, run

N = 70  # more than the 64 batches that are drawn at once
UNLIKE = {
    "D": Player(1, 8, "leaky_relu", "sgd", 5e-2, 0.9, 2),
    "G": Player(3, 4, "tanh", "adam", 5e-3, 0.5, 3),
}
CASES = {
    **{id: preset for id, (_, preset, _) in PRESETS.items()},
    **{
        f"{loss} on {data}": Gan2dSettings(data, loss=loss, batch_size=50, seed=i)
        for i, (data, loss) in enumerate(zip(DISTRIBUTIONS, (*LOSSES, *LOSSES), strict=False))
    },
    "two unlike players, noise": Gan2dSettings("grid_of_25", "gaussian", 1, instance_noise=0.1, seed=9, **UNLIKE),
    "leaky, SGD, linear G": Gan2dSettings(
        D=replace(UNLIKE["D"], n_steps=1), G=replace(UNLIKE["D"], n_layers=0, n_steps=1), batch_size=10
    ),
    "a drawing": Gan2dSettings(data_of(EXAMPLE), batch_size=50),
    "three dots": Gan2dSettings(data_of(text_of(np.array([[-1.0, 0.5], [0.25, -1.2], [1.0, 0.0]]))), batch_size=50),
    "rates that fall, unlike players": Gan2dSettings(decay=True, batch_size=50, D=UNLIKE["D"]),
    "rates that fall, G frozen": Gan2dSettings(decay=True, batch_size=50, G=Player(n_steps=0)),
    "D frozen": Gan2dSettings(spectral_norm=True, r1=1.0, D=Player(n_steps=0)),
    **{
        f"R1, {activation}, a D of {n_layers}": Gan2dSettings(r1=0.3, D=Player(n_layers, 8, activation), batch_size=50)
        for activation, n_layers in (("tanh", 3), ("relu", 2), ("leaky_relu", 0))
    },
    "all at once": Gan2dSettings(
        loss="wgan_gp", gradient_penalty=0.1, r1=0.1, spectral_norm=True, instance_noise=0.1, D=UNLIKE["G"]
    ),
    "normalised, not clipped": Gan2dSettings(loss="wgan", spectral_norm=True, D=UNLIKE["D"]),
    "G frozen": Gan2dSettings(loss="wgan", clip=0.03, G=Player(n_steps=0)),
}


@pytest.mark.parametrize("settings", CASES.values(), ids=CASES)
def test_losses_and_measures_are_those_of_the_run(settings):
    s = replace(settings, n_iterations=N)
    controls = Stand("mode_collapse", chapter="lab", **values_of(s))
    assert current_settings(controls) == s
    said, shown = run(code_of(controls)), list(Gan2dRun(s))
    for x in (shown[0], shown[-1]):
        of = f"iteration {x.iteration}"
        np.testing.assert_allclose(said[f"{of}, losses of D and G"], [x.loss_D, x.loss_G], atol=1e-9, rtol=1e-9)
        label, measures = f"{of}, JSD, KL, sliced W1", [x.js_divergence, x.kl_divergence, x.w1]
        if len(distribution(s.data).modes):
            label, measures = f"{label}, modes captured, share of high quality", [*measures, x.n_modes, x.quality]
        np.testing.assert_allclose(said[label], measures, atol=1e-6)


@pytest.mark.parametrize("cure", CURES)
def test_a_cure_s_script_is_the_run_of_its_cell(cure):
    """Float32 in the same order; a run side by side with others adds in another, so that the last digits may differ."""
    data = DATA_SETS[len(cure) % 2]
    controls = Stand("mode_collapse", chapter="cures", cure=cure, cure_data=data, cure_seed=3.0)
    s = CureSettings(cure, data, 3)
    assert cures_live.current_settings(controls) == s and code_of(controls).text == cure_code(s).text
    s = replace(s, n_iterations=12)
    said, last = run(cure_code(s)), list(train_cure(s))[-1]
    found = said["iteration 12, losses of D and G, modes captured, share of high quality"]
    np.testing.assert_allclose(found[:2], [last.loss_D, last.loss_G], rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(found[2:], [last.n_modes, last.quality], atol=2e-3)
