"""The toy's scripts against the functions that its page shows."""

import numpy as np
import pytest

from explorer.chapters.toy_faces.inputs import N_NOISE
from explorer.data.toy_faces import FACES, PRESETS, random_images
from explorer.models import toy_faces as model
from explorer.training.toy_faces.gan import Gan, Settings, start, train
from explorer.training.toy_faces.moves import parse, replay
from tests.models.test_toy_faces import loss_of_G, loss_on_face, loss_on_fake
from tests.scripts.running import Stand, code_of, run

W, B = [1.5, -0.75, -1.0, 2.25], -0.9
V, C = [1.0, -2.0, 0.5, 3.0], [0.25, -1.0, -0.5, 0.0]
X = [0.3, 0.85, 0.1, 0.55]


def four(name, values):
    return {f"{name}{i}": value for i, value in enumerate(values, start=1)}


BY_HAND = {**four("dw", W), "db": B, **four("gw", V), **four("gb", C)}
HAND = Gan(model.Discriminator(np.array(W), B), model.Generator(np.array(V), np.array(C)))


def said_by(chapter, **settings):
    return run(code_of(Stand("toy_faces", chapter=chapter, **settings)))


def close(said, expected, decimals):
    np.testing.assert_allclose(said, np.ravel(expected), atol=0.51 * 10.0**-decimals, rtol=0)


def test_faces():
    said = said_by("faces", **four("x", X), noise=7.0)
    rule = np.array([1, -1, -1, 1])
    close(said["scores of faces"], FACES @ rule, 4)
    close(said["scores of random pictures"], random_images(N_NOISE, 7)[:5] @ rule, 4)
    close(said["scores of your picture"], X @ rule, 4)


@pytest.mark.parametrize("picture", ["yours", "non_face"])
def test_discriminator_by_hand(picture):
    said = said_by("discriminator", **BY_HAND, **four("x", X), noise=3.0, picture=picture)
    D, x, noise = HAND.D, PRESETS.get(picture, X), random_images(N_NOISE, 3)
    close(said["score w·x + b"], D.score(x), 4)
    close(said["D(x)"], D.probability(x), 4)
    close(said["D of the others"], D.probability(noise), 4)
    n_right = (D.score(FACES) > 0).sum(), (D.score(noise) <= 0).sum()
    assert said["faces and others that D gets right"] == list(n_right)


def test_generator_by_hand():
    said = said_by("generator", **BY_HAND, z=0.37)
    close(said["scores v z + c"], HAND.G.scores(0.37), 4)
    close(said["pixels"], HAND.G.pixels(0.37), 4)
    close(said["z = 0.6"], HAND.G.pixels(0.6), 4)


@pytest.mark.parametrize(
    "first, moves", [("random", "F2-0.5_N0.7-0.5_G0.3-3" * 1), ("trained", ""), ("by_hand", "G1-1")]
)
def test_put_together(first, moves):
    said = said_by("together", start=first, start_seed=11.0, moves=moves, face="4", z=0.42)
    from explorer.chapters.toy_faces.together import first_gan

    gan = replay(first_gan(Stand("toy_faces", start=first, start_seed=11.0)), parse(moves))[-1]
    if first == "random":
        again = replay(start(np.random.RandomState(11)), parse(moves))[-1]
        np.testing.assert_array_equal(gan.parameters, again.parameters)
    fake = gan.G.pixels(0.42)
    close([*said["w"], *said["b"], *said["v"], *said["c"]], gan.parameters, 6)
    close(said["D(face), D(G(z))"], [gan.D.probability(FACES[3]), gan.D.probability(fake)], 6)
    losses = (
        loss_on_face(gan.D, FACES[3]),
        loss_on_fake(gan.D, fake),
        loss_of_G(gan.G, gan.D, 0.42),
    )
    close(said["losses of D on the face, of D on the fake, of G"], losses, 6)
    close(said["gradients of D on the face"], np.hstack(model.discriminator_gradient_on_face(gan.D, FACES[3])), 6)
    close(said["gradients of D on the fake"], np.hstack(model.discriminator_gradient_on_fake(gan.D, fake)), 6)
    close(said["gradients of G"], np.hstack(model.generator_gradient(gan.G, gan.D, 0.42)), 6)


@pytest.mark.parametrize(
    "settings, moment",
    [(Settings(), 100), (Settings(50, 0.3, 5, 3), 37), (Settings(50, 100.0, 42, 1), 100)],
    ids=["the article's", "others", "too large a rate"],
)
def test_training(settings, moment):
    rate, k = settings.learning_rate, settings.discriminator_steps
    said = said_by("training", epochs=settings.epochs, rate=rate, seed=float(settings.seed), k=k, moment=moment)
    history = train(settings)
    epoch = round(moment / 100 * history.epochs)
    close([*said["w"], *said["b"], *said["v"], *said["c"]], history.parameters[epoch], 7)
    close(said["G(0.5)"], history.at(epoch).G.pixels(0.5), 7)
    if epoch:
        losses = history.discriminator_loss[epoch - 1], history.generator_loss[epoch - 1]
        close(said["losses of D and G"], losses, 7)
    for z in history.z_after:
        close(said[f"z = {z:.4f}"], history.final.G.pixels(z), 7)


@pytest.mark.parametrize("by_hand", [True, False])
def test_map(by_hand):
    settings = {"map_of": "by_hand"} if by_hand else {"map_of": "trained", "epochs": 100, "rate": 0.1, "k": 1}
    said = said_by("opinion_map", **BY_HAND, **settings, seed=4.0, noise=2.0)
    gan = HAND if by_hand else train(Settings(100, 0.1, 4)).final
    w, b = gan.D.weights, gan.D.bias
    close(said["score of (d, o, o, d), the factors of d, o and 1"], [w[0] + w[3], w[1] + w[2], b], 6)
    ends = gan.G.pixels([0.0, 1.0])
    close(said["D at the ends of G's curve, z = 0 and z = 1"], gan.D.probability(ends), 6)
    n = (gan.D.score(random_images(N_NOISE, 2)) > 0).sum()
    assert said["random pictures that D calls faces"] == [n]
