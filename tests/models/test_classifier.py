"""The classifier's network: its size by hand, its shapes, and that it is what its layers' definition says."""

import numpy as np
import pytest
import torch
from scipy.signal import correlate

from explorer.models.classifier import N_ANSWERS, N_FEATURES, DigitClassifier

torch.set_num_threads(1)


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def test_parameters_are_as_many_as_counted_by_hand():
    by_hand = 25 * 8 + 8 + 8 * 32 * 25 + 32 + 32 * 48 * 9 + 48 + 768 * 48 + 48 + 48 * 11 + 11
    assert sum(parameter.numel() for parameter in DigitClassifier(rng()).parameters()) == by_hand == 57_963


def test_shapes_and_features_that_are_not_negative():
    classifier = DigitClassifier(rng())
    x = torch.rand(5, 1, 28, 28, generator=rng(1))
    features = classifier.features(x)
    assert features.shape == (5, N_FEATURES)
    assert features.min() == 0.0
    assert classifier(x).shape == (5, N_ANSWERS)


def test_logits_are_a_linear_map_of_the_features():
    classifier = DigitClassifier(rng())
    x = torch.rand(5, 1, 28, 28, generator=rng(1))
    expected = classifier.features(x) @ classifier.logits.weight.T + classifier.logits.bias
    torch.testing.assert_close(classifier(x), expected)


def test_features_are_those_of_the_layers_written_out():
    classifier = DigitClassifier(rng()).requires_grad_(False)
    x = torch.rand(1, 1, 28, 28, generator=rng(1))
    h = x[0].double().numpy()
    for layer, pad in ((classifier.down_8, 2), (classifier.down_32, 2), (classifier.down_48, 1)):
        padded = np.pad(h, ((0, 0), (pad, pad), (pad, pad)))
        every = [correlate(padded, kernel, mode="valid")[0] for kernel in layer.weight.double().numpy()]
        h = np.maximum(np.stack(every)[:, ::2, ::2] + layer.bias.numpy()[:, None, None], 0.0)
    h = np.maximum(classifier.dense.weight.double().numpy() @ h.ravel() + classifier.dense.bias.numpy(), 0.0)
    np.testing.assert_allclose(classifier.features(x)[0].numpy(), h, atol=1e-5)


@pytest.mark.parametrize("seed", [0, 1])
def test_weights_come_from_the_generator_handed_in(seed):
    first, again, other = (DigitClassifier(rng(s)).dense.weight for s in (seed, seed, seed + 1))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)
