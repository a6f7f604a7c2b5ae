"""Spectral normalisation against singular values, and its gradient against torch's own parametrisation."""

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils.parametrizations import spectral_norm

from explorer.models.mode_collapse.mlp import Mlp
from explorer.models.mode_collapse.spectral_norm import SpectralNorm
from tests.models.mode_collapse.test_mlp import BATCH, batch, twin


@pytest.fixture
def network() -> Mlp:
    return Mlp((2, 6, 5, 1), "tanh", np.random.default_rng(0), np.float64)


def test_after_many_iterations_the_largest_singular_value_is_one_and_biases_are_as_before(network: Mlp) -> None:
    before = [weight.copy() for weight in network.weights]
    norm = SpectralNorm(network, np.random.default_rng(1))
    for _ in range(200):
        norm.normalise()
    for old, new in zip(before, network.weights, strict=True):
        sigma = np.linalg.svd(old[:, :-1], compute_uv=False)[0]
        np.testing.assert_allclose(new[:, :-1], old[:, :-1] / sigma, rtol=1e-9)
        np.testing.assert_array_equal(new[:, -1], old[:, -1])
    np.testing.assert_array_equal(norm.parameters, np.concatenate([old.ravel() for old in before]))


def lend_vectors(norm: SpectralNorm, layers: list[nn.Module]) -> None:
    """Give torch's layers the u and v of ours."""
    for layer, u, v in zip(layers, norm._u, norm._v, strict=True):
        layer.parametrizations.weight[0]._u.copy_(torch.from_numpy(u))
        layer.parametrizations.weight[0]._v.copy_(torch.from_numpy(v))


def test_a_step_is_torchs(network: Mlp) -> None:
    theirs = twin(network)
    norm = SpectralNorm(network, np.random.default_rng(1))
    layers = [spectral_norm(layer) for layer in theirs if isinstance(layer, nn.Linear)]
    theirs.eval()  # no power iteration of its own: it makes u before v, Miyato et al. v before u
    lend_vectors(norm, layers)
    x, tape = batch(2, 3), network.tape(BATCH)
    tape.x[:] = x
    output = network.forward(tape)
    expected = theirs(torch.from_numpy(x.T))
    np.testing.assert_allclose(output, expected.detach().numpy().T, rtol=1e-10)

    network.backward(tape, np.cos(output))
    expected.sin().sum().backward()
    for gradient, layer in zip(network.views(norm.back()), layers, strict=True):
        by_weight = layer.parametrizations.weight.original.grad.numpy()
        np.testing.assert_allclose(gradient[:, :-1], by_weight, rtol=1e-8, atol=1e-12)
        np.testing.assert_allclose(gradient[:, -1], layer.bias.grad.numpy(), rtol=1e-8, atol=1e-12)

    norm.parameters -= 0.1 * norm.gradient
    norm.normalise()
    with torch.no_grad():
        for parameter in theirs.parameters():
            parameter -= 0.1 * parameter.grad
    lend_vectors(norm, layers)
    np.testing.assert_allclose(network(x), theirs(torch.from_numpy(x.T)).detach().numpy().T, rtol=1e-9)
