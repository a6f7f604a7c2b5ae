"""The pictures that are attacked, coarser ones of two digits, and drawings that become digits."""

import numpy as np
import pytest

from explorer.data.adversarial_examples import own_digit, pictures
from explorer.data.adversarial_examples.pairs import SIDES, pair_of, shrunk
from explorer.data.adversarial_examples.pictures import first_pictures, picture_of, pictures_of
from explorer.data.mode_collapse.own_points import points_of, text_of
from explorer.training.classifier.judge import probabilities


def test_a_picture_is_that_of_its_digit_and_number():
    digits = pictures_of("built_in")
    for number in (1, 2, 100):
        place = np.flatnonzero(digits.labels == 6)[number - 1]
        np.testing.assert_array_equal(picture_of("built_in", 6, number), digits.images[place])


def test_a_source_that_is_not_here_is_the_built_in_one_and_not_offered(monkeypatch, tmp_path):
    monkeypatch.setenv("GAN_EXPLORER_DATA", str(tmp_path))
    pictures._test_digits.cache_clear()  # another test may have read them from elsewhere
    assert pictures_of("mnist").source == "built_in"
    assert pictures.sources() == ("built_in",)


def test_the_first_pictures_have_each_digit_as_often():
    images, labels = first_pictures("built_in", 40)
    assert images.shape == (40, 28, 28)
    np.testing.assert_array_equal(np.bincount(labels), np.full(10, 4))
    np.testing.assert_array_equal(first_pictures("built_in", 15)[1], [*range(10), *range(5)])


def test_coarser_pictures_are_means_of_squares():
    image = np.random.default_rng(0).integers(0, 256, (1, 28, 28), np.uint8)
    assert shrunk(image, 7)[0, 8] == pytest.approx(image[0, 4:8, 4:8].mean() / 255)
    for side in SIDES:
        assert shrunk(image, side).mean() == pytest.approx(image.mean() / 255)


def test_a_pair_is_split_into_halves_of_both_digits():
    pair = pair_of("built_in", 3, 8, 7)
    labels = pictures_of("built_in").labels
    assert len(pair.x) + len(pair.x_test) == np.isin(labels, (3, 8)).sum()
    assert (pair.t == 1).sum() + (pair.t_test == 1).sum() == (labels == 3).sum()


LINES = {
    0: 0.6 * np.stack([0.6 * np.cos(np.linspace(0, 6.3, 30)), np.sin(np.linspace(0, 6.3, 30))], axis=1),
    1: np.array([[0.1, 0.8], [-0.1, -0.8]]),
    2: np.array([[-0.4, 0.5], [-0.1, 0.8], [0.3, 0.7], [0.35, 0.3], [-0.5, -0.7], [0.5, -0.7]]),
    5: np.array([[0.4, 0.8], [-0.4, 0.8], [-0.4, 0.15], [0.1, 0.2], [0.4, -0.2], [0.2, -0.7], [-0.4, -0.7]]),
    7: np.array([[-0.5, 0.8], [0.5, 0.8], [-0.1, -0.8]]),
}


@pytest.mark.parametrize("digit", LINES)
@pytest.mark.parametrize("scale, shift", [(1.0, 0.0), (0.5, 0.4), (1.5, 0.0)])
def test_a_drawn_digit_is_read_wherever_and_however_large_it_is_drawn(digit, scale, shift):
    text = own_digit.drawn_through(scale * LINES[digit] + shift)
    assert len(text) <= 1200
    picture = own_digit.picture_of_drawing(text)
    said = probabilities(picture[None])[0]
    assert said.argmax() == digit and said.max() > 0.9


@pytest.mark.parametrize("digit", LINES)
def test_it_is_brought_to_mnists_centre_and_size(digit):
    picture = own_digit.picture_of_drawing(own_digit.drawn_through(0.6 * LINES[digit] + 0.3)).astype(float)
    middles = np.arange(28) + 0.5
    for axis in (0, 1):
        assert picture.sum(axis=axis) @ middles / picture.sum() == pytest.approx(14.0, abs=0.15)
    rows, columns = np.nonzero(picture > 127)
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == pytest.approx(own_digit.BOX, abs=1)


def test_strokes_are_not_joined_and_a_dot_stays_one():
    two = text_of(np.array([[-0.5, 0.0], [0.5, 0.0]]))
    picture = own_digit.picture_of_drawing(two)
    assert picture[:, 13:15].max() == 0 and picture.max() == 255
    dot = own_digit.picture_of_drawing(text_of(np.zeros((1, 2))))
    assert 0 < (dot > 127).sum() < 16


def test_points_lie_as_far_apart_as_the_sheet_sets_them():
    points = points_of(own_digit.EXAMPLE)
    assert np.linalg.norm(np.diff(points, axis=0), axis=1).max() < own_digit.GAP
