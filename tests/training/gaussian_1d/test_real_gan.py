import math
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
import torch
from torch.nn.utils import parameters_to_vector
from torch.optim import SGD

from explorer.models.gaussian_1d import Discriminator1d, Generator1d
from explorer.theory.densities import Gaussian, Mixture, Uniform
from explorer.theory.divergences import LN2
from explorer.theory.losses import CROSS_ENTROPY, generator_losses, least_squares_discriminator
from explorer.training.gaussian_1d.real_gan import Gan1dSnapshot, discriminator_step, generator_step, train_gan_1d
from explorer.training.gaussian_1d.settings import EDGES, N_SAMPLES, Gan1dSettings, Z
from explorer.training.live.plan import TrainingDiverged

LOSSES = ("saturating", "non_saturating", "lsgan")
SHORT = Gan1dSettings(n_iterations=45, frame_every=20)


def frames(settings: Gan1dSettings) -> list[Gan1dSnapshot]:
    return [snapshot for snapshot in train_gan_1d(settings) if snapshot.p_g is not None]


def networks() -> tuple[Generator1d, Discriminator1d]:
    torch_rng = torch.Generator().manual_seed(0)
    return Generator1d(6, 1.0, torch_rng).double(), Discriminator1d(6, torch_rng).double()


def batch(n: int, seed: int) -> torch.Tensor:
    return torch.randn(n, 1, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def numerical_gradient(network: torch.nn.Module, value) -> np.ndarray:
    """Central differences of `value()` by each of the network's parameters."""
    slopes = []
    with torch.no_grad():
        for parameter in network.parameters():
            flat = parameter.view(-1)
            for i in range(len(flat)):
                kept = float(flat[i])
                flat[i] = kept + 1e-5
                above = value()
                flat[i] = kept - 1e-5
                slopes.append((above - value()) / 2e-5)
                flat[i] = kept
    return np.array(slopes)


@pytest.mark.parametrize("loss", LOSSES)
def test_a_step_of_D_goes_down_the_loss_of_the_theory_and_leaves_G_alone(loss: str) -> None:
    G, D = networks()
    x_real, x_fake = batch(7, 1), G(batch(7, 2)).detach()
    theory = least_squares_discriminator() if loss == "lsgan" else CROSS_ENTROPY

    def value() -> float:
        on_real, on_fake = theory.on_real.value(D(x_real).numpy()), theory.on_fake.value(D(x_fake).numpy())
        return float(on_real.mean() + on_fake.mean())

    slope = numerical_gradient(D, value)
    with torch.no_grad():
        expected = value()
    before_D, before_G = (parameters_to_vector(network.parameters()).detach().clone() for network in (D, G))
    said = discriminator_step(D, SGD(D.parameters(), lr=1.0), x_real, x_fake, loss)
    assert float(said) == pytest.approx(expected)
    moved = parameters_to_vector(D.parameters()).detach() - before_D
    np.testing.assert_allclose(moved.numpy(), -slope, atol=1e-7)
    assert np.abs(slope).max() > 1e-3
    assert torch.equal(parameters_to_vector(G.parameters()).detach(), before_G)


@pytest.mark.parametrize("loss", LOSSES)
def test_a_step_of_G_goes_down_the_loss_of_the_theory_and_leaves_D_alone(loss: str) -> None:
    G, D = networks()
    z = batch(9, 3)

    def value() -> float:
        return float(generator_losses()[loss].value(D(G(z)).numpy()).mean())

    slope = numerical_gradient(G, value)
    before_D, before_G = (parameters_to_vector(network.parameters()).detach().clone() for network in (D, G))
    generator_step(G, D, SGD(G.parameters(), lr=1.0), z, loss)
    moved = parameters_to_vector(G.parameters()).detach() - before_G
    np.testing.assert_allclose(moved.numpy(), -slope, atol=1e-7)
    assert np.abs(slope).max() > 1e-3
    assert torch.equal(parameters_to_vector(D.parameters()).detach(), before_D)
    assert all(parameter.grad is None for parameter in D.parameters())


def test_the_same_seed_gives_the_same_run_and_another_seed_another() -> None:
    first, again, other = (list(train_gan_1d(replace(SHORT, seed=seed)))[-1] for seed in (4, 4, 5))
    np.testing.assert_array_equal(first.G, again.G)
    np.testing.assert_array_equal(first.D, again.D)
    np.testing.assert_array_equal(first.histogram, again.histogram)
    assert first.loss_D == again.loss_D
    assert not np.array_equal(first.G, other.G)


def test_chance_comes_from_nowhere_else() -> None:
    torch_state, numpy_state = torch.get_rng_state(), np.random.get_state()[1].copy()
    list(train_gan_1d(SHORT))
    assert torch.equal(torch.get_rng_state(), torch_state)
    assert np.array_equal(np.random.get_state()[1], numpy_state)


def test_snapshots_are_numbered_frozen_and_framed_as_settings_say() -> None:
    snapshots = list(train_gan_1d(SHORT))
    assert [snapshot.iteration for snapshot in snapshots] == list(range(1, 46))
    framed = [snapshot for snapshot in snapshots if snapshot.p_g is not None]
    assert [frame.iteration for frame in framed] == [1, 20, 40, 45]
    assert all(math.isnan(snapshot.js_divergence) == (snapshot.p_g is None) for snapshot in snapshots)
    with pytest.raises(FrozenInstanceError):
        framed[0].loss_D = 0.0


def test_a_frame_is_a_copy_that_later_iterations_leave_alone() -> None:
    run = train_gan_1d(SHORT)
    first = next(run)
    kept = [np.array(array) for array in (first.p_g, first.D, first.G, first.histogram)]
    last = list(run)[-1]
    for array, before, after in zip(
        (first.p_g, first.D, first.G, first.histogram), kept, (last.p_g, last.D, last.G, last.histogram), strict=True
    ):
        np.testing.assert_array_equal(array, before)
        assert not np.array_equal(array, after)


def test_the_exact_masses_are_those_of_the_samples() -> None:
    last = frames(replace(SHORT, start=0.0))[-1]
    assert last.p_g.sum() == pytest.approx(1.0)
    coarse = last.p_g[1:-1].reshape(-1, 3).sum(axis=1)
    # 1000 samples: a bin's share is off by at most 5 standard deviations
    assert np.all(np.abs(last.histogram / N_SAMPLES - coarse) < 5 * np.sqrt(coarse * (1 - coarse) / N_SAMPLES) + 1e-3)
    assert len(last.G) == len(Z) and len(last.D) == len(EDGES) - 1


def test_p_g_begins_where_it_is_told_to() -> None:
    centres = (EDGES[:-1] + EDGES[1:]) / 2
    for start in (-5.0, 3.0):
        first = next(train_gan_1d(replace(SHORT, start=start)))
        assert float(first.p_g[1:-1] @ centres) == pytest.approx(start, abs=1.0)


@pytest.mark.parametrize("loss", ["non_saturating", "lsgan"])
def test_from_no_overlap_p_g_comes_home_and_D_follows_D_star(loss: str) -> None:
    run = frames(Gan1dSettings(loss=loss, seed=1, n_iterations=450))
    assert run[0].js_divergence > 0.99 * LN2
    assert min(frame.js_divergence for frame in run) < 0.02
    assert np.mean([frame.gap for frame in run[-5:]]) < 0.1 < run[0].gap


def test_a_strong_D_stops_the_saturating_loss_and_not_the_others() -> None:
    strong = Gan1dSettings(
        n_discriminator_steps=10, learning_rate_D=5e-2, learning_rate_G=1e-3, start=-6.0, n_iterations=200
    )
    stalled, moving = (frames(replace(strong, loss=loss))[-1] for loss in ("saturating", "non_saturating"))
    assert stalled.js_divergence > 0.999 * LN2
    assert float(moving.G.mean()) > float(stalled.G.mean()) + 0.5


@pytest.mark.parametrize("p_data", [Uniform(-2.0, 2.0), Mixture((Gaussian(-2.0, 0.5), Gaussian(2.0, 0.5)), (0.5, 0.5))])
def test_any_density_can_be_learned_from(p_data) -> None:
    run = frames(replace(SHORT, p_data=p_data))
    assert all(0.0 <= frame.js_divergence <= LN2 + 1e-12 for frame in run)


def test_a_run_that_diverges_says_so() -> None:
    with pytest.raises(TrainingDiverged, match="finite"):
        list(train_gan_1d(replace(SHORT, start=math.inf)))
