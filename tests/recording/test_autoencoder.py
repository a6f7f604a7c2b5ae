"""Recording an autoencoder, and reading what was recorded."""

import io

import numpy as np
import pytest

from explorer.data.autoencoders import recorded as file
from explorer.data.files import WrongFile
from explorer.training.autoencoders.settings import AutoencoderSettings
from recording.autoencoder import main


def test_what_is_recorded_is_read_again(tmp_path, monkeypatch, capsys) -> None:
    settings = AutoencoderSettings(latent_dim=3, n_iterations=30, images_every=10)
    main(tmp_path, settings, "built_in", [3])
    assert "kB" in capsys.readouterr().out
    monkeypatch.setattr(file, "FOLDER", tmp_path)
    read = file.load_recorded.__wrapped__(3)
    assert AutoencoderSettings(**read.settings) == settings and read.source == "built_in"
    assert read.iterations.tolist() == [1, 10, 20, 30]
    assert read.codes.shape == (500, 3) and read.row_codes.shape == (10, 3) and read.row.shape == (10, 28, 28)
    assert read.weights["weight_2"].shape == (256, 784)
    assert read.errors[-1] == np.float32(read.measures["error"])
    assert read.labels.shape == (500,)


def test_another_file_is_refused(tmp_path, monkeypatch) -> None:
    path = tmp_path / file.file_name(3)
    monkeypatch.setattr(file, "FOLDER", tmp_path)
    for content in (b"nothing", _archive_without_weights()):
        path.write_bytes(content)
        with pytest.raises(WrongFile):
            file.load_recorded.__wrapped__(3)


def _archive_without_weights() -> bytes:
    content = io.BytesIO()
    file.write_arrays(content, {"about": np.array("{}")})
    return content.getvalue()
