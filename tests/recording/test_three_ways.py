"""Recording three ways to learn a decoder, and what the recording that the page shows says."""

import numpy as np
import pytest

from explorer.chapters.autoencoders.three_ways import error_of
from explorer.chapters.autoencoders.three_ways_said import in_words
from explorer.data.autoencoders import three_ways as file
from explorer.data.autoencoders.three_ways import MEASURES, REAL, WAYS, load_three_ways
from explorer.data.files import WrongFile
from recording import three_ways


def test_what_is_recorded_is_read_again(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(three_ways, "N_MEASURED", 100)
    monkeypatch.setattr(three_ways, "N_SEARCHED", 5)
    path = tmp_path / "three_ways.npz"
    three_ways.main(path, "built_in", k=3, seconds=0.0)
    assert "kB" in capsys.readouterr().out
    monkeypatch.setattr(file, "FILE", path)
    read = load_three_ways.__wrapped__()
    assert dict(read.iterations) == dict.fromkeys(WAYS, 1)
    assert read.about["k"] == 3 and read.about["n"] == 100
    for name in (*WAYS, REAL):
        assert set(read.measures[name]) == set(MEASURES) and np.isfinite(list(read.measures[name].values())).all()
        assert read.samples[name].shape == (64, 28, 28) and read.rows[name].shape == (10, 28, 28)
    path.write_bytes(b"nothing")
    with pytest.raises(WrongFile):
        load_three_ways.__wrapped__()


def test_the_recording_shows_what_the_page_teaches() -> None:
    recorded = load_three_ways()
    of = recorded.measures
    assert of["autoencoder"]["sure"] < of["variational"]["sure"] + 0.15
    assert of["autoencoder"]["sure"] < of["gan"]["sure"] - 0.15  # far below
    assert of["variational"]["sharpness"] < of["gan"]["sharpness"]  # a VAE's pictures are the smoother ones
    assert of["gan"]["frechet"] < min(of["variational"]["frechet"], of["autoencoder"]["frechet"])
    assert of[REAL]["sure"] > of["gan"]["sure"] and of[REAL]["frechet"] < of["gan"]["frechet"]
    assert all(measures["distance"] > 1 for measures in of.values())  # none copies
    errors = {way: np.square(recorded.rows[way] / 255.0 - recorded.rows[REAL] / 255.0).mean() for way in WAYS}
    assert max(errors["autoencoder"], errors["variational"]) < errors["gan"]
    assert {way: error_of(recorded, way) for way in WAYS} == pytest.approx(errors)


def test_it_is_said_from_the_numbers() -> None:
    numbers = {"sure": 0.5, "frechet": 100.0, "sharpness": 0.1}
    measures = {
        "autoencoder": {**numbers, "sure": 0.9},
        "variational": {**numbers, "frechet": 10.0},
        "gan": {**numbers, "sharpness": 0.19},
        REAL: {**numbers, "sharpness": 0.2},
    }
    said = in_words(measures)
    assert "surest of the **Autoencoder**" in said and "of the **VAE**'s lie nearest" in said
    assert "The **GAN**'s are most nearly" in said
    nobody = {name: {**numbers, "sure": 0.0} for name in (*WAYS, REAL)}
    assert "the classifier is sure of no picture yet" in in_words(nobody)
