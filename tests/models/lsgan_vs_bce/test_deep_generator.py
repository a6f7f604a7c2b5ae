"""The deep generator and the discriminators that learn side by side: their hand-made gradients against autograd."""

import numpy as np
import pytest
import torch

from explorer.models.lsgan_vs_bce.deep_generator import (
    ACTIVATIONS,
    LATENT_DIM,
    LEAK,
    DeepGenerator,
    ParallelDiscriminators,
)

TORCH = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "leaky_relu": lambda x: torch.nn.functional.leaky_relu(x, LEAK),
}


def tensors(arrays: list[np.ndarray]) -> list[torch.Tensor]:
    return [torch.tensor(array, requires_grad=True) for array in arrays]


def torch_D(x: torch.Tensor, weights: list[torch.Tensor], biases: list[torch.Tensor]) -> torch.Tensor:
    hidden = x
    for weight, bias in zip(weights[:-1], biases[:-1], strict=True):
        hidden = TORCH["leaky_relu"](hidden @ weight + bias)
    return (hidden @ weights[-1] + biases[-1])[..., 0]


def trained_apart(rng: np.random.Generator) -> ParallelDiscriminators:
    D = ParallelDiscriminators(3, rng)
    for parameter in (*D.weights, *D.biases):
        parameter += 0.3 * rng.standard_normal(parameter.shape)
    return D


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_generator_and_its_gradients_against_autograd(activation: str) -> None:
    rng = np.random.default_rng(0)
    G = DeepGenerator(3, activation, rng)
    z, gradient_x = rng.standard_normal((9, LATENT_DIM)), rng.standard_normal((9, 2))
    weights = tensors(G.weights)
    hidden = torch.tensor(z)
    for weight in weights[:-1]:
        hidden = TORCH[activation](hidden @ weight)
    x = hidden @ weights[-1]
    np.testing.assert_allclose(G.forward(z), x.detach().numpy(), atol=1e-12)
    expected = torch.autograd.grad((x * torch.tensor(gradient_x)).sum(), weights)
    assert len(expected) == 4
    for gradient, reference in zip(G.weight_gradients(z, gradient_x), expected, strict=True):
        np.testing.assert_allclose(gradient, reference.numpy(), atol=1e-12)


def test_discriminators_and_their_gradients_against_autograd() -> None:
    rng = np.random.default_rng(1)
    D = trained_apart(rng)
    points, gradient_t = rng.standard_normal((7, 2)), rng.standard_normal((3, 7))
    x = torch.tensor(points, requires_grad=True)
    weights, biases = tensors(D.weights), tensors(D.biases)
    t = torch_D(x, weights, biases)
    np.testing.assert_allclose(D.logits(points), t.detach().numpy(), atol=1e-12)
    expected = torch.autograd.grad((t * torch.tensor(gradient_t)).sum(), [*weights, *biases], retain_graph=True)
    for gradient, reference in zip(D.parameter_gradients(D.layers(points), gradient_t), expected, strict=True):
        np.testing.assert_allclose(gradient, reference.numpy(), atol=1e-11)
    for copy in range(3):
        slope = torch.autograd.grad(t[copy].sum(), x, retain_graph=True)[0]
        np.testing.assert_allclose(D.slope(points)[copy], slope.numpy(), atol=1e-11)


@pytest.mark.parametrize(
    ("name", "torch_name"), [("sigmoid", "sigmoid"), ("tanh", "tanh"), ("leaky_relu", "leaky_relu")]
)
def test_gains_are_torchs(name: str, torch_name: str) -> None:
    assert ACTIVATIONS[name].gain == pytest.approx(torch.nn.init.calculate_gain(torch_name, LEAK))


def test_weights_fill_glorots_interval() -> None:
    weight = DeepGenerator(1, "tanh", np.random.default_rng(0)).weights[0]
    bound = 5 / 3 * np.sqrt(6 / (LATENT_DIM + weight.shape[1]))
    assert 0.95 * bound < np.abs(weight).max() <= bound


def test_all_copies_start_alike_and_share_nothing() -> None:
    D = ParallelDiscriminators(3, np.random.default_rng(0))
    x = np.random.default_rng(5).standard_normal((4, 2))
    np.testing.assert_allclose(D.logits(x), np.tile(D.logits(x)[0], (3, 1)))
    D.weights[0][1] += 1.0
    first, second, third = D.logits(x)
    np.testing.assert_allclose(first, third)
    assert not np.allclose(first, second)
