"""Convolutions on the grid against Keras's definition of 'same' padding, written out in NumPy."""

import numpy as np
import pytest
import torch

from explorer.models.mnist_trainer.gan import networks
from explorer.models.mnist_trainer.grid_convolution import KERNEL, SIDE, GridConvolution, from_grid, to_grid

torch.set_num_threads(1)

N_IN, N_OUT, BATCH = 3, 2, 4


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def keras_same_convolution(x, kernel, stride):
    """Convolve an image (side, side, in) with (5, 5, in, out) as TensorFlow defines 'same': the odd zero comes last."""
    side, size = len(x), len(kernel)
    n_zeros = max((side // stride - 1) * stride + size - side, 0)
    padded = np.pad(x, [(n_zeros // 2, n_zeros - n_zeros // 2)] * 2 + [(0, 0)])
    y = np.zeros((side // stride, side // stride, kernel.shape[3]))
    for i, j in np.ndindex(y.shape[:2]):
        window = padded[stride * i : stride * i + size, stride * j : stride * j + size]
        y[i, j] = np.einsum("uvc,uvcd->d", window, kernel)
    return y


def pixels(h, k):
    """Return (49, batch, k²·channels) as images (batch, 7k, 7k, channels)."""
    cells = h.detach().numpy().reshape(SIDE, SIDE, h.shape[1], k, k, -1)
    return cells.transpose(2, 0, 3, 1, 4, 5).reshape(h.shape[1], SIDE * k, SIDE * k, -1)


def layer_and_input(k_in, k_out, bias=False):
    layer = GridConvolution(N_IN, N_OUT, k_in, k_out, rng(), bias=bias)
    return layer, torch.randn(SIDE * SIDE, BATCH, k_in**2 * N_IN, generator=rng(1))


def kernel_of(layer):
    return layer.weight.detach().numpy().reshape(KERNEL, KERNEL, N_IN, N_OUT)


@pytest.mark.parametrize(("k_in", "k_out"), [(2, 1), (4, 2)])
def test_the_convolution_is_keras_s(k_in, k_out):
    layer, x = layer_and_input(k_in, k_out, bias=True)
    torch.nn.init.normal_(layer.bias, generator=rng(2))
    for image, made in zip(pixels(x, k_in), pixels(layer(x), k_out), strict=True):
        wanted = keras_same_convolution(image, kernel_of(layer), stride=2) + layer.bias.detach().numpy()
        np.testing.assert_allclose(made, wanted, atol=1e-5)


@pytest.mark.parametrize(("k_in", "k_out"), [(1, 1), (1, 2), (2, 4)])
def test_the_transposed_convolution_is_the_adjoint_of_keras_s_convolution(k_in, k_out):
    layer, x = layer_and_input(k_in, k_out)
    back = kernel_of(layer).transpose(0, 1, 3, 2)
    numbers = np.random.default_rng(3)
    for image, made in zip(pixels(x, k_in), pixels(layer(x), k_out), strict=True):
        y = numbers.standard_normal(made.shape)
        down = keras_same_convolution(y, back, stride=k_out // k_in)
        assert (made * y).sum() == pytest.approx((image * down).sum(), rel=1e-4)


@pytest.mark.parametrize(("k_in", "k_out"), [(4, 2), (2, 1)])
def test_gradients_can_be_differentiated_again(k_in, k_out):
    layer, x = layer_and_input(k_in, k_out, bias=True)
    layer, x = layer.double(), x[:, :1].double().requires_grad_()
    some = torch.randn(3, x.numel(), generator=rng(4)).double()  # three directions: the whole of x is too long a check

    def along(t):
        return layer(x + (t @ some).view_as(x)).square()

    assert torch.autograd.gradgradcheck(along, torch.zeros(3, dtype=torch.double, requires_grad=True))


@pytest.mark.parametrize("k", [1, 2, 4])
def test_an_image_keeps_its_pixels_on_the_way_to_the_grid_and_back(k):
    x = torch.rand(BATCH, 1, SIDE * k, SIDE * k, generator=rng())
    assert torch.equal(from_grid(to_grid(x, k), k), x)
    np.testing.assert_array_equal(pixels(to_grid(x, k), k)[..., 0], x[:, 0].numpy())


def test_weights_are_glorot_s():
    weight = GridConvolution(64, 128, 2, 1, rng()).weight
    bound = np.sqrt(6.0 / (KERNEL**2 * (64 + 128)))
    assert 0.99 * bound < weight.abs().max() <= bound
    assert weight.var().item() == pytest.approx(bound**2 / 3, rel=0.05)


def test_the_convolutional_networks_are_saved_without_the_constants_of_the_algorithm():
    for network in networks("convolutional", rng()):
        assert set(network.state_dict()) == {name for name, _ in network.named_parameters()}
