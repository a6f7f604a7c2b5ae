"""The recording of a variational autoencoder, made small: it is read as it was made, and again the same."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.data.autoencoders.variational_recording import load_variational, save_variational
from explorer.data.mnist_trainer.digits import load_built_in
from recording import variational


def test_a_small_one(monkeypatch: pytest.MonkeyPatch, tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(variational, "BETAS", (0.5, 4.0))
    monkeypatch.setattr(variational, "SEEDS", (3,))
    monkeypatch.setattr(variational, "OF_A_SWEEP", replace(variational.OF_A_SWEEP, n_iterations=20, images_every=20))
    digits, settings = load_built_in(), replace(variational.SETTINGS, n_iterations=60)
    made = variational.record(digits, settings, variational.sweep(digits))
    assert "β = 4, seed 3:" in capsys.readouterr().out
    save_variational(made, tmp_path / "small.npz")
    kept = load_variational.__wrapped__(tmp_path / "small.npz")
    assert kept.source == "built_in" and kept.settings == vars(settings)
    assert kept.curves["iteration"].tolist() == [1, 50, 60]
    assert kept.sweep.kl_by_coordinate.shape == (2, 1, 20)
    np.testing.assert_allclose(kept.mu, made.mu, rtol=1e-3)
    again = variational.record(digits, settings, made.sweep)
    np.testing.assert_array_equal(again.mu, made.mu)


def test_what_is_kept_was_made_with_these_settings() -> None:
    kept = load_variational()
    assert kept.settings == vars(variational.SETTINGS) and kept.command == variational.COMMAND
    assert tuple(kept.sweep.betas) == variational.BETAS
    assert kept.sweep.kl_by_coordinate.shape[1] == len(variational.SEEDS)
    of_all = vars(variational.OF_A_SWEEP)
    assert kept.sweep.settings == {name: of_all[name] for name in kept.sweep.settings}
