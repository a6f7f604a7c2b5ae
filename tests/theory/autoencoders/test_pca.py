"""PCA against numbers computed elsewhere, and against scikit-learn's."""

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA

from explorer.theory.autoencoders.pca import plane_of, principal_axes

SIXTEENTHS = (255 / 16) ** 2  # the pixels of the 8×8 digits go to 16


@pytest.fixture(scope="module", name="small")
def small_digits() -> np.ndarray:
    return load_digits().images.astype(np.uint8)  # (1797, 8, 8)


def pixels(images: np.ndarray) -> np.ndarray:
    return images.reshape(len(images), -1) / 255.0


def test_the_errors_on_the_8x8_digits_are_those_of_the_facts(small):
    errors = principal_axes(small, 20).squared_errors(pixels(small)) * SIXTEENTHS
    known = {1: 0.062413, 2: 0.052426, 5: 0.033369, 10: 0.019196, 20: 0.007751}
    np.testing.assert_allclose([errors[k] for k in known], list(known.values()), atol=6e-7)


def test_axes_and_reconstructions_are_scikit_learn_s(small):
    learned, held_out = small[:1200], pixels(small[1200:])
    ours, theirs = principal_axes(learned, 6), PCA(6, svd_solver="full").fit(pixels(learned))
    np.testing.assert_allclose(ours.mean, theirs.mean_, atol=1e-9)
    np.testing.assert_allclose(np.abs((ours.axes * theirs.components_).sum(axis=1)), 1.0, atol=1e-6)
    np.testing.assert_allclose(ours.variances * 1200 / 1199, theirs.explained_variance_, rtol=1e-5)
    back = theirs.inverse_transform(theirs.transform(held_out))
    np.testing.assert_allclose(ours.reconstructed(held_out, 6), back, atol=1e-5)


def test_the_error_of_every_k_is_that_of_its_reconstruction_and_only_falls(small):
    axes, x = principal_axes(small[:1200], 10), pixels(small[1200:])
    errors = axes.squared_errors(x)
    for k in (0, 1, 4, 10):
        assert errors[k] == pytest.approx(np.square(axes.reconstructed(x, k) - x).mean(), rel=1e-9)
    assert (np.diff(errors) < 0).all()


def test_more_pictures_than_fit_into_one_chunk_have_the_same_axes(small, monkeypatch):
    whole = principal_axes(small, 5)
    monkeypatch.setattr("explorer.theory.autoencoders.pca.CHUNK", 500)
    np.testing.assert_allclose(principal_axes(small, 5).axes, whole.axes, atol=1e-5)


def test_codes_of_two_numbers_are_the_map_and_longer_ones_are_turned_to_where_they_differ_most():
    rng = np.random.default_rng(0)
    point, axes = plane_of(rng.normal(size=(50, 2)))
    np.testing.assert_array_equal(point, [0, 0])
    np.testing.assert_array_equal(axes, np.eye(2))
    codes = rng.normal(size=(400, 5)) * [0.1, 3.0, 0.2, 9.0, 0.3] + [1, 2, 3, 4, 5]
    point, axes = plane_of(codes)
    np.testing.assert_allclose(point, codes.mean(axis=0))
    theirs = PCA(2).fit(codes).components_
    np.testing.assert_allclose(np.abs((axes * theirs).sum(axis=1)), 1.0, atol=1e-9)
    assert axes[0, 3] > 0.9 and axes[1, 1] > 0.9  # by their sign, which is not to jump
