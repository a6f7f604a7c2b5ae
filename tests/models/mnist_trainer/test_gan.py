"""The networks against hand-counted parameters, and what they share against its definition."""

import numpy as np
import pytest
import torch
from torch import nn

from explorer.models.layers import Dropout, glorot_uniform, linear
from explorer.models.mnist_trainer.fixed_statistics import with_fixed_statistics
from explorer.models.mnist_trainer.gan import NETWORKS, batch_spread, networks

torch.set_num_threads(1)

# Dense layers n_in·n_out + n_out, kernels in·out·k·k (+ out), batch normalisation 2 a channel.
BY_HAND = {
    "dense": (100 * 128 + 128 + 128 * 784 + 784, 784 * 128 + 128 + 128 + 1),
    "convolutional": (
        100 * 12544 + 2 * 12544 + 256 * 128 * 25 + 2 * 128 + 128 * 64 * 25 + 2 * 64 + 64 * 25,
        64 * 25 + 64 + 64 * 128 * 25 + 128 + 6272 + 1,
    ),
    "compact": (
        32 * 64 + 2 * 64 + 64 * 1568 + 2 * 1568 + 32 * 64 + 1,
        112 * 64 + 64 + 448 * 128 + 128 + 128 + 1,
    ),
}


def n_parameters(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("name", NETWORKS)
def test_parameters_are_as_many_as_counted_by_hand(name):
    G, D = networks(name, rng())
    assert (n_parameters(G), n_parameters(D)) == BY_HAND[name]


def test_the_published_networks_have_their_published_size():
    # Keras's own summaries: trainable parameters of the tutorial's generator and discriminator
    assert BY_HAND["convolutional"] == (2_305_472, 212_865)
    assert BY_HAND["dense"] == (114_064, 100_609)


@pytest.mark.parametrize("name", NETWORKS)
def test_images_are_in_range_and_D_returns_logits(name):
    G, D = networks(name, rng())
    with torch.no_grad():
        x = G(torch.randn(5, G.latent_dim, generator=rng(1)))
        logits = D(100.0 * x)
    assert x.shape == (5, 1, 28, 28)
    assert x.abs().max() <= 1.0
    assert logits.shape == (5,)
    assert not any(isinstance(module, nn.Sigmoid) for module in D.modules())
    assert logits.abs().max() > 1.0


@pytest.mark.parametrize("name", NETWORKS)
def test_weights_come_from_the_generator_handed_in_and_from_nowhere_else(name):
    before = torch.random.get_rng_state()
    first, same, other = (networks(name, rng(seed)) for seed in (3, 3, 4))
    assert torch.equal(torch.random.get_rng_state(), before)
    weights = [[*G.parameters(), *D.parameters()] for G, D in (first, same, other)]
    for a, b, c in zip(*weights, strict=True):
        assert torch.equal(a, b)
        assert a.dim() < 2 or not torch.equal(a, c)


def test_an_unknown_network_is_named():
    with pytest.raises(ValueError, match="'huge'"):
        networks("huge", rng())


def test_glorot_weights_fill_their_interval_and_biases_are_zero():
    layer = glorot_uniform(nn.Conv2d(8, 24, 5), rng())
    bound = np.sqrt(6.0 / (25 * (8 + 24)))
    assert 0.99 * bound < layer.weight.abs().max() <= bound
    assert layer.weight.var().item() == pytest.approx(bound**2 / 3, rel=0.05)
    assert not layer.bias.any()
    assert linear(3, 2, rng(), bias=False).bias is None


def test_dropout_keeps_the_mean_drops_the_right_share_and_rests_in_evaluation():
    dropout = Dropout(0.3, rng())
    x = torch.ones(100_000)
    y = dropout(x)
    assert (y == 0).float().mean().item() == pytest.approx(0.3, abs=0.01)
    assert y.mean().item() == pytest.approx(1.0, abs=0.01)
    assert y.unique().tolist() == [0.0, pytest.approx(1 / 0.7)]
    assert torch.equal(Dropout(0.3, rng())(x), y)
    assert dropout.eval()(x) is x


@pytest.mark.parametrize("name", NETWORKS)
def test_a_condition_adds_a_one_hot_label_to_z_and_a_vector_for_each_class_to_D(name):
    plain_G, plain_D = networks(name, rng())
    G, D = networks(name, rng(), conditional=True)
    first_layer = max(p.shape[0] for p in G.parameters() if p.dim() == 2 and p.shape[1] == G.latent_dim + 10)
    assert n_parameters(G) == n_parameters(plain_G) + 10 * first_layer
    assert n_parameters(D) == n_parameters(plain_D) + 10 * D.body.n_features
    D.eval()
    z, labels = torch.randn(4, G.latent_dim, generator=rng(1)), torch.tensor([0, 3, 3, 9])
    with torch.no_grad():
        x = G(z, labels)
        h = D.body(x)
        expected = D.logit(h).squeeze(1) + torch.stack([D.label.weight[:, y] @ h[i] for i, y in enumerate(labels)])
        torch.testing.assert_close(D(x, labels), expected)
        assert not torch.equal(G(z, labels), G(z, labels.flip(0)))


def test_the_batch_s_spread_is_the_mean_of_the_features_standard_deviations():
    h = torch.randn(12, 5, generator=rng(2), dtype=torch.float64)
    spread = batch_spread(h, n_batches=3)
    for i in range(3):
        expected = np.std(h[4 * i : 4 * i + 4].numpy(), axis=0).mean()
        np.testing.assert_allclose(spread[4 * i : 4 * i + 4, 0], expected, rtol=1e-6)
    assert batch_spread(torch.ones(4, 5), 1).abs().max() < 1e-3


@pytest.mark.parametrize("name", NETWORKS)
def test_real_and_fake_in_one_pass_are_two_batches_to_D(name):
    _, D = networks(name, rng(), minibatch_stddev=True)
    D.eval()
    real, fake = torch.rand(2, 6, 1, 28, 28, generator=rng(3)) * 2 - 1
    with torch.no_grad():
        together = D(torch.cat([real, 0.1 * fake]), n_batches=2)
        torch.testing.assert_close(together, torch.cat([D(real), D(0.1 * fake)]), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", NETWORKS)
def test_with_fixed_statistics_a_picture_depends_on_its_own_z_alone(name):
    G, _ = networks(name, rng())
    reference = torch.randn(64, G.latent_dim, generator=rng(4))
    fixed = with_fixed_statistics(G, reference)
    with torch.no_grad():
        all_of_them, first_alone = fixed(reference), fixed(reference[:1])
        # with the statistics of these very z it is the generator itself, but for n against n − 1 in the variance
        torch.testing.assert_close(all_of_them, G(reference), rtol=0.05, atol=0.02)
    torch.testing.assert_close(all_of_them[:1], first_alone, rtol=1e-4, atol=1e-5)
