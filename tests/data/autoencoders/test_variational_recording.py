"""The recorded variational autoencoder: it is read as it was written, and says what the page says of it."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.data.autoencoders.variational_recording import LIVE, load_variational, save_variational
from explorer.data.files import WrongFile
from explorer.models.autoencoders.decoder import Decoder
from explorer.theory.autoencoders.losses import kl_to_prior


def test_what_is_written_is_read(tmp_path) -> None:
    kept, path = load_variational(), tmp_path / "other.npz"
    save_variational(replace(kept, source="fashion_mnist"), path)
    again = load_variational.__wrapped__(path)
    assert again.source == "fashion_mnist" and again.settings == kept.settings
    np.testing.assert_array_equal(again.row, kept.row)
    np.testing.assert_array_equal(again.mapped, kept.mapped)
    np.testing.assert_array_equal(again.decoder["weight_2"], kept.decoder["weight_2"])
    np.testing.assert_array_equal(again.sweep.kl_by_coordinate, kept.sweep.kl_by_coordinate)


def test_no_file_and_another_file_are_said(tmp_path) -> None:
    with pytest.raises(WrongFile, match="python -m recording.variational"):
        load_variational.__wrapped__(tmp_path / "nothing.npz")
    (tmp_path / "text.npz").write_text("hello")
    with pytest.raises(WrongFile):
        load_variational.__wrapped__(tmp_path / "text.npz")


def test_the_run_is_one_of_two_numbers_and_draws_what_it_is_shown() -> None:
    kept = load_variational()
    decoder = Decoder(*(kept.decoder[name] for name in ("weight_1", "bias_1", "weight_2", "bias_2")))
    assert kept.settings["model"] == "variational" and decoder.latent_dim == kept.settings["latent_dim"] == 2
    assert kept.source == "mnist" and kept.labels.tolist()[:4] == [7, 2, 1, 0]  # as MNIST's test set begins
    drawn, row = decoder.pixels(kept.mu), kept.row.reshape(10, -1) / 255.0
    own = np.square(drawn - row).mean()
    assert own < 0.8 * np.square(drawn[:, None] - row[None]).mean()  # nearer to its own picture than to the others
    assert kept.curves["measured_kl"][-1] == pytest.approx(kept.kl_by_coordinate.sum(), rel=1e-2)
    assert kl_to_prior(kept.mu, kept.log_variance).sum(axis=1).mean() == pytest.approx(
        kept.kl_by_coordinate.sum(), rel=0.4
    )


def test_the_dearer_a_nat_the_cheaper_the_code_and_the_worse_the_picture() -> None:
    sweep = load_variational().sweep
    kl, n_live = sweep.kl_by_coordinate.sum(axis=2), (sweep.kl_by_coordinate > LIVE).sum(axis=2)
    assert (np.diff(sweep.betas) > 0).all()
    assert (kl[1:].max(axis=1) < kl[:-1].min(axis=1)).all()  # for every pair of seeds
    assert (sweep.reconstruction[1:].min(axis=1) > sweep.reconstruction[:-1].max(axis=1)).all()
    assert (np.diff(n_live, axis=0) <= 0).all()
