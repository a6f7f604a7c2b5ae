"""The slopes of the network written out by hand and the second derivatives of a penalty on them, against autograd."""

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.models.mode_collapse.mlp import ACTIVATIONS, Mlp
from explorer.models.mode_collapse.mlp_slopes import SlopePass
from tests.models.mode_collapse.test_mlp import BATCH, batch, twin

SHAPES = [(2, 1), (2, 5, 1), (2, 6, 4, 1), (2, 6, 6, 6, 6, 6, 1)]


def in_our_order(network: nn.Sequential, gradients: tuple[Tensor | None, ...]) -> np.ndarray:
    """Return torch's gradients as one vector like `Mlp.gradient`; torch says None where a bias does not count."""
    whole = [
        torch.zeros_like(of) if gradient is None else gradient
        for of, gradient in zip(network.parameters(), gradients, strict=True)
    ]
    rows = [
        torch.cat([weight, bias[:, None]], 1).flatten() for weight, bias in zip(whole[::2], whole[1::2], strict=True)
    ]
    return torch.cat(rows).numpy()


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("sizes", SHAPES, ids=str)
def test_slopes_and_the_gradient_of_a_penalty_on_them_are_torchs(sizes: tuple[int, ...], activation: str) -> None:
    network = Mlp(sizes, activation, np.random.default_rng(0), np.float64)
    passed = SlopePass(network, BATCH)
    for seed in (1, 2):  # the second pass finds the first one's numbers in its room
        passed.x[:] = batch(2, seed)
        slopes = passed.slopes().copy()
        network.gradient[:] = 3.0  # what the loss has left there: the penalty is added
        passed.add_gradient(np.cos(slopes))  # the penalty sum(sin g)

        theirs, x = twin(network), torch.from_numpy(batch(2, seed).T.copy()).requires_grad_()
        (expected,) = torch.autograd.grad(theirs(x).sum(), x, create_graph=True)
        np.testing.assert_allclose(slopes, expected.detach().numpy().T, rtol=1e-10, atol=1e-14)
        gradients = torch.autograd.grad(expected.sin().sum(), list(theirs.parameters()), allow_unused=True)
        np.testing.assert_allclose(network.gradient - 3.0, in_our_order(theirs, gradients), rtol=1e-8, atol=1e-12)
