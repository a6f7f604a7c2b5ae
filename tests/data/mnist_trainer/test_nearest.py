"""The nearest image against scipy's distances, and what rounding must not change."""

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from explorer.data.mnist_trainer import nearest as module
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.data.mnist_trainer.nearest import nearest


def distances_of(images, among):
    """Return all distances by scipy, with pixels from 0 to 1; exact, because the sums of squares are whole numbers."""
    return np.sqrt(cdist(images.reshape(len(images), -1), among.reshape(len(among), -1), "sqeuclidean")) / 255.0


@pytest.fixture(params=[1, 7, 2_048], ids=lambda chunk: f"chunks of {chunk}")
def chunk(request, monkeypatch):
    """Search in small pieces too, so that a small set fills several."""
    monkeypatch.setattr(module, "CHUNK", request.param)


@pytest.mark.parametrize("contrast", [2, 256], ids=["two shades", "all shades"])
def test_the_nearest_is_scipy_s(chunk, contrast):
    rng = np.random.default_rng(0)
    images = rng.integers(0, contrast, (17, 28, 28), np.uint8)
    among = rng.integers(0, contrast, (53, 28, 28), np.uint8)
    indices, distances = nearest(images, among)
    expected = distances_of(images, among)
    np.testing.assert_array_equal(indices, expected.argmin(1))
    np.testing.assert_allclose(distances, expected.min(1), rtol=1e-15)


def test_the_nearest_digits_are_scipy_s():
    digits = load_built_in().images
    images, among = digits[:100], digits[100:]
    indices, distances = nearest(images, among)
    expected = distances_of(images, among)
    np.testing.assert_array_equal(indices, expected.argmin(1))
    np.testing.assert_allclose(distances, expected.min(1), rtol=1e-15)


def test_a_copy_is_at_distance_zero_and_of_equal_ones_the_first_counts(chunk):
    rng = np.random.default_rng(1)
    among = np.repeat(rng.integers(0, 256, (9, 28, 28), np.uint8), 3, axis=0)
    indices, distances = nearest(among, among)
    np.testing.assert_array_equal(indices, 3 * (np.arange(27) // 3))
    np.testing.assert_array_equal(distances, 0.0)


def test_one_shade_of_one_pixel_in_the_brightest_image_decides(chunk):
    # float32 holds 784 · 255² only to within 4, so that these would all look alike to it
    among = np.full((30, 28, 28), 255, np.uint8)
    among[np.arange(30), 0, 0] = 253
    among[17, 0, 0] = 254
    indices, distances = nearest(np.full((2, 28, 28), 255, np.uint8), among)
    np.testing.assert_array_equal(indices, 17)
    np.testing.assert_allclose(distances, 1 / 255, rtol=1e-15)


def test_black_and_white_are_as_far_apart_as_can_be():
    black, white = np.zeros((1, 28, 28), np.uint8), np.full((1, 28, 28), 255, np.uint8)
    assert nearest(black, white)[1] == pytest.approx(28.0, rel=1e-15)
    assert nearest(black, black)[1] == 0.0


def test_an_image_may_be_left_out(chunk):
    rng = np.random.default_rng(2)
    images = rng.integers(0, 256, (20, 28, 28), np.uint8)
    indices, distances = nearest(images, images, but_not=np.arange(20))
    expected = distances_of(images, images)
    np.fill_diagonal(expected, np.inf)
    np.testing.assert_array_equal(indices, expected.argmin(1))
    np.testing.assert_allclose(distances, expected.min(1), rtol=1e-15)


@pytest.mark.parametrize(("n", "but_not"), [(0, None), (1, np.array([0]))])
def test_nothing_to_search_among_is_said(n, but_not):
    images = np.zeros((1, 28, 28), np.uint8)
    with pytest.raises(ValueError, match="no image to search"):
        nearest(images, images[:n], but_not)


def test_no_images_have_no_neighbours():
    indices, distances = nearest(np.zeros((0, 28, 28), np.uint8), np.zeros((1, 28, 28), np.uint8))
    assert indices.shape == distances.shape == (0,)
