"""The shipped classifier as a judge: what it says of real digits, of noise and of a perfect sampler's features."""

import numpy as np
import pytest
from scipy import stats

from explorer.data.mnist_trainer.digits import load_built_in
from explorer.models.classifier import NO_DIGIT
from explorer.theory.frechet import frechet_distance
from explorer.training.classifier.file import FILE, load_classifier_file
from explorer.training.classifier.judge import entropy, feature_gaussian, judge, probabilities
from explorer.training.classifier.judgement import Judgement
from recording.no_digits import KINDS, specked

FACTS = load_classifier_file().facts


@pytest.fixture(scope="module")
def digits():
    return load_built_in()


@pytest.fixture(scope="module")
def noise():
    return np.random.default_rng(0).integers(0, 256, (512, 28, 28), dtype=np.uint8)


def test_the_shipped_file_is_small_and_states_a_good_classifier():
    assert FILE.stat().st_size <= 150_000
    assert FACTS.accuracy >= 0.993  # of eleven answers: no digit is wrong, too
    assert 0.96 <= FACTS.sure <= 0.985
    assert 9_950 <= FACTS.counts.sum() < 10_000
    assert FACTS.refused >= 0.98
    assert FACTS.entropy == pytest.approx(stats.entropy(FACTS.counts), rel=1e-12)


def test_probabilities_are_probabilities(digits):
    p = probabilities(digits.images[:600])  # more than go through the network at once
    assert p.shape == (600, 11)
    assert p.dtype == np.float32
    assert p.min() >= 0.0
    np.testing.assert_allclose(p.sum(axis=1), 1.0, atol=1e-5)
    np.testing.assert_allclose(p[512:], probabilities(digits.images[512:600]), atol=1e-5)
    assert probabilities(digits.images[:0]).shape == (0, 11)


def test_it_reads_digits_that_it_has_never_seen_written_by_others_on_another_raster(digits):
    # 93.7 % when it was trained: scikit-learn's digits are of 8×8 pixels, enlarged
    assert (probabilities(digits.images).argmax(axis=1) == digits.labels).mean() > 0.9


def test_a_judgement_is_what_the_probabilities_say(digits):
    images = digits.images[:500]
    said, p = judge(images), probabilities(images)
    assert isinstance(said, Judgement)
    assert said.n == said.counts.sum() + said.n_none == 500
    assert said.n_none == (p.argmax(axis=1) == NO_DIGIT).sum()
    np.testing.assert_allclose(said.shares, [*said.counts / 500, said.n_none / 500])
    assert said.counts.shape == (10,)
    assert said.counts.tolist() == [int((p.argmax(axis=1) == digit).sum()) for digit in range(10)]
    assert said.sure == np.mean([row[:10].max() > 0.9 for row in p])
    assert said.entropy == pytest.approx(stats.entropy(said.counts), rel=1e-12)
    assert 0.0 < said.frechet < np.inf


def test_the_same_pictures_get_the_same_judgement_and_stay_as_they_are(digits):
    images = digits.images[:200].copy()
    first, again = judge(images), judge(images)
    np.testing.assert_array_equal(images, digits.images[:200])
    np.testing.assert_array_equal(first.counts, again.counts)
    assert (first.sure, first.entropy, first.frechet) == (again.sure, again.entropy, again.frechet)


def refused(images):
    """Return the share of pictures in which the classifier sees no digit."""
    return (probabilities(images).argmax(axis=1) == NO_DIGIT).mean()


@pytest.mark.parametrize("kind", ["uniform_noise", "gaussian_noise", "speckle", "dead_generators", "noisy_remains"])
def test_noise_is_no_digit(digits, kind):
    assert refused(KINDS[kind](np.random.default_rng(99), 1_000, digits)) >= 0.99


@pytest.mark.parametrize("kind", ["blobs", "patches", "strokes", "shuffled", "averages"])
def test_shapes_that_are_no_digit_are_none(digits, kind):
    assert refused(KINDS[kind](np.random.default_rng(99), 1_000, digits)) >= 0.97


def waves(rng, n):
    """Return light and dark stripes of any direction, width and height of wave."""
    rows, columns = np.mgrid[:28, :28]
    turn, length, shift = rng.uniform(0.0, np.pi, n), rng.uniform(4.0, 28.0, n), rng.uniform(0.0, 2.0 * np.pi, n)
    along = np.multiply.outer(np.cos(turn), rows) + np.multiply.outer(np.sin(turn), columns)
    return np.rint(127.5 * (1.0 + np.sin(2.0 * np.pi * along / length[:, None, None] + shift[:, None, None]))).astype(
        np.uint8
    )


def rasters(rng, n):
    """Return white dots or lines at even distances."""
    images = np.zeros((n, 28, 28), np.uint8)
    for image in images:
        y, x = rng.integers(2, 6, 2)
        image[rng.integers(y) :: y, rng.integers(x) :: x if rng.random() < 0.5 else 1] = rng.integers(128, 256)
    return images


@pytest.mark.parametrize("kind", [waves, rasters])
def test_kinds_that_it_never_saw_are_mostly_refused(kind):
    assert refused(kind(np.random.default_rng(5), 1_000)) >= 0.9


def test_digits_with_a_few_specks_are_digits_still(digits):
    images = specked(np.random.default_rng(5), digits.images[:1_000])
    assert refused(images) < 0.05
    assert (probabilities(images)[:, :10].argmax(axis=1) == digits.labels[:1_000]).mean() > 0.88


def test_of_noise_it_is_never_sure_and_noise_is_far_from_digits(digits, noise):
    of_digits, of_noise = judge(digits.images[:512]), judge(noise)
    assert of_digits.sure > 0.7
    assert of_noise.sure == of_noise.entropy == 0.0
    assert of_noise.n_none == 512
    assert of_noise.frechet > 3.0 * of_digits.frechet > 3.0 * FACTS.frechet_floor(512)


def test_a_single_kind_of_digit_has_no_entropy_and_is_farther_than_all_kinds(digits):
    zeros = judge(digits.images[digits.labels == 0])
    assert zeros.entropy < 0.2
    assert zeros.frechet > judge(digits.images).frechet


def test_entropy_of_the_histogram():
    assert entropy(np.full(10, 7)) == pytest.approx(np.log(10.0), rel=1e-12)
    assert entropy(np.eye(10, dtype=int)[3]) == entropy(np.zeros(10, int)) == 0.0
    counts = np.array([5, 0, 3, 9, 0, 1, 2, 2, 30, 4])
    assert entropy(counts) == pytest.approx(stats.entropy(counts), rel=1e-12)


@pytest.mark.parametrize("n", [0, 1])
def test_too_few_pictures_are_refused(digits, n):
    with pytest.raises(ValueError, match="two pictures or more"):
        judge(digits.images[:n])


def test_the_gaussian_is_numpys_mean_and_covariance():
    features = np.random.default_rng(5).normal(size=(40, 6)).astype(np.float32)
    mean, covariance = feature_gaussian(features)
    np.testing.assert_allclose(mean, features.astype(float).mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(covariance, np.cov(features.astype(float).T), rtol=1e-12)


@pytest.mark.parametrize("n", [256, 512, 1024, 2048])
def test_a_perfect_sampler_scores_near_the_floor(n):
    # A sampler with just the real features' Gaussian: what it has left is the floor's order of magnitude.
    real = load_classifier_file()
    rng = np.random.default_rng(n)
    distances = []
    for _ in range(10):
        features = rng.multivariate_normal(real.feature_mean, real.feature_covariance, n, method="eigh")
        distances.append(frechet_distance(*feature_gaussian(features), real.feature_mean, real.feature_covariance))
    assert 0.4 < np.mean(distances) / FACTS.frechet_floor(n) < 1.6
