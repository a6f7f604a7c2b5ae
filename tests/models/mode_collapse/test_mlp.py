"""The network written out by hand, against torch's layers and automatic differentiation, and finite differences."""

import numpy as np
import pytest
import torch
from torch import nn

from explorer.models.mode_collapse.mlp import ACTIVATIONS, LEAK, Mlp

MODULES = {"tanh": nn.Tanh, "relu": nn.ReLU, "leaky_relu": lambda: nn.LeakyReLU(LEAK)}
SHAPES = [(2, 1), (2, 5, 1), (1, 4, 3, 2), (2, 6, 6, 6, 6, 6, 1)]
BATCH = 7


def twin(network: Mlp) -> nn.Sequential:
    """Return torch's network with the same weights."""
    layers: list[nn.Module] = []
    for weight in network.weights:
        layer = nn.Linear(weight.shape[1] - 1, weight.shape[0], dtype=torch.float64)
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(weight[:, :-1].copy()))
            layer.bias.copy_(torch.from_numpy(weight[:, -1].copy()))
        layers += [layer, MODULES[network.activation]()]
    return nn.Sequential(*layers[:-1])


@pytest.fixture(params=[(sizes, activation) for sizes in SHAPES for activation in ACTIVATIONS], ids=str)
def network(request: pytest.FixtureRequest) -> Mlp:
    sizes, activation = request.param
    return Mlp(sizes, activation, np.random.default_rng(0), np.float64)


def batch(n_rows: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((n_rows, BATCH))


def test_forward_and_backward_are_torchs(network: Mlp) -> None:
    x, delta = batch(network.sizes[0], 1), batch(network.sizes[-1], 2)
    tape = network.tape(BATCH)
    for _ in range(2):  # the second pass finds the first one's numbers in its room
        tape.x[:] = x
        output = network.forward(tape).copy()
        by_input = network.backward(tape, delta, by_input=True).copy()
    theirs, x_torch = twin(network), torch.from_numpy(x.T.copy()).requires_grad_()
    expected = theirs(x_torch)
    expected.backward(torch.from_numpy(delta.T.copy()))
    np.testing.assert_allclose(output, expected.detach().numpy().T, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(by_input, x_torch.grad.numpy().T, rtol=1e-10, atol=1e-14)
    layers = [layer for layer in theirs if isinstance(layer, nn.Linear)]
    for gradient, layer in zip(network.weight_gradients, layers, strict=True):
        np.testing.assert_allclose(gradient[:, :-1], layer.weight.grad.numpy(), rtol=1e-10, atol=1e-14)
        np.testing.assert_allclose(gradient[:, -1], layer.bias.grad.numpy(), rtol=1e-10, atol=1e-14)
    np.testing.assert_array_equal(network(x), output)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_gradient_is_what_finite_differences_say(activation: str) -> None:
    network = Mlp((2, 5, 4, 1), activation, np.random.default_rng(3), np.float64)
    x, tape = batch(2, 4), network.tape(BATCH)

    def total() -> float:
        return float(np.sin(network(x)).sum())

    tape.x[:] = x
    network.backward(tape, np.cos(network.forward(tape)))
    numerical = np.empty_like(network.parameters)
    for i in range(len(numerical)):
        kept = network.parameters[i]
        network.parameters[i] = kept + 1e-6
        above = total()
        network.parameters[i] = kept - 1e-6
        numerical[i] = (above - total()) / 2e-6
        network.parameters[i] = kept
    np.testing.assert_allclose(network.gradient, numerical, rtol=1e-6, atol=1e-8)


def test_the_gradient_by_the_input_leaves_the_parameters_gradient_alone() -> None:
    network = Mlp((2, 5, 1), "tanh", np.random.default_rng(0))
    network.gradient[:] = 7.0
    tape = network.tape(BATCH)
    tape.x[:] = batch(2, 0)
    network.forward(tape)
    network.backward(tape, np.ones((1, BATCH), np.float32), by_parameters=False, by_input=True)
    assert (network.gradient == 7.0).all()


def test_it_computes_in_single_precision_and_begins_as_torch_does() -> None:
    network = Mlp((2, 400, 1), "tanh", np.random.default_rng(0))
    assert network.parameters.dtype == np.float32 and network(batch(2, 0)).dtype == np.float32
    first, last = network.weights
    for weight, n_in in ((first, 2), (last, 400)):
        bound = 1 / np.sqrt(n_in)
        assert np.abs(weight).max() <= bound
        assert weight.std() == pytest.approx(bound / np.sqrt(3), rel=0.1)
