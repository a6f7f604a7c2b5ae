"""The cures against formulas written out anew: loops, finite differences, and PyTorch's own modules and optimizer."""

from copy import deepcopy
from dataclasses import replace

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from explorer.models.mode_collapse.cures import Discriminator, Generator, closeness
from explorer.training.mode_collapse.cures import Adam, CuredGan, discriminator_loss
from explorer.training.mode_collapse.cures_run import train_side_by_side
from explorer.training.mode_collapse.cures_settings import CURES, CureSettings

SMALL = CureSettings(n_layers=2, width=6, batch_size=8)


def noise(*shape: int, seed: int = 0) -> Tensor:
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(shape))


def parameters(network: Generator | Discriminator, seed: int = 0) -> Tensor:
    return network.initial(np.random.default_rng(seed)).double().unsqueeze(0)


def as_modules(network: Generator | Discriminator, theta: Tensor) -> nn.Sequential:
    """Return the same network made of PyTorch's own layers, for one run and without minibatch features."""
    layers: list[nn.Module] = []
    for weight, bias in network.parts(theta.detach()):
        assert bias is not None
        layer = nn.Linear(*weight[0].shape).double()
        layer.load_state_dict({"weight": weight[0].T, "bias": bias[0, 0]})
        layers += [layer, nn.Tanh() if isinstance(network, Generator) else nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def small_gan(cure: str, **changes: object) -> CuredGan:
    gan = CuredGan([replace(SMALL, cure=cure, **changes)])  # type: ignore[arg-type]
    gan.theta_G, gan.theta_D = gan.theta_G.double(), gan.theta_D.double()
    gan._adam_G, gan._adam_D = (
        Adam(torch.zeros_like(theta), torch.zeros_like(theta)) for theta in (gan.theta_G, gan.theta_D)
    )
    return gan


@pytest.mark.parametrize("pack", [1, 2, 4])
def test_a_pack_is_a_row_of_points_for_an_ordinary_network(pack: int) -> None:
    D = Discriminator(2, 6, pack)
    theta, x = parameters(D), noise(1, 8, 2)
    by_modules = as_modules(D, theta)
    rows = torch.stack([torch.cat(list(x[0, i : i + pack])) for i in range(0, 8, pack)])
    torch.testing.assert_close(D(theta, x)[0], by_modules(rows)[:, 0])
    fakes = noise(1, 8, 2, seed=1)
    loss = discriminator_loss(D, theta, x, fakes)
    rows_of_fakes = fakes.reshape(-1, 2 * pack)
    ones, zeros = torch.ones(8 // pack, 1).double(), torch.zeros(8 // pack, 1).double()
    expected = F.binary_cross_entropy_with_logits(by_modules(rows), ones)
    expected = expected + F.binary_cross_entropy_with_logits(by_modules(rows_of_fakes), zeros)
    torch.testing.assert_close(loss[0], expected)


def test_closeness_is_the_sum_over_the_batch_of_the_paper() -> None:
    features = noise(2, 5, 12)
    found = closeness(features, 4)
    for batch in range(2):
        for i in range(5):
            for b in range(4):
                rows = features[batch, :, 3 * b : 3 * b + 3]
                expected = sum(np.exp(-np.abs((rows[i] - rows[j]).numpy()).sum()) for j in range(5))
                assert found[batch, i, b].item() == pytest.approx(expected)


def test_minibatch_features_look_at_their_own_batch_only() -> None:
    D = Discriminator(2, 6, n_kernels=3)
    theta, real, fake = parameters(D), noise(1, 8, 2), noise(1, 8, 2, seed=1)
    both = D(theta, torch.cat([real, fake], dim=1), n_batches=2)
    torch.testing.assert_close(both, torch.cat([D(theta, real), D(theta, fake)], dim=1))
    same = real[:, :1].expand(1, 8, 2)  # a collapsed batch: every sample finds the whole batch beside itself
    h = D(theta, same)
    torch.testing.assert_close(h, h[:, :1].expand(1, 8))


def test_r1_is_the_mean_squared_slope_on_real_points() -> None:
    D = Discriminator(2, 6)
    theta, real, fake, step = parameters(D), noise(1, 8, 2), noise(1, 8, 2, seed=1), 1e-6
    squared = 0.0
    for axis in (0, 1):
        move = torch.zeros(2).double()
        move[axis] = step
        slope = (D(theta, real + move) - D(theta, real - move)) / (2 * step)
        squared += float(slope.square().mean())
    penalty = discriminator_loss(D, theta, real, fake, r1=3.0) - discriminator_loss(D, theta, real, fake)
    assert penalty.item() == pytest.approx(1.5 * squared, rel=1e-6)


def test_adam_makes_the_steps_of_torch_and_can_be_followed_back() -> None:
    theta = noise(1, 7)
    by_torch = nn.Parameter(theta.clone())
    optimizer = torch.optim.Adam([by_torch], lr=0.03, betas=(0.9, 0.999))
    adam = Adam(torch.zeros_like(theta), torch.zeros_like(theta))
    for i in range(4):
        by_torch.grad = gradient = noise(1, 7, seed=i)
        gradient[0, 0] = 0.0  # a parameter that never had a gradient
        optimizer.step()
        theta, adam = adam.step(theta, gradient, 0.03, 0.9)
    torch.testing.assert_close(theta, by_torch.detach())
    still = torch.zeros(1, 7).double().requires_grad_()
    moved, _ = Adam(torch.zeros(1, 7).double(), torch.zeros(1, 7).double()).step(theta, still, 0.03, 0.9)
    assert torch.autograd.grad(moved.sum(), still)[0].isfinite().all()


@pytest.mark.parametrize("cure", ["plain", "unrolled_1", "unrolled_5"])
def test_the_unrolled_loss_is_that_of_a_copy_of_D_that_has_stepped(cure: str) -> None:
    """By PyTorch's modules and optimizer on a copy of D; and its gradient by finite differences of that number."""
    gan = small_gan(cure)
    for _ in range(3):  # so that Adam has something to remember
        gan.discriminator_step(noise(1, 8, 2, seed=5), noise(1, 8, 2, seed=6))
    real, z = noise(1, 8, 2, seed=7), noise(1, 8, 2, seed=8)

    def surrogate(theta_G: Tensor) -> float:
        D = as_modules(gan.D, gan.theta_D)
        optimizer = torch.optim.Adam(D.parameters(), lr=SMALL.learning_rate, betas=(SMALL.beta1, 0.999))
        shapes = [(parameter.shape, parameter.numel()) for parameter in D.parameters()]
        memory = [vector[0].split([n for _, n in shapes]) for vector in (gan._adam_D.m, gan._adam_D.v)]
        for parameter, (shape, _), m, v in zip(D.parameters(), shapes, *memory, strict=True):
            m, v = (part.reshape(shape[::-1]).T if len(shape) == 2 else part for part in (m, v))
            state = {"step": torch.tensor(3.0), "exp_avg": m.clone(), "exp_avg_sq": v.clone()}
            optimizer.state[parameter] = state
        fakes = as_modules(gan.G, theta_G)(z[0]).detach()
        for _ in range(CURES[cure].unrolled):
            optimizer.zero_grad()
            loss = -F.logsigmoid(D(real[0])).mean() - F.logsigmoid(-D(fakes)).mean()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        return -F.logsigmoid(D(fakes)).mean().item()

    theta = gan.theta_G.detach().clone().requires_grad_()
    value = gan.generator_loss(theta, real, z)
    assert value.item() == pytest.approx(surrogate(theta), rel=1e-9)
    (gradient,) = torch.autograd.grad(value.sum(), theta)
    rng = np.random.default_rng(1)
    for _ in range(3):
        direction = torch.from_numpy(rng.standard_normal(theta.shape))
        step = 1e-6
        there, back = (surrogate(theta.detach() + side * step * direction) for side in (1, -1))
        assert float((gradient * direction).sum()) == pytest.approx((there - back) / (2 * step), rel=2e-4, abs=1e-8)


def test_a_step_of_G_leaves_D_alone_and_looks_ahead_only_if_it_is_told_to() -> None:
    gradients = {}
    for cure in ("plain", "unrolled_5"):
        gan = small_gan(cure)
        before = deepcopy(gan.theta_D)
        theta = gan.theta_G.detach().requires_grad_()
        loss = gan.generator_loss(theta, noise(1, 8, 2), noise(1, 8, 2, seed=1)).sum()
        gradients[cure] = torch.autograd.grad(loss, theta)[0]
        gan.generator_step(noise(1, 8, 2), noise(1, 8, 2, seed=1))
        torch.testing.assert_close(gan.theta_D.detach(), before)
    assert not torch.allclose(gradients["plain"], gradients["unrolled_5"])


@pytest.mark.parametrize("cure", CURES)
def test_runs_side_by_side_are_the_runs_alone(cure: str) -> None:
    runs = [
        replace(SMALL, cure=cure, data=data, seed=seed, n_iterations=4, frame_every=2)
        for data, seed in (("ring_of_8", 0), ("grid_of_25", 1))
    ]
    together = list(train_side_by_side(runs))
    assert [row[0].iteration for row in together] == [1, 2, 3, 4]
    assert [row[0].x_fake is not None for row in together] == [True, True, False, True]
    for i, run in enumerate(runs):
        for row, (alone,) in zip(together, train_side_by_side([run]), strict=True):
            assert row[i].loss_D == pytest.approx(alone.loss_D, rel=1e-4)
            assert row[i].loss_G == pytest.approx(alone.loss_G, rel=1e-4)
            if alone.x_fake is not None:
                np.testing.assert_allclose(row[i].x_fake, alone.x_fake, atol=1e-4)
