"""Pictures without a digit: as many and as large as asked for, the same by the same seed, and spoilt as they say."""

import numpy as np
import pytest

from explorer.data.mnist_trainer.digits import load_built_in
from explorer.models.classifier import NO_DIGIT
from recording import no_digits
from recording.classifier import lessons
from recording.no_digits import KINDS, averages, blends, shuffled, specked


@pytest.fixture(scope="module")
def digits():
    return load_built_in()


@pytest.fixture(autouse=True)
def _few_iterations(monkeypatch):
    monkeypatch.setattr(no_digits, "EARLY", {"compact": (1, 2), "dense": (1, 3)})


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_gives_so_many_pictures_and_the_same_again(kind, digits):
    images = kind(np.random.default_rng(1), 20, digits)
    assert images.shape == (20, 28, 28) and images.dtype == np.uint8
    np.testing.assert_array_equal(images, kind(np.random.default_rng(1), 20, digits))
    assert len(np.unique(images, axis=0)) == 20


def test_a_shuffled_digit_keeps_its_ink_and_no_square_in_its_place(digits):
    for image in shuffled(np.random.default_rng(2), 20, digits):
        ink = np.sort(image, axis=None)
        assert any(np.array_equal(ink, np.sort(digit, axis=None)) for digit in digits.images)


def test_a_blend_is_of_two_digits_that_differ(digits):
    images = blends(np.random.default_rng(3), 50, digits)
    assert images.mean() > digits.images.mean() * 0.9
    assert not any((image == digits.images).all(axis=(1, 2)).any() for image in images)


def test_an_average_is_blurred(digits):
    def edges(images):
        return np.abs(np.diff(images.astype(float), axis=2)).mean() / images.mean()

    assert edges(averages(np.random.default_rng(4), 50, digits)) < 0.85 * edges(digits.images)


def test_specks_leave_most_of_a_digit_as_it_is(digits):
    spoilt = specked(np.random.default_rng(5), digits.images[:100])
    assert not np.array_equal(spoilt, digits.images[:100])
    assert (np.abs(spoilt.astype(int) - digits.images[:100]) > 90).mean() < 0.05


def test_lessons_are_digits_with_their_labels_and_pictures_with_none(digits):
    images, answers = lessons(digits, 3)
    assert len(images) == len(answers) == 2 * len(digits.images) + 3 * len(KINDS)
    np.testing.assert_array_equal(answers[: len(digits.images)], digits.labels)
    assert (answers == NO_DIGIT).sum() == 3 * len(KINDS)
    np.testing.assert_array_equal(images[: len(digits.images)], digits.images)
