"""The autoencoders of the plane: their updates against torch's, and where they begin."""

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.distributions import MultivariateNormal, Normal, kl_divergence

from explorer.models.mode_collapse.mlp import Mlp
from explorer.training.autoencoders.plane import BETA1, PlaneAutoencoder
from explorer.training.autoencoders.plane_settings import RingSettings
from explorer.training.mode_collapse.gan import Gan2d
from tests.training.mode_collapse.test_gan import flat, twin

SETTINGS = RingSettings(s=0.3, seed=3, batch_size=7, learning_rate=0.03)


def loss_of(x: Tensor, epsilon: Tensor, encoder: nn.Module, decoder: nn.Module, s: float | None) -> Tensor:
    """Return the loss, by torch's own densities; without `s` the plain one."""
    said = encoder(x)
    if s is None:
        return (decoder(said) - x).square().sum(dim=1).mean()
    q = Normal(said[:, :2], (said[:, 2:] / 2).exp())
    x_hat = decoder(q.loc + q.scale * epsilon)
    likelihood = MultivariateNormal(x_hat, s**2 * torch.eye(2, dtype=x.dtype))
    elbo = likelihood.log_prob(x) - kl_divergence(q, Normal(0.0, 1.0)).sum(dim=1)
    return -elbo.mean() - 2 * np.log(s) - np.log(2 * np.pi)


@pytest.mark.parametrize("is_variational", [False, True])
def test_an_update_is_torchs(is_variational: bool) -> None:
    ours = PlaneAutoencoder(SETTINGS, is_variational=is_variational, dtype=np.float64)
    networks: list[Mlp] = [ours.encoder, ours.decoder]
    encoder, decoder = (twin(network) for network in networks)
    optimizer = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], 0.03, (BETA1, 0.999))
    rng = np.random.default_rng(1)
    for _ in range(4):
        x, epsilon = rng.standard_normal((2, 2, SETTINGS.batch_size))
        rows = torch.from_numpy(x.T.copy()), torch.from_numpy(epsilon.T.copy())
        loss = loss_of(*rows, encoder, decoder, SETTINGS.s if is_variational else None)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        assert ours.step(x, epsilon) == pytest.approx(loss.item())
        for network, other in zip(networks, (encoder, decoder), strict=True):
            np.testing.assert_allclose(network.parameters, flat(other), rtol=1e-7, atol=1e-9)


def test_codes_are_what_the_encoder_says_of_where_they_lie() -> None:
    x = np.random.default_rng(0).standard_normal((2, 5))
    for is_variational in (False, True):
        ours = PlaneAutoencoder(SETTINGS, is_variational=is_variational, dtype=np.float64)
        said = twin(ours.encoder)(torch.from_numpy(x.T.copy()))
        np.testing.assert_allclose(ours.codes(x), said[:, :2].detach().numpy().T)


def test_all_three_decoders_begin_with_the_same_weights() -> None:
    begin = Gan2d(SETTINGS.gan).G.parameters
    for is_variational in (False, True):
        ours = PlaneAutoencoder(SETTINGS, is_variational=is_variational)
        np.testing.assert_array_equal(ours.decoder.parameters, begin)
        assert ours.decoder.sizes == Gan2d(SETTINGS.gan).G.sizes == (2, 32, 32, 2)


def test_a_dearer_kl_is_a_larger_s() -> None:
    """β KL beside ‖x − x̂‖²/(2s²) makes the same gradient, but for its length, as s√β: no slider of its own."""
    rng, beta = np.random.default_rng(2), 2.5
    encoder, decoder = nn.Linear(2, 4, dtype=torch.float64), nn.Linear(2, 2, dtype=torch.float64)
    x, epsilon = (torch.from_numpy(rng.standard_normal((9, 2))) for _ in range(2))
    mu, log_variance = encoder(x).chunk(2, dim=1)
    miss = (decoder(mu + (log_variance / 2).exp() * epsilon) - x).square().sum(dim=1).mean() / 2
    kl = 0.5 * (mu.square() + log_variance.exp() - log_variance - 1).sum(dim=1).mean()
    larger = loss_of(x, epsilon, encoder, decoder, 0.3 * beta**0.5)
    assert (miss / 0.3**2 + beta * kl).item() == pytest.approx(beta * larger.item())
