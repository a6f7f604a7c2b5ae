"""The chapter "Cures": recorded ranges at once, every cure explained, and any cell run live beside its record."""

from collections.abc import Iterator

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.chapters.mode_collapse.cures_explained import EXPLAINED, chance_on_the_grid
from explorer.data.mode_collapse.cures import load_cures
from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.theory.sample_metrics import count_modes
from explorer.training.live.plan import State
from explorer.training.mode_collapse.cures_settings import CURES, CureSettings
from tests.pages.conftest import OpenPage, charts_of, press

PAGE = "mode_collapse"
RUNNER = f"_runner_{PAGE}_cures"


@pytest.fixture
def app(open_page: OpenPage) -> Iterator[AppTest]:
    app = open_page(PAGE, chapter="cures")
    yield app
    app.session_state[RUNNER].reset()


def words(app: AppTest) -> str:
    return " ".join(element.value for element in (*app.markdown, *app.caption))


def test_what_was_recorded_is_there_at_once_for_both_data_sets(app: AppTest) -> None:
    charts, recording = charts_of(app), load_cures()
    assert len(charts) == 6
    for chart, data in zip(charts, ("ring_of_8", "grid_of_25"), strict=False):
        medians = [trace for trace in chart["figure"]["data"] if trace["name"] == "median"]
        assert len(medians[0]["x"]) == len(CURES)
        modes = recording.cells[data, "plain"].n_modes[:, -1]
        assert f"plain {modes.min()} to {modes.max()}" in chart["alt"]
    assert recording.command in words(app)


def test_what_the_page_says_of_the_recording_is_so() -> None:
    ends = {names: cell.n_modes[:, -1] for names, cell in load_cures().cells.items()}
    assert ends["ring_of_8", "plain"].max() <= 1
    for cure in ("minibatch", "pacgan", "r1"):
        assert ends["ring_of_8", cure].min() >= 5
    for cure in ("unrolled_1", "unrolled_5"):
        assert ends["ring_of_8", cure].min() <= 1 and ends["ring_of_8", cure].max() >= 7
    plain = ends["grid_of_25", "plain"]
    for cure in CURES:  # the ranges overlap, and no median is more than two above the plain one's
        of_cure = ends["grid_of_25", cure]
        assert of_cure.min() <= plain.max() and np.median(of_cure) <= np.median(plain) + 2
        assert load_cures().cells["grid_of_25", cure].quality[:, -1].max() < 0.1
    x = np.random.default_rng(0).uniform(-4.15, 4.15, (100_000, 2))
    p = DISTRIBUTIONS["grid_of_25"]
    by_chance = count_modes(x, p.modes, p.sigma)
    assert by_chance.quality == pytest.approx(chance_on_the_grid(), abs=0.002) and by_chance.n_captured == 25


def test_every_cure_is_explained(app: AppTest) -> None:
    assert EXPLAINED.keys() == CURES.keys()
    for cure, said in EXPLAINED.items():
        app.session_state[f"{PAGE}_cure"] = cure
        app.run()
        assert not app.exception
        assert said.formula in words(app) and said.source in words(app)


def test_a_cell_runs_live_beside_the_lab_s_own_run_and_is_compared_with_its_record(app: AppTest) -> None:
    app.session_state[f"{PAGE}_cure"], app.session_state[f"{PAGE}_cure_data"] = "pacgan", "grid_of_25"
    app.run()
    assert "| modes, of 25 | **–** |" in words(app)
    press(app, "cures_step")
    runner = app.session_state[RUNNER]
    assert runner.wait(30.0) is State.PAUSED
    assert runner.settings == CureSettings("pacgan", "grid_of_25", 0)
    app.run()
    first = load_cures().cells["grid_of_25", "pacgan"].n_modes[:, 0]
    (frame,) = runner.frames()
    assert f"| modes, of 25 | **{frame.n_modes}** | {first.min()} |" in words(app)
    assert f"_runner_{PAGE}" not in app.session_state or app.session_state[f"_runner_{PAGE}"].state is State.IDLE
    app.session_state[f"{PAGE}_cure"] = "r1"
    app.run()
    assert "The controls differ" in words(app) and "PacGAN on the grid of 25, seed 0" in words(app)
    press(app, "reset")  # which leads back to the first chapter
    app.session_state[f"{PAGE}_chapter"] = "cures"
    app.run()
    assert app.session_state[RUNNER].state is State.IDLE
