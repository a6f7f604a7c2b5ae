"""A comparison: every picture counted once for each attack and size, in the order that the attacks should have."""

import numpy as np
import pytest

from explorer.data.adversarial_examples.pictures import first_pictures
from explorer.training.adversarial_examples.compare import compare
from explorer.training.adversarial_examples.one_picture import accuracy_after
from explorer.training.adversarial_examples.settings import CompareSettings
from explorer.training.classifier.judge import probabilities


@pytest.fixture(scope="module")
def untargeted():
    settings = CompareSettings("built_in", "l2", None, 50, 0)
    return settings, list(compare(settings))


def test_each_picture_is_counted_once(untargeted):
    settings, snapshots = untargeted
    assert [s.iteration for s in snapshots] == [1, 2, 3] and settings.n_iterations == 3
    assert [s.n for s in snapshots] == [20, 40, 50]
    for s in snapshots:
        assert (s.seen.sum(axis=(3, 4)) == s.n).all()
        np.testing.assert_array_equal(s.seen.sum(axis=4)[0, 0, 0], s.before[0].sum(axis=1))
    images, labels = first_pictures("built_in", 50)
    table = np.zeros((10, 11), int)
    np.add.at(table, (labels, probabilities(images).argmax(axis=1)), 1)
    np.testing.assert_array_equal(snapshots[-1].before[0], table)


def test_pgd_beats_one_step_beats_random_noise_at_every_norm(untargeted):
    settings, snapshots = untargeted
    right = np.trace(snapshots[-1].seen[0][..., :10], axis1=2, axis2=3)
    by = dict(zip(settings.attacks, right, strict=True))
    assert (by["pgd"] <= by["one_step"]).all() and (by["one_step"] <= by["random"]).all()
    wrong_before = 50 - np.trace(snapshots[-1].before[0][:, :10])
    assert by["deepfool"][-1] <= wrong_before  # it may have made them right
    along = accuracy_after("built_in", "l2", settings.sizes, 0, 50)[0]
    np.testing.assert_allclose(by["one_step"] / 50, along, atol=0.021)


def test_a_wanted_answer_and_two_networks():
    settings = CompareSettings("built_in", "linf", 8, 20, 0, ("plain", "robust"))
    *_, last = compare(settings)
    assert last.seen.shape[:2] == (2, 3) == (len(settings.networks), len(settings.attacks))
    reached = last.seen[:, settings.attacks.index("pgd"), :, :, 8].sum(axis=2)
    assert reached[0, -1] > reached[0, 0] and reached[0, -1] > 15
    assert reached[1, 2] < reached[0, 2]
