"""What the page says of one picture: noise, probabilities, and the first norm at which the answer changes."""

import numpy as np
import pytest
import torch

from explorer.data.adversarial_examples.pictures import first_pictures, picture_of
from explorer.training.adversarial_examples.one_picture import SIZES, accuracy, accuracy_after, aim, mean_ratio
from explorer.training.classifier.judge import classifier_of, probabilities


@pytest.mark.parametrize("norm, size", [("l2", 1.25), ("linf", 0.12)])
def test_noise_has_the_size_and_the_network_says_that_of_the_sum(norm, size):
    picture = picture_of("built_in", 4, 1)
    aimed = aim(picture, norm, None, 3)
    np.testing.assert_allclose(aimed.before, probabilities(picture[None])[0], atol=1e-6)
    noise = aimed.noise(size)
    np.testing.assert_allclose(noise.l2, np.linalg.norm(noise.delta.reshape(2, -1), axis=1), rtol=1e-5)
    np.testing.assert_allclose(noise.linf, np.abs(noise.delta).max(axis=(1, 2)), rtol=1e-5)
    np.testing.assert_allclose(noise.l2 if norm == "l2" else noise.linf, size, rtol=1e-4)
    x = torch.from_numpy(aimed.x + noise.delta).unsqueeze(1)
    np.testing.assert_allclose(noise.said, classifier_of()(x).softmax(dim=1).numpy(), atol=1e-6)
    np.testing.assert_array_equal(noise.delta[1], aim(picture, norm, None, 3).noise(size).delta[1])
    assert (noise.delta[1] != aim(picture, norm, None, 4).noise(size).delta[1]).any()


@pytest.mark.parametrize("digit", [0, 4, 6])
def test_the_first_change_is_one_and_there_is_none_before(digit):
    aimed = aim(picture_of("built_in", digit, 1), "l2", None, 0)
    for row, first in enumerate(aimed.first_changes()):
        step = 0.05 if first <= 4 else 0.25
        assert int(aimed.noise(first).said[row].argmax()) != aimed.answer
        assert int(aimed.noise(first - step).said[row].argmax()) == aimed.answer


def test_towards_a_wanted_answer_its_probability_rises():
    for wanted in (0, 8):
        aimed = aim(picture_of("built_in", 4, 1), "l2", wanted, 0)
        assert aimed.noise(0.5).said[0, wanted] > aimed.before[wanted]


def test_where_nothing_is_left_to_add_there_is_no_first_change():
    aimed = aim(np.zeros((28, 28), np.uint8), "l2", None, 0)
    assert aimed.answer == 10  # an empty sheet shows no digit
    assert all(first in SIZES["l2"] or np.isinf(first) for first in aimed.first_changes())


def test_shares_over_many_pictures():
    images, labels = first_pictures("built_in", 50)
    right = probabilities(images).argmax(axis=1) == labels
    after = accuracy_after("built_in", "l2", (0.0, 1.0, 3.0), 0, 50)
    np.testing.assert_allclose(after[:, 0], right.mean())
    assert after[0, 1] < after[1, 1] and after[0, 2] < 0.1 < after[1, 2]
    whole, all_labels = first_pictures("built_in", 1700)
    assert accuracy("built_in") == pytest.approx((probabilities(whole).argmax(axis=1) == all_labels).mean(), abs=0.01)
    assert 1.0 < mean_ratio("built_in", 20) < 28.0
