"""Sharpness against SciPy's Laplacian."""

import numpy as np
from scipy.ndimage import gaussian_filter, laplace

from explorer.theory.autoencoders.sharpness import grey_share, sharpness


def test_it_is_the_variance_of_scipy_s_laplacian_and_blur_lowers_it():
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (4, 28, 28)).astype(np.uint8)
    theirs = [laplace(image / 255.0, mode="constant").var() for image in images]
    np.testing.assert_allclose(sharpness(images), theirs)
    blurred = np.stack([gaussian_filter(image, 1.0) for image in images])
    assert (sharpness(blurred) < 0.1 * sharpness(images)).all()


def test_a_grey_field_has_edges_only_at_its_rim():
    assert sharpness(np.zeros((1, 28, 28), np.uint8)) == 0.0


def test_grey_is_neither_dark_nor_light():
    assert grey_share(np.array([0.0, 0.19, 0.21, 0.5, 0.79, 0.81, 1.0, 1.0])) == 3 / 8
