"""Every sentence of the toy about a result holds at the ends of its controls."""

import itertools
import re

import numpy as np
import pytest

from explorer.chapters.toy_faces.inputs import RATES
from explorer.chapters.toy_faces.whole_gan import EPOCHS_A_STEP, UNSURE, _answers, _film, _in_words
from explorer.chapters.toy_faces.written_out import biases_and_z
from explorer.data.toy_faces import FACES, is_face
from explorer.models.toy_faces import Generator
from explorer.training.toy_faces.gan import ARTICLE, Settings, train

RUNS = [
    Settings(epochs, rate, seed, k)
    for epochs, rate, seed, k in itertools.product((50, 1000), (RATES[0], 0.01, 1.0, 10.0), (42, 0), (1, 5))
]


@pytest.mark.parametrize("settings", RUNS, ids=str)
def test_biases_and_z_in_words(settings: Settings) -> None:
    history = train(settings)
    for epoch in (0, history.epochs // 2, history.epochs):
        G = history.at(epoch).G
        text = biases_and_z(G)
        c = G.biases
        assert text.startswith("G's biases do the work") == bool(min(c[0], c[3]) > 0 > max(c[1], c[2])), epoch
        found = [float(each) for each in re.findall(r"-?\d+\.?\d*", text.replace("−", "-"))]
        change = np.ptp(G.pixels(np.linspace(0, 1, 201)), axis=0).max()
        if "×" not in text:
            assert found[:4] == pytest.approx([c[0], c[3], c[1], c[2]], abs=6e-3)
            assert found[-1] == pytest.approx(change, abs=2e-3)


def test_at_a_rate_of_10_nothing_is_said_to_be_very_negative() -> None:
    history = train(Settings(1000, 10.0, 42, 1))
    assert not biases_and_z(history.final.G).startswith("G's biases do the work")
    assert "change by up to 0." in biases_and_z(Generator(np.zeros(4) + 0.1, np.zeros(4)))


def test_what_is_said_of_rates_is_so_in_the_articles_run() -> None:
    """At 1 a face within five epochs and other losses, at 10 no face."""
    fast = train(Settings(1000, 1.0, 42, 1))
    assert any(is_face(fast.at(epoch).G.pixels(0.5)) for epoch in range(1, 6))
    assert abs(fast.generator_loss[-1] - np.log(2)) > 0.05
    assert not is_face(train(Settings(1000, 10.0, 42, 1)).final.G.pixels(0.5))


def test_larger_weights_in_the_same_proportion_push_scores_apart() -> None:
    D = train(ARTICLE).final.D
    assert np.ptp(2 * D.weights @ FACES.T) == pytest.approx(2 * np.ptp(D.weights @ FACES.T))


def test_home_says_what_its_two_answers_mean() -> None:
    for epoch in range(0, ARTICLE.epochs + 1, EPOCHS_A_STEP):
        D_fake, D_real = _answers(epoch)
        text = _in_words(epoch)
        unsure = max(abs(D_fake - 0.5), abs(D_real - 0.5)) < UNSURE
        assert ("hardly tell" in text) == unsure
        if "tells them apart" in text and not unsure:
            assert D_real > D_fake
        assert text.count("%") >= 2
    assert "50 %" in _in_words(ARTICLE.epochs) and "46 %" in _in_words(ARTICLE.epochs)
    assert "hardly tell them apart" in _in_words(ARTICLE.epochs)


def test_home_plays_the_run_from_its_first_epoch_to_its_last() -> None:
    film = _film("home_picture")
    assert len(film.frames) == ARTICLE.epochs // EPOCHS_A_STEP + 1
    for frame, epoch in ((film.frames[0], 0), (film.frames[-1], ARTICLE.epochs)):
        texts = [each["text"] for each in frame["layout"]["annotations"]]
        assert f"<b>{round(100 * _answers(epoch)[0])} %</b> real" in texts
