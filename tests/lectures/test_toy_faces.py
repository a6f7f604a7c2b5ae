"""What the walkthrough says about numbers is true."""

import numpy as np
import pytest

from explorer.data.toy_faces import FACES, random_images
from explorer.lectures.toy_faces import STEPS
from explorer.models.toy_faces import generator_gradient
from explorer.training.toy_faces.gan import Settings, start, train


def step_called(id: str):
    return next(step for step in STEPS if step.id == id)


def run_of(id: str):
    settings = step_called(id).settings
    return train(Settings(settings["epochs"], settings["rate"], settings["seed"], settings["k"]))


def test_d_answers_the_face_higher_then_the_fake_lower_then_the_fake_gains() -> None:
    gan, z = start(np.random.RandomState(42)), 0.7
    after_face = gan.face_step(FACES[1], 0.5)
    assert after_face.D.probability(FACES[1]) > gan.D.probability(FACES[1])
    after_fake = after_face.fake_step(z, 0.5)
    fake = gan.G.pixels(z)
    assert after_fake.D.probability(fake) < after_face.D.probability(fake)
    after_g = after_fake.generator_step(z, 0.5)
    assert after_fake.D.probability(after_g.G.pixels(z)) > after_fake.D.probability(fake)


def test_the_articles_run_settles_and_darkens_the_diagonal_in_its_first_hundreds_of_epochs() -> None:
    run = run_of("a_thousand_epochs")
    assert run.generator_loss[-200:].mean() == pytest.approx(np.log(2), abs=0.1)
    assert run.generator_loss[-200:].std() < 0.02
    assert run.at(0).G.pixels(0.5)[[0, 3]].max() < 0.65
    assert run.at(400).G.pixels(0.5)[[0, 3]].min() > 0.8


def test_a_thousand_times_the_rate_leaves_g_stuck_and_d_sure() -> None:
    run = run_of("too_fast")
    end = run.final
    pixels = end.G.pixels(0.5)
    assert not run.overflowed
    assert run.discriminator_loss[-1] < 1e-3
    assert pixels[2] > 0.99  # dark where a face is light
    assert np.abs(pixels * (1 - pixels)).max() < 1e-4
    assert max(np.abs(part).max() for part in generator_gradient(end.G, end.D, 0.5)) < 1e-3


def test_at_rate_1_a_face_comes_within_five_epochs_and_the_losses_level_off_elsewhere() -> None:
    run = train(Settings(learning_rate=1.0))
    pixels = run.at(5).G.pixels(0.5)
    assert pixels[[0, 3]].min() > 0.8 and pixels[[1, 2]].max() < 0.2
    assert abs(run.discriminator_loss[-100:].mean() - 2 * np.log(2)) > 0.15
    assert run.discriminator_loss[-100:].std() < 0.01


def test_on_the_map_d_answers_a_half_where_the_generator_has_come_to() -> None:
    end = run_of("the_map").final
    np.testing.assert_allclose(end.D.probability(end.G.pixels(np.array([0.0, 1.0]))), 0.5, atol=0.02)


def test_the_losses_by_hand_are_the_ones_that_are_said() -> None:
    say = step_called("how_wrong_is_an_answer").say
    x = 1 / (1 + np.exp(-np.array([1.7, -1.7, -1.7, 1.7])))
    D = 1 / (1 + np.exp(-(x @ [1, -1, -1, 1] - 1)))
    for number in (
        f"{D:.3f}",
        f"{-np.log(1 - D):.3f}",
        f"{-np.log(D):.3f}",
        f"{-np.log(0.9):.2f}",
        f"{-np.log(0.1):.2f}",
    ):
        assert number in say


def test_the_discriminator_by_hand_gets_all_tiles_right() -> None:
    settings = step_called("a_picture_that_is_none").settings
    images = np.concatenate([FACES, random_images(20, settings["noise"])])
    scores = images @ [settings[f"dw{i}"] for i in range(1, 5)] + settings["db"]
    assert ((scores > 0) == (np.arange(25) < 5)).all()
    assert f"{scores[1]:.1f}" == "0.4"
