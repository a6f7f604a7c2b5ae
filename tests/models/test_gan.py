"""The networks against hand-counted parameters, and 'same' padding against Keras's definition written out in NumPy."""

import numpy as np
import pytest
import torch
from torch import nn

from explorer.models.gan import NETWORKS, n_parameters, networks
from explorer.models.layers import (
    Dropout,
    convolution,
    crop_same_5x5_stride_2,
    glorot_uniform,
    linear,
    pad_same_5x5_stride_2,
    transposed_convolution,
)

torch.set_num_threads(1)

# Dense layers n_in·n_out + n_out, kernels in·out·k·k (+ out), batch normalisation 2 a channel.
BY_HAND = {
    "dense": (100 * 128 + 128 + 128 * 784 + 784, 784 * 128 + 128 + 128 + 1),
    "convolutional": (
        100 * 12544 + 2 * 12544 + 256 * 128 * 25 + 2 * 128 + 128 * 64 * 25 + 2 * 64 + 64 * 25,
        64 * 25 + 64 + 64 * 128 * 25 + 128 + 6272 + 1,
    ),
    "compact": (
        32 * 2352 + 2 * 2352 + 48 * 16 * 16 + 2 * 16 + 16 * 16 + 1,
        12 * 16 + 12 + 12 * 24 * 16 + 24 + 1176 + 1,
    ),
}


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


def keras_same_convolution(x, kernel):
    """Convolve an image (in, side, side) as TensorFlow defines 'same' with stride 2: the odd zero comes last."""
    n_out, _, size, _ = kernel.shape
    side = x.shape[1]
    n_zeros = max((side // 2 - 1) * 2 + size - side, 0)
    padded = np.pad(x, ((0, 0), *[(n_zeros // 2, n_zeros - n_zeros // 2)] * 2))
    y = np.zeros((n_out, side // 2, side // 2))
    for i in range(side // 2):
        for j in range(side // 2):
            window = padded[:, 2 * i : 2 * i + size, 2 * j : 2 * j + size]
            y[:, i, j] = (kernel * window).sum(axis=(1, 2, 3))
    return y


@pytest.mark.parametrize("side", [14, 28])
def test_the_convolution_pads_as_keras_does(side):
    x = np.random.default_rng(0).standard_normal((2, side, side)).astype(np.float32)
    layer = convolution(2, 3, 5, rng(), stride=2)
    with torch.no_grad():
        y = layer(pad_same_5x5_stride_2(torch.from_numpy(x)[None]))[0].numpy()
    np.testing.assert_allclose(y, keras_same_convolution(x, layer.weight.detach().numpy()), atol=1e-5)


@pytest.mark.parametrize("side", [14, 28])
def test_the_transposed_convolution_is_the_adjoint_of_keras_s_convolution(side):
    numbers = np.random.default_rng(1)
    layer = transposed_convolution(3, 2, 5, rng(), stride=2, padding=1, bias=False)  # weight (in 3, out 2, 5, 5)
    x = numbers.standard_normal((3, side // 2, side // 2)).astype(np.float32)
    y = numbers.standard_normal((2, side, side))
    with torch.no_grad():
        up = crop_same_5x5_stride_2(layer(torch.from_numpy(x)[None]))[0].numpy()
    assert up.shape == (2, side, side)
    down = keras_same_convolution(y, layer.weight.detach().numpy())
    assert (up * y).sum() == pytest.approx((x * down).sum(), rel=1e-4)


def test_dropout_keeps_the_mean_drops_the_right_share_and_rests_in_evaluation():
    dropout = Dropout(0.3, rng())
    x = torch.ones(100_000)
    y = dropout(x)
    assert (y == 0).float().mean().item() == pytest.approx(0.3, abs=0.01)
    assert y.mean().item() == pytest.approx(1.0, abs=0.01)
    assert y.unique().tolist() == [0.0, pytest.approx(1 / 0.7)]
    assert torch.equal(Dropout(0.3, rng())(x), y)
    assert dropout.eval()(x) is x
