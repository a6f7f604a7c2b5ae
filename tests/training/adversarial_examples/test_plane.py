"""The plane through a picture: right angles, the answers of its points, and DeepFool's end in it."""

import numpy as np
import pytest
import torch

from explorer.data.adversarial_examples.pictures import picture_of
from explorer.training.adversarial_examples.deepfool import deepfool
from explorer.training.adversarial_examples.plane import N_GRID, plane_through
from explorer.training.classifier.judge import classifier_of
from explorer.training.classifier.train import pixels

PICTURE, OTHER = picture_of("built_in", 4, 1), picture_of("built_in", 7, 2)


@pytest.mark.parametrize("other, seed", [(None, None), (None, 3), (OTHER, None)])
def test_its_axes_and_its_answers(other, seed):
    plane = plane_through(PICTURE, other, seed, 4.0)
    flat = plane.axes.reshape(2, -1)
    np.testing.assert_allclose(flat @ flat.T, np.eye(2), atol=1e-4)
    for row, column in ((0, 0), (30, 30), (10, 55)):
        a, b = plane.grid[column], plane.grid[row]
        assert plane.said(a, b).argmax() == plane.seen[row, column]
    middle = N_GRID // 2
    assert plane.seen[middle, middle] == plane.linear[middle, middle] == 4
    assert 0.1 < plane.as_linear < 1.0
    # up the gradient the present answer loses: before another answer wins on the other side
    assert (plane.seen[middle, middle:] != 4).sum() > (plane.seen[middle, :middle] != 4).sum()


def test_the_straightened_network_has_the_networks_slopes():
    plane = plane_through(PICTURE, None, 0, 0.01)  # so small a square is straight
    assert plane.as_linear == 1.0


def test_deepfools_end_and_the_other_picture_lie_in_it():
    x = pixels(torch.tensor(PICTURE[None]))
    delta = deepfool(classifier_of(), x)[0, 0].numpy()
    plane = plane_through(PICTURE, None, None, 4.0)
    np.testing.assert_allclose(plane.picture(*plane.target), x[0, 0].numpy() + delta, atol=1e-4)
    assert plane.said(*plane.target).argmax() != 4
    plane = plane_through(PICTURE, OTHER, None, 12.0)
    np.testing.assert_allclose(plane.picture(*plane.target), OTHER / 255.0, atol=1e-4)
