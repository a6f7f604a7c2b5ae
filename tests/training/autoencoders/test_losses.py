"""The losses as torch computes them against the NumPy ones, and their written-out gradients against autograd."""

import numpy as np
import pytest
import torch

from explorer.theory.autoencoders import losses as theory
from explorer.training.autoencoders.losses import (
    kl_to_prior,
    posterior_slope,
    reconstruction_loss,
    reconstruction_slope,
    sampled,
)
from explorer.training.autoencoders.settings import LOSSES

CASES = [(loss, is_linear) for loss in LOSSES for is_linear in (False, True) if not (is_linear and loss[0] == "c")]


@pytest.mark.parametrize(("loss", "is_linear"), CASES)
def test_losses_and_slopes(loss: str, is_linear: bool) -> None:
    rng = torch.Generator().manual_seed(0)
    x = torch.rand(6, 784, generator=rng)
    logits = torch.randn(6, 784, generator=rng, requires_grad=True)
    x_hat = logits if is_linear else logits.sigmoid()
    value = reconstruction_loss(x, logits, x_hat, loss)
    value.backward()
    as_numpy = theory.LOSSES[loss](x.numpy().astype(float), x_hat.detach().numpy().astype(float)).mean()
    assert value.item() == pytest.approx(as_numpy, rel=1e-5)
    slope = reconstruction_slope(x, x_hat.detach(), loss, is_linear)
    torch.testing.assert_close(slope, logits.grad, rtol=1e-4, atol=1e-6)


def test_the_gradient_through_the_sample_and_the_kl_is_autograd_s():
    rng = torch.Generator().manual_seed(0)
    said = torch.randn(5, 6, generator=rng, requires_grad=True)
    epsilon, weight = torch.randn(5, 3, generator=rng), torch.randn(5, 3, generator=rng)
    mu, log_variance = said.chunk(2, dim=1)
    z = sampled(mu, log_variance, epsilon)
    kl = kl_to_prior(mu, log_variance)
    np.testing.assert_allclose(
        kl.detach().numpy(), theory.kl_to_prior(mu.detach().numpy(), log_variance.detach().numpy()), rtol=1e-5
    )
    (torch.sin(z) * weight).sum().add(2.5 * kl.sum() / 5).backward()
    slope_z = (torch.cos(z) * weight).detach()
    torch.testing.assert_close(posterior_slope(mu.detach(), log_variance.detach(), epsilon, slope_z, 2.5), said.grad)
