"""The written-out gradients against autograd through networks of `torch.nn`, and the decoder in NumPy."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from explorer.models.autoencoders.decoder import Decoder, as_images
from explorer.models.autoencoders.networks import Autoencoder, TwoLayers


def as_modules(layers: TwoLayers) -> nn.Sequential:
    """Return the same network as `torch.nn` writes it."""
    first, second = nn.Linear(*layers.weight_1.shape), nn.Linear(*layers.weight_2.shape)
    for module, weight, bias in (
        (first, layers.weight_1, layers.bias_1),
        (second, layers.weight_2, layers.bias_2),
    ):
        module.weight.data, module.bias.data = weight.detach().T.clone(), bias.detach().clone()
    return nn.Sequential(first, *([] if layers.is_linear else [nn.ReLU()]), second)


@pytest.mark.parametrize("is_linear", [False, True])
def test_two_layers_and_their_gradients_are_autograd_s(is_linear: bool) -> None:
    rng = torch.Generator().manual_seed(0)
    layers = TwoLayers(5, 3, is_linear, rng)
    x = torch.randn(7, 5, generator=rng, requires_grad=True)
    slope = torch.randn(7, 3, generator=rng)
    modules = as_modules(layers)
    out = modules(x)
    out.backward(slope)
    with torch.no_grad():
        h = layers.hidden(x)
        torch.testing.assert_close(layers.output(h), out)
        torch.testing.assert_close(layers.backward(x, h, slope, needs_input=True), x.grad)
    weights = [modules[0].weight.grad.T, modules[0].bias.grad, modules[-1].weight.grad.T, modules[-1].bias.grad]
    for parameter, theirs in zip(layers.parameters(), weights, strict=True):
        torch.testing.assert_close(parameter.grad, theirs)


@pytest.mark.parametrize("is_linear", [False, True])
def test_a_decoder_in_numpy_draws_what_the_network_draws(is_linear: bool) -> None:
    network = Autoencoder(4, False, is_linear, torch.Generator().manual_seed(1))
    arrays = {name: p.detach().numpy() for name, p in network.decoder.named_parameters()}
    decoder = Decoder(**arrays, is_linear=is_linear)
    z = 3 * torch.randn(9, 4, generator=torch.Generator().manual_seed(2))
    with torch.no_grad():
        theirs = network.pixels(network.decoder(z)).numpy()
    assert decoder.latent_dim == 4
    np.testing.assert_allclose(decoder.pixels(z.numpy()), theirs, atol=1e-5)
    assert (np.abs(decoder.pictures(z.numpy()) - 255.0 * theirs.clip(0, 1).reshape(-1, 28, 28)) < 0.51).all()


def test_a_variational_encoder_says_twice_as_many_numbers():
    network = Autoencoder(3, True, False, torch.Generator())
    mu, log_variance = network.encode(torch.rand(5, 784))
    assert mu.shape == log_variance.shape == (5, 3)
    code, nothing = Autoencoder(3, False, False, torch.Generator()).encode(torch.rand(5, 784))
    assert code.shape == (5, 3) and nothing is None


def test_pixels_beyond_black_and_white_are_black_and_white():
    pixels = np.zeros((1, 784))
    pixels[0, :3] = [-0.5, 1.7, 0.5]
    assert as_images(pixels)[0, 0, :3].tolist() == [0, 255, 128]


def test_sigmoid_of_very_large_numbers_does_not_overflow():
    big = Decoder(*(np.full(s, v, np.float32) for s, v in [((1, 2), 50.0), (2, 0.0), ((2, 784), 99.0), (784, 0.0)]))
    assert (big.pixels(np.array([[80.0]])) == 1.0).all()
    assert F.sigmoid(torch.tensor(80.0 * 50 * 99 * 2)) == 1.0
