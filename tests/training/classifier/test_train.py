"""Training the classifier: the distortion is the map that it says, digits are learned, and again by the same seed."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.ndimage import affine_transform

from explorer.data.mnist_trainer.digits import load_built_in
from explorer.models.classifier import NO_DIGIT, DigitClassifier
from explorer.training.classifier import train as training
from explorer.training.classifier.file import load_classifier_file
from explorer.training.classifier.judge import load_classifier, looked_at
from explorer.training.classifier.train import distorted, pixels, train_classifier
from recording import classifier as command
from recording import no_digits


@pytest.fixture(scope="module")
def digits():
    return load_built_in()


def trained(digits, n_epochs, seed=0):
    torch_rng = torch.Generator().manual_seed(seed)
    classifier = DigitClassifier(torch_rng)
    return classifier, list(train_classifier(classifier, digits.images, digits.labels, n_epochs, torch_rng))


def test_pixels_are_from_0_to_1():
    x = pixels(torch.tensor([[[0, 255], [51, 0]]], dtype=torch.uint8))
    torch.testing.assert_close(x, torch.tensor([[[[0.0, 1.0], [0.2, 0.0]]]]))


def test_a_picture_without_bounds_to_move_in_stays_as_it_is(digits, monkeypatch):
    for name in ("TURN", "SCALE", "SHIFT"):
        monkeypatch.setattr(training, name, 0.0)
    x = pixels(torch.tensor(digits.images[:4]))
    torch.testing.assert_close(distorted(x, torch.Generator()), x, atol=1e-4, rtol=0.0)


def test_the_distortion_is_the_map_that_it_says(digits):
    x = pixels(torch.tensor(digits.images[:6]))
    turn, s, r, right, down = (2.0 * torch.rand(5, 6, generator=torch.Generator().manual_seed(3)) - 1.0).numpy()
    turn, s, r = training.TURN * turn, 1.0 + training.SCALE * s, 1.0 + training.SCALE * r
    seen = distorted(x, torch.Generator().manual_seed(3)).numpy()
    for i in range(6):
        # scipy counts rows before columns and from the first pixel's middle: 13.5 pixels are the centre, 14 half a side
        A = np.array(
            [[r[i] * np.cos(turn[i]), r[i] * np.sin(turn[i])], [-s[i] * np.sin(turn[i]), s[i] * np.cos(turn[i])]]
        )
        b = 14.0 * training.SHIFT * np.array([down[i], right[i]])
        offset = 13.5 + b - A @ np.array([13.5, 13.5])
        expected = affine_transform(x[i, 0].numpy(), A, offset, order=1, mode="constant")
        np.testing.assert_allclose(seen[i, 0], expected, atol=2e-3)


def test_it_learns_the_built_in_digits(digits):
    _, epochs = trained(digits, 6)
    assert [epoch.number for epoch in epochs] == [1, 2, 3, 4, 5, 6]
    assert epochs[-1].loss < 0.5 * epochs[0].loss
    assert epochs[-1].accuracy > 0.6  # 0.1 by chance


def test_the_same_seed_learns_the_same(digits):
    few = replace(digits, images=digits.images[:256], labels=digits.labels[:256])
    first, epochs = trained(few, 2)
    again, same_epochs = trained(few, 2)
    other, _ = trained(few, 2, seed=1)
    assert epochs == same_epochs
    assert torch.equal(first.dense.weight, again.dense.weight)
    assert not torch.equal(first.dense.weight, other.dense.weight)


def test_the_command_writes_what_it_measured_with_the_rounded_weights(digits, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(command, "load_digits", lambda source: digits)
    monkeypatch.setattr(command, "load_test_digits", lambda source: digits)
    monkeypatch.setattr(no_digits, "EARLY", {"dense": (1, 3)})
    size = command.Size(n_epochs=1, floor_n=(64, 512, len(digits.images)), n_none=20, n_tried=10)
    file = command.main(tmp_path / "small.npz", size)
    read = load_classifier_file(tmp_path / "small.npz")
    assert "epoch  1 of 1" in capsys.readouterr().out
    for name, weight in file.weights.items():
        np.testing.assert_array_equal(read.weights[name], weight)
    p, features = looked_at(load_classifier(read.weights), digits.images)
    assert read.facts.accuracy == (p.argmax(axis=1) == digits.labels).mean()
    assert read.facts.counts.sum() == (p.argmax(axis=1) < NO_DIGIT).sum()
    assert 0.0 <= read.facts.refused <= 1.0
    np.testing.assert_allclose(read.feature_mean, features.mean(axis=0), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(read.feature_covariance, np.cov(features, rowvar=False), rtol=1e-3, atol=1e-5)
    # fewer digits are farther from all of them; all of them are at no distance
    assert read.facts.floor[0] > read.facts.floor[1] > read.facts.floor[2]
    assert read.facts.floor[2] == pytest.approx(0.0, abs=1e-5)
