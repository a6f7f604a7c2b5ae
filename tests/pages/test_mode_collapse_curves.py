"""The lab's curves one by one, over the visit's earlier runs."""

from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.chapters.mode_collapse.curves import CURVES
from explorer.chapters.mode_collapse.mid_run import differences, in_words
from explorer.chapters.mode_collapse.quantities import curves_of, quantities
from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.training.live.history import History
from explorer.training.live.plan import State
from explorer.training.mode_collapse.run import Gan2dRun
from explorer.training.mode_collapse.settings import Gan2dSettings, Player
from tests.pages.conftest import OpenPage, charts_of, press

PAGE = "mode_collapse"
SHORT = Gan2dSettings(data="ring_of_8", n_iterations=300, frame_every=100)


def overlaid(app: AppTest) -> dict:
    (chart,) = [chart for chart in charts_of(app) if "over this run" in chart["alt"]]
    return chart["figure"]


def test_each_quantity_has_its_curves_wherever_it_makes_sense() -> None:
    history: History = History()
    for snapshot in Gan2dRun(SHORT):
        history.append(snapshot, 0.01)
    curves = curves_of(history.curves(), SHORT)
    known = quantities(SHORT)
    assert set(known) == set(CURVES)
    for quantity in known.values():
        for name, *_ in quantity.lines:
            assert len(curves[name].values) == len(curves[name].iterations) and np.isfinite(curves[name].values).all()
    np.testing.assert_allclose(curves["modes"].values[-1], history.latest.n_modes / 8)
    for data, p in DISTRIBUTIONS.items():
        assert ("modes" in quantities(replace(SHORT, data=data))) == bool(len(p.modes))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"loss": "wgan"}, "WGAN, c = 1"),
        ({"r1": 0.3}, "R1 γ = 0.3"),
        ({"D": replace(SHORT.D, learning_rate=1e-3)}, "D Adam 0.001"),
        ({"G": Player(learning_rate=1e-3, n_steps=2)}, "2 of G's steps"),
        ({"noise_dim": 1, "seed": 3}, "1-D uniform z, seed 3"),
    ],
)
def test_what_another_run_has_is_said_and_what_it_lacks(change: dict[str, object], said: str) -> None:
    assert differences(replace(SHORT, **change), SHORT) == said


def test_what_another_run_lacks_is_said() -> None:
    assert differences(SHORT, replace(SHORT, r1=0.3, decay=True)) == "no R1, no falling rates"


def test_an_earlier_run_is_laid_under_the_present_one(open_page: OpenPage) -> None:
    app = open_page(PAGE, curve="modes", data="ring_of_8", n_iterations="1000")
    for start in ("run", "anew"):
        press(app, start)
        runner = app.session_state[f"_runner_{PAGE}"]
        assert runner.wait(60.0) is State.FINISHED
        app.run()
        app.session_state[f"{PAGE}_batch_size"] = 50
        app.run()
    assert len(overlaid(app)["data"]) == 4
    assert any("**1** batch 150" in caption.value for caption in app.caption)


def test_rates_fall_where_it_is_said_also_after_a_run_has_gone_on() -> None:
    for n_iterations in (1_000, 2_000):
        run = replace(SHORT, decay=True, n_iterations=n_iterations)
        begin = n_iterations // 2
        assert f"rates fall to 0 from iteration {begin:,} to {n_iterations:,}" in in_words(run)
        shares = [run.share_of_rates(at) for at in (1, begin, begin + 2, n_iterations, n_iterations + 1)]
        assert shares[:2] == [1, 1] and 1 > shares[2] > shares[3] > shares[4] == 0
