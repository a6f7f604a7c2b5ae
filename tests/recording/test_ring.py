"""Recording the three ways on the ring of 8, and what the recording that the page shows says."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from explorer.data.autoencoders import ring_recording as file
from explorer.data.autoencoders.ring_recording import N_KEPT, load_ring
from explorer.data.autoencoders.three_ways import WAYS
from explorer.data.files import WrongFile
from explorer.data.mode_collapse.points import distribution
from explorer.training.autoencoders.plane_settings import DATA, RingSettings
from recording import ring

SHORT = RingSettings(n_iterations=20, frame_every=10)


def test_what_is_recorded_is_read_again(tmp_path, monkeypatch, capsys) -> None:
    path = tmp_path / "ring.npz"
    ring.main(path, SHORT, (3, 7))
    assert "seed 7:" in capsys.readouterr().out
    monkeypatch.setattr(file, "FILE", path)
    read = load_ring.__wrapped__()
    assert read.seeds == (3, 7) and read.iterations.tolist() == [1, 2, 5, 10, 20]
    assert RingSettings(seed=3, **read.settings) == replace(SHORT, seed=3)
    frames = ring.frames_of(replace(SHORT, seed=7))
    for name, way in read.ways.items():
        made = [getattr(frame, name) for frame in frames]
        assert way.n_modes[1].tolist() == [each.n_modes for each in made]
        np.testing.assert_allclose(way.quality[1], [each.quality for each in made], rtol=1e-6)
        np.testing.assert_allclose(way.x_fake[1], made[-1].x_fake[:N_KEPT], atol=6e-5)
    path.write_bytes(b"nothing")
    with pytest.raises(WrongFile):
        load_ring.__wrapped__()


def test_it_was_made_with_the_settings_that_the_page_begins_with() -> None:
    kept = load_ring()
    assert {**kept.settings, "seed": 0} == asdict(RingSettings())
    assert kept.seeds == ring.SEEDS and kept.command == ring.COMMAND


def test_the_recording_shows_what_the_page_teaches() -> None:
    kept = load_ring()
    modes = distribution(DATA).modes
    late = kept.iterations > 5_000
    autoencoder, variational, gan = (kept.ways[name] for name in WAYS)
    assert (variational.n_modes[:, -1] >= 7).all() and (variational.quality[:, -1] < 0.6).all()
    assert (np.median(gan.quality[:, late], axis=1) > np.median(variational.quality[:, late], axis=1) + 0.2).all()
    assert (gan.n_modes[:, late].min(axis=1) <= 6).all() and (autoencoder.quality[:, -1] < 0.02).all()
    for x in variational.x_fake:  # threads from mode to mode
        apart = np.linalg.norm(x[:, None] - modes, axis=2).min(axis=1)
        assert (apart > 0.1).mean() > 0.2 and np.linalg.norm(x, axis=1).max() < 1.1
