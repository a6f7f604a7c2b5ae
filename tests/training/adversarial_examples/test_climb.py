"""Climbing from noise: a fixed network becomes sure and no other sees a digit; a D that learns lets digits appear."""

import numpy as np
import pytest
import torch

from explorer.training.adversarial_examples.climb import (
    climb_classifier,
    climb_discriminator,
    climb_learning_discriminator,
    n_digits,
)
from explorer.training.adversarial_examples.settings import CLIMB_STEP, N_CLIMB_STEPS, N_SHOWN, NETWORKS
from explorer.training.classifier.judge import classifier_of


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    torch.set_num_threads(1)


@pytest.mark.parametrize("seed", range(5))
def test_what_the_page_says_of_the_plain_and_of_the_robust_classifier(seed):
    plain, robust = (climb_classifier(network, 3, seed) for network in NETWORKS)
    assert plain.scores[0] < 0.01 and plain.scores[-1] > 0.999 and plain.n_seen[-1] == 0
    assert robust.scores[-1] > 0.98 and robust.n_seen[-1] == N_SHOWN
    last = torch.from_numpy(robust.pictures[-1]).unsqueeze(1)
    assert (classifier_of()(last).argmax(dim=1) == 3).all()
    np.testing.assert_array_equal(plain.pictures[0], robust.pictures[0])


@pytest.mark.parametrize("source", ["mnist", "built_in"])
@pytest.mark.parametrize("seed", range(5))
def test_what_the_page_says_of_a_D_that_stays(source, seed):
    climb = climb_discriminator(source, seed)  # its networks are recorded for both
    assert climb.scores[0] < 0.5 and climb.scores[-1] > 0.99
    assert climb.n_seen[-1] <= N_SHOWN / 4


def test_each_step_is_as_long_as_is_said_where_no_pixel_is_clipped():
    climb = climb_classifier("plain", 8, 0)
    assert climb.pictures.shape == (N_CLIMB_STEPS + 1, N_SHOWN, 28, 28)
    assert climb.pictures.min() >= 0 and climb.pictures.max() <= 1
    steps = np.linalg.norm(np.diff(climb.pictures, axis=0).reshape(N_CLIMB_STEPS, N_SHOWN, -1), axis=2)
    assert steps.max() <= CLIMB_STEP * 1.001 and steps[0].min() > 0.8 * CLIMB_STEP
    first = torch.from_numpy(climb.pictures[0]).unsqueeze(1)
    assert climb.scores[0] == pytest.approx(float(classifier_of()(first).softmax(dim=1)[:, 8].mean()), rel=1e-3)


@pytest.mark.parametrize("seed", range(5))
def test_digits_appear_where_D_learns(seed):
    moments = list(climb_learning_discriminator("built_in", seed))
    assert [moment.iteration for moment in moments] == list(range(1, N_CLIMB_STEPS + 1))
    assert moments[0].n_seen <= 1 and moments[-1].n_seen >= 0.75 * N_SHOWN
    last = torch.from_numpy(moments[-1].pictures).unsqueeze(1)
    assert moments[-1].n_seen == n_digits(last)
    assert 0.1 < moments[-1].score < 0.9  # D is not fooled for good
