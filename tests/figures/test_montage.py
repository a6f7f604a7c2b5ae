"""Many pictures as one: every pixel at its place."""

import numpy as np

from explorer.figures.montage import montage


def test_every_picture_lies_in_its_row_and_column() -> None:
    images = np.random.default_rng(0).integers(0, 256, (64, 28, 28), dtype=np.uint8)
    sheet = montage(images, n_columns=8, scale=1, gap=1)
    assert sheet.shape == (8 * 29 - 1, 8 * 29 - 1)
    for i, image in enumerate(images):
        y, x = 29 * (i // 8), 29 * (i % 8)
        np.testing.assert_array_equal(sheet[y : y + 28, x : x + 28], image)


def test_pixels_become_squares() -> None:
    images = np.arange(8, dtype=np.uint8).reshape(2, 2, 2)
    sheet = montage(images, n_columns=2, scale=3, gap=0)
    np.testing.assert_array_equal(sheet, np.kron([[0, 1, 4, 5], [2, 3, 6, 7]], np.ones((3, 3))))


def test_places_without_a_picture_are_grey() -> None:
    sheet = montage(np.zeros((3, 2, 2), np.uint8), n_columns=2, scale=1, gap=0)
    assert sheet.shape == (4, 4)
    assert (sheet[2:, 2:] == 96).all() and (sheet[:2] == 0).all()
