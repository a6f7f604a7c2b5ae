"""Both penalties against slopes and second derivatives written out by hand, and against torch's double backward."""

import pytest
import torch

from explorer.models.mnist_trainer.gan import NETWORKS, networks
from explorer.training.mnist_trainer.penalties import gradient_penalty, r1_penalty, squared_slopes

torch.set_num_threads(1)


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


class Quadratic(torch.nn.Module):
    """t(x) = ½ a |x|² with one weight a: the slope is a·x, so everything is known by hand."""

    def __init__(self, a):
        super().__init__()
        self.a = torch.nn.Parameter(torch.tensor(a, dtype=torch.float64))

    def forward(self, x, labels=None, n_batches=1):
        return 0.5 * self.a * x.square().flatten(1).sum(dim=1)


def pictures(n=4, seed=1):
    return torch.rand(n, 1, 28, 28, generator=rng(seed), dtype=torch.float64) * 2 - 1


def test_r1_is_half_gamma_times_the_squared_slope_and_so_is_its_own_derivative():
    D, x = Quadratic(3.0), pictures()
    squares = x.square().flatten(1).sum(dim=1).mean().item()
    value = r1_penalty(D, x, gamma=2.0)
    assert value.item() == pytest.approx(0.5 * 2.0 * 9.0 * squares, rel=1e-12)
    value.backward()
    assert D.a.grad.item() == pytest.approx(0.5 * 2.0 * 2 * 3.0 * squares, rel=1e-12)  # d/da of γ/2 a² |x|²


def test_the_gradient_penalty_is_ten_times_the_squared_distance_of_the_slope_from_one():
    D, real, fake = Quadratic(0.3), pictures(seed=2), pictures(seed=3)
    share = torch.rand(len(real), 1, 1, 1, generator=rng(7))
    lengths = (share * real + (1 - share) * fake).flatten(1).norm(dim=1)
    value = gradient_penalty(D, real, fake, rng(7))
    assert value.item() == pytest.approx((10 * (0.3 * lengths - 1).square().mean()).item(), rel=1e-9)
    value.backward()
    by_hand = (10 * 2 * (0.3 * lengths - 1) * lengths).mean().item()
    assert D.a.grad.item() == pytest.approx(by_hand, rel=1e-9)


@pytest.mark.parametrize("conditional", [False, True])
@pytest.mark.parametrize("name", NETWORKS)
def test_slopes_of_every_network_are_its_finite_differences(name, conditional):
    _, D = networks(name, rng(), conditional=conditional, minibatch_stddev=False)
    D = D.double().eval()
    x, labels = pictures(2), torch.tensor([3, 7]) if conditional else None
    direction = torch.randn(x.shape, generator=rng(5), dtype=torch.float64)
    direction /= direction.flatten(1).norm(dim=1).view(-1, 1, 1, 1)
    x_graph = x.clone().requires_grad_()
    (slope,) = torch.autograd.grad(D(x_graph, labels).sum(), x_graph)
    h = 1e-6
    with torch.no_grad():
        rise = (D(x + h * direction, labels) - D(x - h * direction, labels)) / (2 * h)
    torch.testing.assert_close((slope * direction).flatten(1).sum(dim=1), rise, rtol=1e-5, atol=1e-8)
    torch.testing.assert_close(squared_slopes(D, x, labels), slope.flatten(1).square().sum(dim=1))


@pytest.mark.parametrize("name", NETWORKS)
def test_the_penalty_s_own_gradient_is_its_finite_difference(name):
    _, D = networks(name, rng(), minibatch_stddev=True)
    D = D.double().eval()
    x = pictures(3)
    weight = next(D.parameters())
    direction = torch.randn(weight.shape, generator=rng(6), dtype=torch.float64)
    direction /= direction.norm()
    r1_penalty(D, x, 1.0).backward()
    along = (weight.grad * direction).sum().item()
    h = 1e-6
    values = []
    for sign in (1, -1):
        with torch.no_grad():
            weight += sign * h * direction
        values.append(r1_penalty(D, x, 1.0).item())
        with torch.no_grad():
            weight -= sign * h * direction
    assert along == pytest.approx((values[0] - values[1]) / (2 * h), rel=1e-4, abs=1e-9)


def test_a_flat_D_has_a_finite_penalty_gradient():
    D, x = Quadratic(0.0), pictures()
    value = gradient_penalty(D, x, x, rng())
    value.backward()
    assert value.item() == pytest.approx(10.0, rel=1e-4)
    assert torch.isfinite(D.a.grad)
