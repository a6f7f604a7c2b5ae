"""The hand-written toy GAN against the article's numbers, torch's autograd and finite differences."""

import numpy as np
import pytest
import torch

from explorer.models.toy_faces import (
    Discriminator,
    Generator,
    discriminator_gradient_on_face,
    discriminator_gradient_on_fake,
    generator_gradient,
)

HAND = Discriminator(np.array([1.0, -1.0, -1.0, 1.0]), -1.0)
HAND_GENERATOR = Generator(np.array([1.0, -1.0, -1.0, 1.0]), np.array([1.0, -1.0, -1.0, 1.0]))


def random_gan(seed: int) -> tuple[Discriminator, Generator, np.ndarray, float]:
    rng = np.random.default_rng(seed)
    D = Discriminator(rng.normal(size=4), float(rng.normal()))
    return D, Generator(rng.normal(size=4), rng.normal(size=4)), rng.random(4), float(rng.random())


def loss_on_face(D: Discriminator, x: np.ndarray) -> np.ndarray:
    return -np.log(D.probability(x))


def loss_on_fake(D: Discriminator, x_fake: np.ndarray) -> np.ndarray:
    return -np.log(1 - D.probability(x_fake))


def loss_of_G(G: Generator, D: Discriminator, z: float) -> np.ndarray:
    return loss_on_face(D, G.pixels(z))


def tensor(values) -> torch.Tensor:
    return torch.tensor(np.asarray(values), dtype=torch.float64, requires_grad=True)


def test_the_articles_discriminator_by_hand() -> None:
    assert Discriminator(HAND.weights, 0.0).score([1, 0, 0, 1]) == 2.0
    assert HAND.score([1, 0, 0, 1]) == 1.0
    assert HAND.probability([1, 0, 0, 1]) == pytest.approx(0.7311, abs=5e-5)
    assert HAND.score([0.75, 0.5, 0.25, 0.5]) == -0.5
    assert HAND.probability([0.75, 0.5, 0.25, 0.5]) == pytest.approx(0.3775, abs=5e-5)  # so: not a face


def test_the_articles_generator_by_hand() -> None:
    np.testing.assert_allclose(HAND_GENERATOR.scores(0.7), [1.7, -1.7, -1.7, 1.7])
    np.testing.assert_allclose(HAND_GENERATOR.pixels(0.7), [0.8455, 0.1545, 0.1545, 0.8455], atol=5e-5)


def test_many_at_once_are_the_same_as_one_by_one() -> None:
    D, G, _, _ = random_gan(0)
    z = np.linspace(0, 1, 7)
    assert G.pixels(z).shape == (7, 4)
    np.testing.assert_allclose(G.pixels(z)[3], G.pixels(z[3]))
    np.testing.assert_allclose(D.probability(G.pixels(z))[3], D.probability(G.pixels(z[3])))


@pytest.mark.parametrize("seed", range(4))
def test_gradients_are_those_of_autograd(seed: int) -> None:
    D, G, x, z = random_gan(seed)
    w, b, v, c = tensor(D.weights), tensor(D.bias), tensor(G.weights), tensor(G.biases)

    def probability(image: torch.Tensor) -> torch.Tensor:
        return 1 / (1 + torch.exp(-(image @ w + b)))

    fake = 1 / (1 + torch.exp(-(v * z + c)))
    cases = [
        (-torch.log(probability(torch.tensor(x))), (w, b), discriminator_gradient_on_face(D, x)),
        (-torch.log(1 - probability(fake.detach())), (w, b), discriminator_gradient_on_fake(D, G.pixels(z))),
        (-torch.log(probability(fake)), (v, c), generator_gradient(G, D, z)),
    ]
    for loss, parameters, ours in cases:
        for expected, gradient in zip(torch.autograd.grad(loss, parameters), ours, strict=True):
            np.testing.assert_allclose(gradient, expected.numpy(), rtol=1e-10)


def test_gradients_are_those_of_finite_differences() -> None:
    D, G, x, z = random_gan(9)
    h = 1e-6
    for i in range(4):
        e = h * np.eye(4)[i]
        shifted = [Discriminator(D.weights + s * e, D.bias) for s in (1, -1)]
        slope = np.subtract(*[loss_on_face(d, x) for d in shifted]) / (2 * h)
        assert discriminator_gradient_on_face(D, x)[0][i] == pytest.approx(slope, abs=1e-8)
        slope = np.subtract(*[loss_on_fake(d, x) for d in shifted]) / (2 * h)
        assert discriminator_gradient_on_fake(D, x)[0][i] == pytest.approx(slope, abs=1e-8)
        slope = np.subtract(*[loss_of_G(Generator(G.weights + s * e, G.biases), D, z) for s in (1, -1)]) / (2 * h)
        assert generator_gradient(G, D, z)[0][i] == pytest.approx(slope, abs=1e-8)
        slope = np.subtract(*[loss_of_G(Generator(G.weights, G.biases + s * e), D, z) for s in (1, -1)]) / (2 * h)
        assert generator_gradient(G, D, z)[1][i] == pytest.approx(slope, abs=1e-8)
