import numpy as np
import pytest

from explorer.data.toy_faces import FACES, PRESETS, diagonal_means, random_images

HAND = np.array([1.0, -1.0, -1.0, 1.0])


def test_the_five_faces_lean_like_a_backslash() -> None:
    assert FACES.shape == (5, 4)
    diagonal, off = diagonal_means(FACES)
    assert (diagonal >= 0.85).all()
    assert (off <= 0.15 + 1e-12).all()


def test_nobody_can_change_the_faces() -> None:
    with pytest.raises(ValueError, match="read-only"):
        FACES[0, 0] = 0.5


def test_presets_are_images_and_begin_with_the_faces() -> None:
    np.testing.assert_array_equal(list(PRESETS.values())[:5], FACES)
    pixels = np.array(list(PRESETS.values()))
    assert pixels.shape[1] == 4
    assert (pixels >= 0).all() and (pixels <= 1).all()


def test_the_non_faces_have_the_articles_scores() -> None:
    assert HAND @ PRESETS["face_1"] == 2.0
    assert HAND @ PRESETS["non_face"] - 1 == -0.5
    assert HAND @ PRESETS["noise"] == -0.5


def test_random_images_are_uniform_and_follow_from_the_seed() -> None:
    images = random_images(4000, seed=3)
    assert images.min() >= 0 and images.max() <= 1
    np.testing.assert_allclose(images.mean(axis=0), 0.5, atol=0.03)
    np.testing.assert_allclose(images.var(axis=0), 1 / 12, atol=0.01)
    np.testing.assert_array_equal(images[:20], random_images(20, seed=3))
    assert not np.array_equal(images[:20], random_images(20, seed=4))


def test_diagonal_means_of_one_image_and_of_many() -> None:
    assert diagonal_means([0.1, 0.2, 0.4, 0.7]) == (pytest.approx(0.4), pytest.approx(0.3))
    diagonal, off = diagonal_means(np.zeros((3, 2, 4)))
    assert diagonal.shape == off.shape == (3, 2)
