"""The updates of the 2-D lab against the same written in torch, and its snapshots."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.models.mode_collapse.mlp import Mlp
from explorer.theory.pushforward import js_divergence_of_masses
from explorer.theory.sample_metrics import PERFECT_QUALITY, grid_shares
from explorer.training.live.plan import TrainingDiverged
from explorer.training.mode_collapse.gan import Gan2d, draw_z
from explorer.training.mode_collapse.measures import N_SAMPLES, ruler_for
from explorer.training.mode_collapse.run import (
    FIRST_FRAMES,
    N_ARROWS,
    N_GRID,
    N_HEAT,
    N_LINE,
    Gan2dRun,
)
from explorer.training.mode_collapse.settings import LOSSES, Gan2dSettings, Player

SMALL = Gan2dSettings(data="two_gaussians", batch_size=6, clip=0.1, D=Player(width=5), G=Player(width=4))


def twin(network: Mlp) -> nn.Sequential:
    layers: list[nn.Module] = []
    for weight in network.weights:
        layer = nn.Linear(weight.shape[1] - 1, weight.shape[0], dtype=torch.float64)
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(weight[:, :-1].copy()))
            layer.bias.copy_(torch.from_numpy(weight[:, -1].copy()))
        layers += [layer, nn.Tanh()]
    return nn.Sequential(*layers[:-1])


def flat(network: nn.Sequential) -> np.ndarray:
    """Return torch's parameters in the order of ours: each unit's weights, then its bias."""
    rows = [torch.cat([layer.weight, layer.bias[:, None]], 1) for layer in network if isinstance(layer, nn.Linear)]
    return torch.cat([row.flatten() for row in rows]).detach().numpy()


def loss_of_D(real: Tensor, fake: Tensor, loss: str) -> Tensor:
    if loss == "lsgan":
        return 0.5 * ((real - 1) ** 2).mean() + 0.5 * (fake**2).mean()
    if loss == "hinge":
        return F.relu(1 - real).mean() + F.relu(1 + fake).mean()
    if loss in ("wgan", "wgan_gp"):
        return fake.mean() - real.mean()
    ones, zeros = torch.ones_like(real), torch.zeros_like(fake)
    return F.binary_cross_entropy_with_logits(real, ones) + F.binary_cross_entropy_with_logits(fake, zeros)


def loss_of_G(fake: Tensor, loss: str) -> Tensor:
    if loss == "lsgan":
        return 0.5 * ((fake - 1) ** 2).mean()
    if loss in ("hinge", "wgan", "wgan_gp"):
        return -fake.mean()
    if loss == "saturating":
        return torch.log(1 - torch.sigmoid(fake)).mean()
    return F.binary_cross_entropy_with_logits(fake, torch.ones_like(fake))


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
@pytest.mark.parametrize("loss", LOSSES)
def test_both_steps_are_torchs(loss: str, optimizer: str) -> None:
    player = {"optimizer": optimizer, "learning_rate": 0.03, "momentum": 0.5}
    without = {"gradient_penalty": 0.0}  # which has a test of its own
    settings = replace(SMALL, loss=loss, D=replace(SMALL.D, **player), G=replace(SMALL.G, **player), **without)
    gan = Gan2d(settings, np.float64)
    G, D = twin(gan.G), twin(gan.D)
    make = (
        (lambda of: torch.optim.Adam(of, 0.03, (0.5, 0.999)))
        if optimizer == "adam"
        else (lambda of: torch.optim.SGD(of, 0.03, 0.5))
    )
    optimizer_D, optimizer_G = make(D.parameters()), make(G.parameters())
    rng = np.random.default_rng(1)
    for _ in range(4):
        x_real, x_fake, z = rng.standard_normal((3, 2, settings.batch_size))
        gan.discriminator_step_on(x_real, x_fake)
        optimizer_D.zero_grad()
        loss_of_D(D(torch.from_numpy(x_real.T)), D(torch.from_numpy(x_fake.T)), loss).backward()
        optimizer_D.step()
        if loss == "wgan":
            with torch.no_grad():
                for parameter in D.parameters():
                    parameter.clamp_(-settings.clip, settings.clip)
        np.testing.assert_allclose(gan.D.parameters, flat(D), rtol=1e-7, atol=1e-9)

        gan.generator_step_on(z)
        optimizer_G.zero_grad()
        loss_of_G(D(G(torch.from_numpy(z.T))), loss).backward()
        optimizer_G.step()
        np.testing.assert_allclose(gan.G.parameters, flat(G), rtol=1e-7, atol=1e-9)
        np.testing.assert_allclose(gan.D.parameters, flat(D), rtol=1e-7, atol=1e-9)  # D has stayed


def slopes_of(D: nn.Sequential, x: Tensor) -> Tensor:
    x = x.detach().requires_grad_()
    (slopes,) = torch.autograd.grad(D(x).sum(), x, create_graph=True)
    return slopes


@pytest.mark.parametrize("loss, r1", [("wgan_gp", 0.0), ("wgan_gp", 0.7), ("hinge", 0.7), ("non_saturating", 0.7)])
def test_penalties_are_part_of_what_d_makes_small(loss: str, r1: float) -> None:
    settings = replace(SMALL, loss=loss, r1=r1, gradient_penalty=0.3, seed=5)
    gan, rng = Gan2d(settings, np.float64), np.random.default_rng(1)
    D = twin(gan.D)
    optimizer = torch.optim.Adam(D.parameters(), settings.D.learning_rate, (settings.D.momentum, 0.999))
    shares = np.random.default_rng([5, 2])  # a stream of its own
    for _ in range(4):
        x_real, x_fake = rng.standard_normal((2, 2, settings.batch_size))
        gan.discriminator_step_on(x_real, x_fake)
        real, fake = torch.from_numpy(x_real.T), torch.from_numpy(x_fake.T)
        total = loss_of_D(D(real), D(fake), loss) + r1 / 2 * slopes_of(D, real).square().sum(dim=1).mean()
        if loss == "wgan_gp":
            share = torch.from_numpy(shares.random(settings.batch_size, np.float32))[:, None]
            total = total + 0.3 * (slopes_of(D, share * real + (1 - share) * fake).norm(dim=1) - 1).square().mean()
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
        np.testing.assert_allclose(gan.D.parameters, flat(D), rtol=1e-7, atol=1e-8)


@pytest.mark.parametrize("loss", ["wgan", "hinge"])
def test_a_normalised_d_is_nowhere_steeper_than_one_and_not_clipped(loss: str) -> None:
    gan = Gan2d(replace(SMALL, loss=loss, spectral_norm=True, clip=0.01, D=Player(learning_rate=0.02)))
    for _ in range(300):
        gan.iterate()
    places = np.random.default_rng(0).standard_normal((200, 2)).astype(np.float32)
    slopes = slopes_of(twin(gan.D).float(), torch.from_numpy(places))
    assert slopes.norm(dim=1).max() < 1.05  # one power iteration a step keeps up
    assert np.abs(gan.D.parameters).max() > 0.1


@pytest.mark.parametrize("loss", LOSSES)
def test_the_arrows_follow_the_loss_that_g_makes_small(loss: str) -> None:
    gan = Gan2d(replace(SMALL, loss=loss), np.float64)
    x_fake = np.random.default_rng(2).standard_normal((2, 9))
    x_torch = torch.from_numpy(x_fake.T.copy()).requires_grad_()
    (9 * loss_of_G(twin(gan.D)(x_torch), loss)).backward()  # the sum: each fake's own loss
    np.testing.assert_allclose(gan.generator_gradient(x_fake), x_torch.grad.numpy().T, rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("loss", LOSSES)
def test_the_losses_reported_are_those_of_the_last_batches(loss: str) -> None:
    gan, again = Gan2d(replace(SMALL, loss=loss), np.float64), Gan2d(replace(SMALL, loss=loss), np.float64)
    real, fake = again.discriminator_step()
    expected_D = loss_of_D(torch.from_numpy(real.copy()), torch.from_numpy(fake.copy()), loss)
    expected_G = loss_of_G(torch.from_numpy(again.generator_step().copy()), loss)
    assert gan.iterate() == pytest.approx((float(expected_D), float(expected_G)))


def test_a_frozen_player_stays_and_says_no_loss() -> None:
    for frozen, moving in (("D", "G"), ("G", "D")):
        settings = replace(SMALL, **{frozen: replace(getattr(SMALL, frozen), n_steps=0)})
        gan = Gan2d(settings)
        before = {who: getattr(gan, who).parameters.copy() for who in "DG"}
        losses = dict(zip("DG", gan.iterate(), strict=True))
        assert math.isnan(losses[frozen]) and math.isfinite(losses[moving])
        assert (getattr(gan, frozen).parameters == before[frozen]).all()
        assert (getattr(gan, moving).parameters != before[moving]).any()
        assert len(list(Gan2dRun(replace(settings, n_iterations=3)))) == 3


def test_instance_noise_is_what_d_sees_and_nothing_else() -> None:
    noisy, plain = (Gan2d(replace(SMALL, instance_noise=noise), np.float64) for noise in (0.3, 0.0))
    x_real, x_fake = np.zeros((2, 6)), np.zeros((2, 6))
    assert np.ptp(plain.discriminator_step_on(x_real, x_fake)[0]) == 0.0
    assert np.ptp(noisy.discriminator_step_on(x_real, x_fake)[0]) > 0.0
    assert not x_real.any() and not x_fake.any()


def test_z_is_what_its_name_says() -> None:
    rng = np.random.default_rng(0)
    uniform = draw_z(replace(SMALL, noise="uniform", noise_dim=2), 20_000, rng)
    normal = draw_z(replace(SMALL, noise="gaussian", noise_dim=1), 20_000, rng)
    assert uniform.shape == (2, 20_000) and np.abs(uniform).max() <= 1.0
    assert uniform.std() == pytest.approx(1 / np.sqrt(3), rel=0.02)
    assert normal.shape == (1, 20_000) and normal.std() == pytest.approx(1.0, rel=0.03)


def test_the_same_seed_is_the_same_run_and_another_is_not() -> None:
    def end(seed: int) -> np.ndarray:
        return list(Gan2dRun(replace(SMALL, seed=seed, n_iterations=30)))[-1].x_fake

    np.testing.assert_array_equal(end(1), end(1))
    assert (end(1) != end(2)).any()


@pytest.mark.parametrize("noise, noise_dim", [("uniform", 2), ("gaussian", 2), ("uniform", 1), ("gaussian", 1)])
def test_a_run_yields_a_snapshot_an_iteration_and_frames_with_everything(noise: str, noise_dim: int) -> None:
    settings = replace(SMALL, noise=noise, noise_dim=noise_dim, n_iterations=25, frame_every=12)
    snapshots = list(Gan2dRun(settings))
    assert [snapshot.iteration for snapshot in snapshots] == list(range(1, 26))
    frames = [snapshot for snapshot in snapshots if snapshot.x_fake is not None]
    assert [frame.iteration for frame in frames] == sorted({n for n in FIRST_FRAMES if n <= 25} | {12, 24, 25})
    last = frames[-1]
    assert last.x_fake.shape == (N_SAMPLES, 2) and last.D.shape == (N_HEAT, N_HEAT)
    assert last.manifold.shape == ((N_GRID, N_GRID, 2) if noise_dim == 2 else (N_LINE, 2))
    assert last.gradient.shape == (N_ARROWS, 2)
    assert last.D.min() >= 0 and last.D.max() <= 1
    assert (frames[-2].x_fake != last.x_fake).any()  # copies: a frame keeps what it was
    assert snapshots[22].w1 == snapshots[19].w1  # between frames the last measure stands


def test_the_map_is_d_at_its_places_and_the_grid_is_g() -> None:
    settings = replace(SMALL, n_iterations=1)
    frame = next(Gan2dRun(settings))
    gan = Gan2d(settings)
    gan.iterate()
    extent = DISTRIBUTIONS[settings.data].extent
    corner = gan.D(np.array([[extent], [-extent]]))[0, 0]  # right, bottom
    assert frame.D[0, -1] == pytest.approx(1 / (1 + np.exp(-corner)), rel=1e-5)
    np.testing.assert_allclose(frame.manifold[0, -1], gan.G(np.array([[1.0], [-1.0]]))[:, 0], rtol=1e-5)


def test_the_initial_weights_follow_from_seed_networks_and_noise_alone() -> None:
    other = replace(
        SMALL,
        data="spiral",
        loss="wgan_gp",
        batch_size=50,
        r1=1.0,
        instance_noise=0.3,
        D=replace(SMALL.D, optimizer="sgd", n_steps=3),
        G=replace(SMALL.G, learning_rate=1.0),
    )
    one, another = Gan2d(SMALL), Gan2d(replace(other, noise="gaussian"))
    for who in "DG":
        np.testing.assert_array_equal(getattr(one, who).parameters, getattr(another, who).parameters)
    assert (Gan2d(replace(SMALL, seed=1)).D.parameters != one.D.parameters).any()
    first = Gan2dRun(SMALL).look()
    assert first.iteration == 0 and (first.x_fake == Gan2dRun(other).look().x_fake).all()


CHANGES = {
    "loss": {"loss": "wgan_gp", "gradient_penalty": 0.1},
    "R1 and noise": {"r1": 0.5, "instance_noise": 0.2},
    "normalised": {"spectral_norm": True},
    "batch": {"batch_size": 11},
    "optimizers": {"D": replace(SMALL.D, optimizer="sgd", n_steps=2), "G": replace(SMALL.G, learning_rate=0.1)},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_run_keeps_its_past_and_goes_on_otherwise(change: dict[str, object]) -> None:
    changed = replace(SMALL, n_iterations=20, frame_every=1)
    same, other = Gan2dRun(changed), Gan2dRun(changed)
    before = [(next(same), next(other)) for _ in range(5)]
    assert all((one.x_fake == two.x_fake).all() for one, two in before)
    changed = replace(changed, **change)
    assert not SMALL.needs_new_start(replace(changed, n_iterations=SMALL.n_iterations))
    other.change(changed)
    assert (other.look().x_fake == same.look().x_fake).all()  # a change alone moves no fake
    ends = list(same)[-1], list(other)[-1]
    assert [end.iteration for end in ends] == [20, 20] and ends[1].settings == changed
    assert (ends[0].x_fake != ends[1].x_fake).any()


def test_what_is_changed_and_back_is_the_run_unchanged() -> None:
    s = replace(SMALL, n_iterations=20)
    same, other = Gan2dRun(s), Gan2dRun(s)
    next(same), next(other)
    for settings in (replace(s, loss="wgan_gp", r1=1.0, D=replace(s.D, n_steps=4, learning_rate=1.0)), s):
        other.change(settings)
    assert (list(same)[-1].x_fake == list(other)[-1].x_fake).all()


def test_networks_data_and_noise_need_a_new_start() -> None:
    for other, needs in (
        (replace(SMALL, data="ring", noise_dim=1, noise="gaussian"), ("data", "noise z")),
        (replace(SMALL, D=replace(SMALL.D, width=9), G=replace(SMALL.G, activation="relu")), 2),
        (replace(SMALL, seed=3), ("seed",)),
    ):
        found = SMALL.needs_new_start(other)
        assert found == needs or len(found) == needs


def test_a_player_steps_alone_and_it_shows() -> None:
    run = Gan2dRun(replace(SMALL, n_iterations=200))
    for _ in range(60):
        next(run)
    for who, other in (("D", "G"), ("G", "D")):
        before = {name: getattr(run._gan, name).parameters.copy() for name in "DG"}
        run.single(who)
        shown = next(run)
        assert (getattr(run._gan, who).parameters != before[who]).any()
        assert (getattr(run._gan, other).parameters == before[other]).all()
        assert shown.x_fake is not None and math.isnan(getattr(shown, f"loss_{other}"))
        assert math.isfinite(getattr(shown, f"loss_{who}"))
    run.single("DG")
    shown = next(run)
    assert shown.iteration == 63 and shown.x_fake is not None and math.isfinite(shown.loss_D + shown.loss_G)
    assert next(run).x_fake is None


def test_a_run_that_leaves_the_numbers_ends_with_a_sentence() -> None:
    wild = Player(width=5, activation="relu", optimizer="sgd", learning_rate=1e30)
    with pytest.raises(TrainingDiverged, match="no longer a finite number"):
        list(Gan2dRun(replace(SMALL, loss="lsgan", D=wild, G=wild, n_iterations=50)))


@pytest.mark.parametrize("data", DISTRIBUTIONS)
def test_a_perfect_sampler_scores_the_floor(data: str) -> None:
    ruler, p = ruler_for(data), DISTRIBUTIONS[data]
    scores = [ruler.measure(p.sample(N_SAMPLES, np.random.default_rng(seed))) for seed in range(100, 130)]
    assert np.mean([score.js_divergence for score in scores]) == pytest.approx(ruler.js_floor, rel=0.1)
    assert np.mean([score.kl_divergence for score in scores]) == pytest.approx(ruler.kl_floor, rel=0.2)
    assert np.mean([score.w1 for score in scores]) == pytest.approx(ruler.w1_floor, rel=0.35)
    if len(p.modes) and p.sigma < 0.1:
        assert {score.n_modes for score in scores} == {len(p.modes)}
        assert np.mean([score.quality for score in scores]) == pytest.approx(PERFECT_QUALITY, abs=0.003)
    shares = grid_shares(p.sample(N_SAMPLES, np.random.default_rng(100)), ruler.edges)
    assert scores[0].js_divergence == js_divergence_of_masses(ruler.masses, shares)


def test_rates_fall_to_0_in_the_second_half_and_stay_where_they_do_not_decay() -> None:
    falling = replace(SMALL, decay=True, n_iterations=100)
    assert [falling.share_of_rates(i) for i in (1, 51, 76, 100)] == pytest.approx([1, 1, 0.5, 0.02])
    assert replace(falling, decay=False).share_of_rates(100) == 1
    moved = {}
    for decay in (True, False):
        run = Gan2dRun(replace(falling, decay=decay))
        states = []
        for _ in range(100):
            next(run)
            states.append(run._gan.D.parameters.copy())
        moved[decay] = np.abs(states[-1] - states[-2]).max()
    assert moved[True] < 0.1 * moved[False]
    run, again = Gan2dRun(falling), Gan2dRun(replace(falling, decay=False))
    for _ in range(50):
        assert next(run).loss_D == next(again).loss_D


def test_a_run_takes_over_on_the_way_that_its_rates_fall() -> None:
    run = Gan2dRun(replace(SMALL, n_iterations=100))
    for _ in range(75):
        next(run)
    run.change(replace(SMALL, n_iterations=100, decay=True))
    next(run)
    assert run._gan._optimizer_D.learning_rate == pytest.approx(0.5 * SMALL.D.learning_rate)
    run.change(replace(SMALL, n_iterations=100))
    next(run)
    assert run._gan._optimizer_D.learning_rate == SMALL.D.learning_rate
