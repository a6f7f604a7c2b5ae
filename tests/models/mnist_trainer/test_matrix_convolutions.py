import pytest
import torch
import torch.nn.functional as F

from explorer.models.mnist_trainer.matrix_convolutions import MatrixTransposedConvolution

torch.set_num_threads(1)

SHAPES = [(3, 7, 8, 4, 2), (2, 5, 4, 2, 1), (4, 6, 3, 3, 0), (1, 4, 5, 2, 0), (2, 3, 3, 1, 1)]


def both(n_in, side, kernel, stride, padding):
    """Return the layer, an input with channels last, and what torch's transposed convolution makes of the two."""
    rng = torch.Generator().manual_seed(0)
    layer = MatrixTransposedConvolution(n_in, side, kernel, rng, stride=stride, padding=padding).double()
    torch.nn.init.constant_(layer.bias, 0.3)
    h = torch.randn(2, side * side * n_in, generator=rng, dtype=torch.float64, requires_grad=True)
    channels_first = h.view(2, side, side, n_in).permute(0, 3, 1, 2)
    expected = F.conv_transpose2d(channels_first, layer.weight, layer.bias, stride=stride, padding=padding)
    return layer, h, expected


@pytest.mark.parametrize("shape", SHAPES)
def test_it_is_torchs_transposed_convolution(shape):
    layer, h, expected = both(*shape)
    torch.testing.assert_close(layer(h), expected)


@pytest.mark.parametrize("shape", SHAPES)
def test_first_and_second_derivatives_are_torchs(shape):
    layer, h, expected = both(*shape)
    inputs = (h, layer.weight, layer.bias)
    of = []
    for x in (layer(h), expected):
        first = torch.autograd.grad(x.tanh().square().sum(), inputs, create_graph=True)
        second = torch.autograd.grad(sum(gradient.square().sum() for gradient in first), inputs)
        of.append((*first, *second))
    torch.testing.assert_close(*of)


def test_its_weights_are_those_of_torchs_layer_and_all_that_is_saved():
    layer = MatrixTransposedConvolution(5, 7, 8, torch.Generator().manual_seed(0), stride=4, padding=2)
    torchs = torch.nn.ConvTranspose2d(5, 1, 8, stride=4, padding=2)
    torch.nn.init.xavier_uniform_(torchs.weight, generator=torch.Generator().manual_seed(0))
    assert {name: value.shape for name, value in layer.state_dict().items()} == {
        name: value.shape for name, value in torchs.state_dict().items()
    }
    assert torch.equal(layer.weight, torchs.weight)
    assert not layer.bias.any()
