"""The chapter "Cures": recorded ranges at once, every cure explained, and any cell run live beside its record."""

from collections.abc import Iterator

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.chapters.mode_collapse.cures_explained import EXPLAINED, chance_on_the_grid
from explorer.chapters.mode_collapse.cures_found import beyond, found
from explorer.data.mode_collapse.cures import Cell, CureRecording, load_cures
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


def values(low: float, middle: float, high: float) -> np.ndarray:
    return np.array([middle, low, high, middle, middle])


def test_a_cure_helps_when_its_middle_seed_is_beyond_all_seeds_of_the_plain_gan() -> None:
    of_cures = {
        "plain": values(3, 5, 6),
        "r1": values(0, 7, 8),
        "pacgan": values(4, 6, 8),
        "minibatch": values(0, 2, 8),
        "unrolled_1": values(3, 3, 6),
    }
    assert beyond(of_cures) == (["r1"], ["minibatch"])


def recorded(modes: dict[str, np.ndarray], quality: dict[str, np.ndarray]) -> CureRecording:
    nothing = np.zeros((5, 1, 2))
    cells = {("ring_of_8", cure): Cell(modes[cure][:, None], quality[cure][:, None], nothing) for cure in CURES}
    return CureRecording(cells, (0, 1, 2, 3, 4), np.array([1]), {}, "")


def test_what_is_said_of_the_recording_follows_from_it() -> None:
    same, half = dict.fromkeys(CURES, values(3, 5, 6)), dict.fromkeys(CURES, values(0.4, 0.5, 0.6))
    said = found(recorded({**same, "r1": values(7, 8, 8)}, {**half, "pacgan": values(0.0, 0.1, 0.9)}), "ring_of_8", 8)
    assert "The plain GAN ends on 3 to 6 of 8 modes, 40 % to 60 % of high quality." in said
    assert "With more modes: R1 (7 to 8)." in said and "fewer modes" not in said and "better fakes:" not in said
    assert "With worse fakes: PacGAN (0 % to 90 %)." in said and "No cure makes better fakes." in said
    assert "No cure finds more modes." in found(recorded(same, half), "ring_of_8", 8)
    some_all = {**same, "plain": values(5, 8, 8), "r1": values(7, 8, 8)}
    assert "Its best seeds have all of them. With more in the worst seed: R1 (7)." in found(
        recorded(some_all, half), "ring_of_8", 8
    )
    all_eight = dict.fromkeys(CURES, values(8, 8, 8))
    assert "ends on 8 of 8 modes" in (said := found(recorded(all_eight, half), "ring_of_8", 8))
    assert "There is nothing to mend." in said


def test_the_page_says_what_was_found_on_both_data_sets(app: AppTest) -> None:
    for data, n_modes in (("ring_of_8", 8), ("grid_of_25", 25)):
        assert found(load_cures(), data, n_modes) in words(app)


def test_the_runs_were_trained_until_they_had_come_to_rest() -> None:
    """In the last twentieth of a run its share of high quality moves by less than a tenth."""
    recording = load_cures()
    late = recording.iterations >= 0.95 * recording.iterations[-1]
    for names, cell in recording.cells.items():
        assert np.ptp(cell.quality[:, late], axis=1).max() < 0.1, names


def test_chance_on_the_grid_is_what_evenly_spread_points_score() -> None:
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
