"""The toy's training: the article's run to 8 decimals, and the fast loop against the steps one by one."""

import numpy as np
import pytest

from benchmarks.toy_training import plain_train
from explorer.data.toy_faces import FACES
from explorer.training.toy_faces.gan import ARTICLE, PARAMETERS, Gan, Settings, start, train
from tests.models.test_toy_faces import loss_of_G, loss_on_face, loss_on_fake

ARTICLE_IMAGES = [
    [0.94688171, 0.03401213, 0.04080795, 0.96308679],
    [0.95653992, 0.03437852, 0.03579494, 0.97063836],
    [0.95056667, 0.03414339, 0.03893305, 0.96599501],
    [0.94228203, 0.03386046, 0.04309146, 0.95941292],
]


def test_the_articles_run_ends_at_the_articles_parameters() -> None:
    end = train(ARTICLE).final
    tolerance = {"rtol": 0, "atol": 5e-9}
    np.testing.assert_allclose(end.G.weights, [0.70702123, 0.03720449, -0.45703394, 0.79375751], **tolerance)
    np.testing.assert_allclose(end.G.biases, [2.48490157, -3.36725912, -2.90139211, 2.8172726], **tolerance)
    np.testing.assert_allclose(end.D.weights, [0.60175083, -0.29127513, -0.40093314, 0.37759987], **tolerance)
    assert end.D.bias == pytest.approx(-0.89551030, abs=5e-9)


def test_the_next_four_draws_give_the_articles_images() -> None:
    run = train(ARTICLE)
    np.testing.assert_allclose(run.final.G.pixels(run.z_after), ARTICLE_IMAGES, rtol=0, atol=5e-9)


def slow_train(settings: Settings) -> tuple[np.ndarray, np.ndarray]:
    """The same run by the `*_step` methods, with every z drawn when it is needed."""
    rng = np.random.RandomState(settings.seed)
    gan = start(rng)
    rows, losses = [gan.parameters], []
    for _ in range(settings.epochs):
        for x in FACES:
            for _ in range(settings.discriminator_steps):
                gan = gan.face_step(x, settings.learning_rate)
                z = rng.random_sample()
                fake = gan.G.pixels(z)
                loss = loss_on_face(gan.D, x) + loss_on_fake(gan.D, fake)
                losses_here = (float(loss), float(loss_of_G(gan.G, gan.D, z)))
                gan = gan.fake_step(z, settings.learning_rate)
            gan = gan.generator_step(z, settings.learning_rate)
            losses.append(losses_here)
        rows.append(gan.parameters)
    return np.array(rows), np.array(losses).reshape(settings.epochs, len(FACES), 2).mean(axis=1)


@pytest.mark.parametrize("settings", [Settings(30, 0.01, 42, 1), Settings(25, 0.3, 7, 3)])
def test_the_fast_loop_is_the_steps_one_by_one(settings: Settings) -> None:
    rows, losses = slow_train(settings)
    run = train(settings)
    np.testing.assert_allclose(run.parameters, rows, rtol=0, atol=1e-12)
    np.testing.assert_allclose(run.discriminator_loss, losses[:, 0], rtol=0, atol=1e-12)
    np.testing.assert_allclose(run.generator_loss, losses[:, 1], rtol=0, atol=1e-12)


def test_the_plain_loop_of_the_benchmark_agrees() -> None:
    settings = Settings(40, 0.05, 3, 2)
    parameters, errors = plain_train(settings)
    run = train(settings)
    np.testing.assert_allclose(run.final.parameters, parameters, rtol=0, atol=1e-12)
    per_epoch = errors.reshape(settings.epochs, len(FACES), 2).mean(axis=1)
    np.testing.assert_allclose(run.discriminator_loss, per_epoch[:, 0], rtol=0, atol=1e-12)


def test_a_step_lowers_the_loss_that_it_descends() -> None:
    gan = start(np.random.RandomState(1))
    x, z, rate = FACES[1], 0.4, 0.05
    assert loss_on_face(gan.face_step(x, rate).D, x) < loss_on_face(gan.D, x)
    fake = gan.G.pixels(z)
    assert loss_on_fake(gan.fake_step(z, rate).D, fake) < loss_on_fake(gan.D, fake)
    assert loss_of_G(gan.generator_step(z, rate).G, gan.D, z) < loss_of_G(gan.G, gan.D, z)


def test_each_step_moves_its_own_network_only() -> None:
    gan = start(np.random.RandomState(1))
    assert gan.face_step(FACES[0], 0.1).G is gan.G
    assert gan.fake_step(0.5, 0.1).G is gan.G
    assert gan.generator_step(0.5, 0.1).D is gan.D


def test_parameters_go_there_and_back() -> None:
    numbers = np.arange(len(PARAMETERS), dtype=float)
    np.testing.assert_array_equal(Gan.from_parameters(numbers).parameters, numbers)


def test_losses_settle_near_their_equilibrium() -> None:
    """At equilibrium D's loss is 2 ln 2 and G's ln 2 (facts on the minimax game)."""
    run = train(Settings(epochs=3000, learning_rate=0.03, seed=0))
    assert run.discriminator_loss[-500:].mean() == pytest.approx(2 * np.log(2), abs=0.15)
    assert run.generator_loss[-500:].mean() == pytest.approx(np.log(2), abs=0.15)


@pytest.mark.parametrize("seed", range(6))
def test_other_seeds_learn_to_draw_faces_too(seed: int) -> None:
    pixels = train(Settings(seed=seed)).final.G.pixels(0.5)
    assert pixels[[0, 3]].min() > 0.8
    assert pixels[[1, 2]].max() < 0.2


def test_a_learning_rate_beyond_reason_stops_the_run_and_says_so() -> None:
    run = train(Settings(learning_rate=1000.0))
    assert run.overflowed
    assert run.epochs < 1000
    assert np.isfinite(run.parameters).all()
    assert len(run.discriminator_loss) == run.epochs
    assert not train(Settings(learning_rate=10.0)).overflowed
