"""What is computed from G's answers, against a G whose answers are known, and against plain loops."""

import numpy as np
import pytest

from explorer.data.mnist_trainer.digits import load_built_in
from explorer.training.classifier.judge import probabilities
from explorer.training.mnist_trainer.gan import DEFAULTS, GanTraining
from explorer.training.mnist_trainer.questions import class_averages, coordinate_effects
from explorer.training.mnist_trainer.trained import begin_trained

RNG = np.random.default_rng(0)


def test_a_linear_generators_coordinates_change_the_picture_as_its_matrix_says() -> None:
    matrix = RNG.integers(-4, 5, (6, 784))

    def paint(z: np.ndarray) -> np.ndarray:
        return (128 + z @ matrix).astype(np.uint8).reshape(-1, 28, 28)

    effects = coordinate_effects(paint, np.ones(6), -3.0, 3.0)
    np.testing.assert_allclose(effects, 6.0 * np.abs(matrix).mean(axis=1) / 255.0)


def test_a_coordinate_that_is_ignored_has_no_effect() -> None:
    effects = coordinate_effects(lambda z: np.zeros((len(z), 28, 28), np.uint8), np.zeros(4), -3.0, 3.0)
    np.testing.assert_array_equal(effects, np.zeros(4))


def test_averages_are_those_of_a_plain_loop() -> None:
    images = RNG.integers(0, 256, (50, 28, 28), dtype=np.uint8)
    z, classes = RNG.standard_normal((50, 7)), RNG.integers(0, 9, 50)
    averages = class_averages(images, z, classes)
    for k in range(9):
        assert averages.counts[k] == (classes == k).sum()
        np.testing.assert_allclose(averages.images[k], images[classes == k].mean(axis=0), atol=0.5 + 1e-9)
        np.testing.assert_allclose(averages.z[k], z[classes == k].mean(axis=0))


def test_a_class_without_pictures_is_empty() -> None:
    averages = class_averages(np.full((3, 28, 28), 9, np.uint8), np.ones((3, 2)), np.array([4, 4, 4]))
    assert averages.counts.sum() == averages.counts[4] == 3
    assert (averages.images[4] == 9).all() and not averages.images[[0, 9]].any()
    np.testing.assert_array_equal(averages.z[0], [0.0, 0.0])


@pytest.mark.parametrize("n", [1, 7])
def test_a_single_class_is_its_own_average(n: int) -> None:
    images = np.repeat(RNG.integers(0, 256, (1, 28, 28), dtype=np.uint8), n, axis=0)
    np.testing.assert_array_equal(class_averages(images, np.ones((n, 2)), np.full(n, 3)).images[3], images[0])


@pytest.mark.parametrize("source", ["mnist", "built_in"])
def test_the_average_z_of_a_class_mostly_shows_that_class(source: str) -> None:
    """As the page says of networks that draw digits; here of the recorded ones. Live, seeds 0 to 4: 8 to 10 of ten."""
    run = GanTraining(load_built_in().images, DEFAULTS["compact"])
    begin_trained(run, source)
    z = np.random.default_rng(0).standard_normal((1_000, run.G.latent_dim))
    images = run.samples(z)
    averages = class_averages(images, z, probabilities(images).argmax(axis=1))
    shown = probabilities(run.samples(averages.z)).argmax(axis=1)
    assert (shown == np.arange(10)).sum() > 5
