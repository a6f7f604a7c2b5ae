"""The recorded cures: written and read again, complete, and made with the settings that the page states."""

from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from explorer.data.files import WrongFile
from explorer.data.mode_collapse.cures import PATH, Cell, CureRecording, load_cures, save_cures
from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.theory.sample_metrics import count_modes
from explorer.training.mode_collapse.cures_settings import CURES, DATA_SETS, SEEDS, CureSettings

MAX_BYTES = 150_000


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    x = rng.uniform(-1.5, 1.5, (2, 4, 2))
    x[0, 0] = 99.0  # far outside of what a picture shows
    cell = Cell(np.array([[1, 2], [3, 8]]), rng.random((2, 2)), x)
    written = CureRecording({("ring_of_8", "plain"): cell}, (0, 1), np.array([1, 50]), {"width": 32}, "a command")
    save_cures(written, {"ring_of_8": 1.6}, tmp_path / "cures.npz")
    read = load_cures(tmp_path / "cures.npz")
    assert (read.seeds, read.settings, read.command) == (written.seeds, written.settings, written.command)
    np.testing.assert_array_equal(read.iterations, written.iterations)
    found = read.cells["ring_of_8", "plain"]
    np.testing.assert_array_equal(found.n_modes, cell.n_modes)
    np.testing.assert_allclose(found.quality, cell.quality, atol=1e-6)
    np.testing.assert_allclose(found.x_fake, np.clip(x, -1.6, 1.6), atol=1.6 / 32767)


def test_a_missing_recording_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WrongFile, match="recording.cures"):
        load_cures(tmp_path / "none.npz")


def test_the_recording_is_complete_and_of_the_settings_that_the_page_states() -> None:
    recording, settings = load_cures(), CureSettings()
    assert PATH.stat().st_size < MAX_BYTES
    assert set(recording.cells) == {(data, cure) for data in DATA_SETS for cure in CURES}
    assert recording.seeds == SEEDS and len(SEEDS) >= 5
    now = asdict(settings)
    assert recording.settings == {name: now[name] for name in recording.settings}
    assert recording.settings.keys() == now.keys() - {"cure", "data", "seed"}
    assert recording.iterations[-1] == settings.n_iterations
    for (data, _), cell in recording.cells.items():
        assert cell.n_modes.shape == cell.quality.shape == (len(SEEDS), len(recording.iterations))
        assert cell.n_modes.max() <= len(DISTRIBUTIONS[data].modes) and cell.quality.min() >= 0


def test_the_points_that_are_drawn_score_about_what_is_recorded() -> None:
    """300 of the 2,500 samples: the share of high quality within five standard errors, and no mode beyond them."""
    for (data, cure), cell in load_cures().cells.items():
        p = DISTRIBUTIONS[data]
        for x, n_modes, quality in zip(cell.x_fake, cell.n_modes[:, -1], cell.quality[:, -1], strict=True):
            found = count_modes(x, p.modes, p.sigma)
            assert found.n_captured <= n_modes, (data, cure)
            assert abs(found.quality - quality) < 5 * np.sqrt(max(quality, 0.002) / len(x)), (data, cure)
