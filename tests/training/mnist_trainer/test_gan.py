"""Steps against autograd by hand, the loop's chance and bookkeeping, and that it learns."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch.optim import SGD

from explorer.data.files import Malformed
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.models.mnist_trainer.gan import NETWORKS, networks
from explorer.training.mnist_trainer.gan import DEFAULTS, TrainingDiverged, to_pixels, to_uint8
from explorer.training.mnist_trainer.gan import GanTraining as endless
from explorer.training.mnist_trainer.losses import LOSSES
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.mnist_trainer.steps import Batch, discriminator_step, generator_step

torch.set_num_threads(1)

TINY = {"batch_size": 8, "n_iterations": 3, "images_every": 2}
RATE = 0.1


@pytest.fixture(scope="module")
def digits():
    return load_built_in().images


def train(images, **settings):
    return list(endless(images, GanSettings(**settings)))


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def parameters(network):
    return [p.detach().clone() for p in network.parameters()]


@pytest.fixture
def game():
    G, D = networks("dense", rng())
    x_real = torch.rand(6, 1, 28, 28, generator=rng(1)) * 2 - 1
    z = torch.randn(6, G.latent_dim, generator=rng(2))
    return G, D, x_real, z


def test_a_step_of_D_is_one_descent_on_cross_entropy(game):
    G, D, x_real, z = game
    x_fake = G(z).detach()
    expected = F.binary_cross_entropy(D(x_real).sigmoid(), torch.full((6,), 0.9))
    expected = expected + F.binary_cross_entropy(D(x_fake).sigmoid(), torch.zeros(6))
    slopes = torch.autograd.grad(expected, list(D.parameters()))
    before = parameters(D)
    settings = GanSettings(label_smoothing=0.1)
    said = discriminator_step(D, SGD(D.parameters(), RATE), Batch(x_real), Batch(x_fake), settings, rng())
    assert said.loss.item() == pytest.approx(expected.item(), rel=1e-5)
    for old, new, slope in zip(before, D.parameters(), slopes, strict=True):
        torch.testing.assert_close(new.detach(), old - RATE * slope, rtol=1e-4, atol=1e-7)


def test_separate_batches_are_a_step_on_real_and_then_one_on_fakes(game):
    G, D, x_real, z = game
    x_fake = G(z).detach()
    _, by_hand = networks("dense", rng())
    by_hand.load_state_dict(D.state_dict())
    optimizer = SGD(by_hand.parameters(), RATE)
    for x, label in ((x_real, 1.0), (x_fake, 0.0)):
        optimizer.zero_grad()
        F.binary_cross_entropy(by_hand(x).sigmoid(), torch.full((6,), label)).backward()
        optimizer.step()
    settings = GanSettings(loss="saturating", separate_batches=True)
    discriminator_step(D, SGD(D.parameters(), RATE), Batch(x_real), Batch(x_fake), settings, rng())
    for mine, theirs in zip(D.parameters(), by_hand.parameters(), strict=True):
        torch.testing.assert_close(mine, theirs, rtol=1e-4, atol=1e-7)


def test_a_step_of_G_moves_G_alone_along_its_gradient(game):
    G, D, _, z = game
    expected = F.binary_cross_entropy(D(G(z)).sigmoid(), torch.ones(6))
    slopes = torch.autograd.grad(expected, list(G.parameters()))
    before_G, before_D = parameters(G), parameters(D)
    loss = generator_step(D, SGD(G.parameters(), RATE), Batch(G(z)), "non_saturating")
    assert loss.item() == pytest.approx(expected.item(), rel=1e-5)
    for old, new, slope in zip(before_G, G.parameters(), slopes, strict=True):
        torch.testing.assert_close(new.detach(), old - RATE * slope, rtol=1e-4, atol=1e-7)
    assert all(torch.equal(old, new) for old, new in zip(before_D, D.parameters(), strict=True))
    assert all(p.grad is None for p in D.parameters())


def test_pixels_survive_the_way_to_the_network_and_back():
    images = np.arange(256, dtype=np.uint8).repeat(28 * 28).reshape(256, 28, 28)
    x = to_pixels(images)
    assert (x.shape, x.min(), x.max()) == ((256, 1, 28, 28), -1.0, 1.0)
    np.testing.assert_array_equal(to_uint8(x), images)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_trains_under_every_loss(digits, network, loss):
    snapshots = train(digits, network=network, loss=loss, batch_size=8, n_iterations=1)
    assert [s.iteration for s in snapshots] == [1]
    assert snapshots[0].images.shape == (64, 28, 28)
    assert 0.0 <= snapshots[0].accuracy <= 1.0


def test_pictures_come_first_regularly_and_last(digits):
    snapshots = train(digits, **{**TINY, "n_iterations": 7, "images_every": 3}, network="dense")
    assert [s.iteration for s in snapshots if s.images is not None] == [1, 3, 6, 7]
    assert all(s.images.dtype == np.uint8 for s in snapshots if s.images is not None)


def numbers(snapshots):
    return [(s.loss_D, s.loss_G, s.D_real, s.D_fake, s.accuracy) for s in snapshots]


@pytest.mark.parametrize("network", NETWORKS)  # the convolutional one draws dropout masks too
def test_a_seed_decides_the_run_whatever_else_runs_beside_it(digits, network):
    settings = GanSettings(network=network, seed=5, **TINY)
    alone = list(endless(digits, settings))
    before = torch.random.get_rng_state()
    beside = []
    for mine, _ in zip(endless(digits, settings), endless(digits, replace(settings, seed=6)), strict=True):
        beside.append(mine)
    assert numbers(beside) == numbers(alone)
    np.testing.assert_array_equal(beside[-1].images, alone[-1].images)
    assert torch.equal(torch.random.get_rng_state(), before)
    assert numbers(endless(digits, replace(settings, seed=6))) != numbers(alone)


def test_more_steps_of_D_and_smoothed_labels_change_the_run(digits):
    plain = numbers(train(digits, network="dense", **TINY))
    assert numbers(train(digits, network="dense", n_discriminator_steps=3, **TINY)) != plain
    assert numbers(train(digits, network="dense", label_smoothing=0.2, **TINY)) != plain


def test_snapshots_keep_their_pictures_while_the_run_goes_on(digits):
    run = endless(digits, GanSettings(**{**TINY, "n_iterations": 30}))
    first = next(run)
    copy = first.images.copy()
    list(islice(run, 10))
    np.testing.assert_array_equal(first.images, copy)


def test_what_D_says_is_a_probability_but_under_least_squares(digits):
    for s in train(digits, network="dense", batch_size=16, n_iterations=20):
        assert 0.0 <= s.D_fake <= 1.0
    outside = [
        s.D_fake
        for s in train(digits, network="dense", loss="lsgan", batch_size=16, n_iterations=20, learning_rate_D=0.05)
    ]
    assert any(not 0.0 <= value <= 1.0 for value in outside)


def test_a_learning_rate_that_explodes_is_said_in_a_sentence(digits):
    with pytest.raises(TrainingDiverged, match="no longer a finite number at iteration 1: .* smaller learning rate"):
        train(digits, network="dense", loss="lsgan", learning_rate_D=1e30, **TINY)
    with pytest.raises(TrainingDiverged, match="no longer finite numbers at iteration 1: .* smaller learning rate"):
        train(digits, network="dense", learning_rate_G=1e38, **TINY)


def test_a_run_that_diverges_later_keeps_what_came_before(digits, monkeypatch):
    calls = iter(range(100))
    monkeypatch.setattr(
        "explorer.training.mnist_trainer.gan.to_pixels",
        lambda images: to_pixels(images) * (1.0 if next(calls) < 2 else float("nan")),
    )
    run = endless(digits, GanSettings(network="dense", batch_size=8))
    assert [next(run).iteration, next(run).iteration] == [1, 2]
    with pytest.raises(TrainingDiverged, match="iteration 3"):
        next(run)


MANY = {
    "plain": {},
    "conditional": {"conditional": True, "minibatch_stddev": True},
    "penalised": {"loss": "wgan_gp", "r1": 0.5, "n_discriminator_steps": 2},
    "noisy": {"instance_noise": 0.2, "shared_fakes": True, "averaging": 0.9},
}


@pytest.mark.parametrize("settings", MANY.values(), ids=MANY)
@pytest.mark.parametrize("network", NETWORKS)
def test_a_run_goes_on_bit_for_bit_from_its_state(settings, network):
    digits = load_built_in()
    whole = GanSettings(network=network, batch_size=4, n_iterations=3, images_every=9, **settings)
    run = endless(digits.images, whole, digits.labels)
    next(run)
    state = run.state()
    other = endless(digits.images, replace(whole, seed=9), digits.labels)
    other.load_state(state)
    for mine, theirs in zip(run, other, strict=True):
        assert (mine.iteration, *numbers([mine])[0], mine.penalty) == (
            theirs.iteration,
            *numbers([theirs])[0],
            theirs.penalty,
        )
    assert mine.iteration == 3
    np.testing.assert_array_equal(mine.images, theirs.images)
    for name, array in run.state().items():
        np.testing.assert_array_equal(array, other.state()[name], err_msg=name)


def test_a_state_of_another_kind_is_refused_in_a_sentence(digits):
    run = endless(digits, GanSettings(network="dense", **TINY))
    state = run.state()
    for wrong, said in (
        ({k: v for k, v in state.items() if k != "G.body.hidden.bias"}, "has no G.body.hidden.bias"),
        ({**state, "D.logit.bias": np.zeros(7, np.float32)}, r"D.logit.bias should be float32 \(1,\)"),
        ({**state, "iteration": np.array("many")}, "iteration should be int64"),
        ({**state, "chance": np.zeros_like(state["chance"])}, "chance"),
    ):
        with pytest.raises(Malformed, match=said):
            endless(digits, GanSettings(network="dense", **TINY)).load_state(wrong)


def test_a_conditional_run_needs_labels(digits):
    with pytest.raises(ValueError, match="labels"):
        endless(digits, GanSettings(conditional=True))


def test_a_judge_sees_pictures_with_every_picture_and_changes_nothing(digits):
    seen = []

    def judge(images):
        seen.append(images.shape)
        return "judged"

    settings = GanSettings(network="dense", **TINY)
    judged = list(endless(digits, settings, judge=judge))
    assert [s.judgement for s in judged] == ["judged", "judged", "judged"] and seen == [(512, 28, 28)] * 3
    assert numbers(judged) == numbers(endless(digits, settings))


@pytest.mark.parametrize("player", ["D", "G"])
def test_the_length_of_a_gradient_is_that_of_the_weights_gradients(digits, player):
    run = endless(digits, GanSettings(network="dense", **TINY))
    said = getattr(next(run), f"gradient_{player}")
    by_hand = np.sqrt(sum(p.grad.double().square().sum().item() for p in getattr(run, player).parameters()))
    assert said == pytest.approx(by_hand, rel=1e-5)


def test_averaged_weights_are_their_moving_average_and_draw_the_pictures(digits):
    run = endless(digits, GanSettings(network="dense", averaging=0.5, batch_size=8, n_iterations=4, images_every=1))
    average = parameters(run.G)
    for snapshot in run:
        decay = min(0.5, (1 + run.iteration) / (10 + run.iteration))
        average = [decay * old + (1 - decay) * new for old, new in zip(average, parameters(run.G), strict=True)]
        for mine, theirs in zip(run.averaged_G.parameters(), average, strict=True):
            torch.testing.assert_close(mine, theirs)
        with torch.no_grad():
            np.testing.assert_array_equal(snapshot.images, to_uint8(run.averaged_G(run.fixed_z)))


def test_answers_about_one_z_and_one_picture_do_not_depend_on_their_neighbours(digits):
    run = endless(digits, GanSettings(network="convolutional", batch_size=8, n_iterations=1))
    next(run)
    z = np.random.default_rng(0).standard_normal((3, run.G.latent_dim))
    np.testing.assert_allclose(run.samples(z)[:1].astype(int), run.samples(z[:1]), atol=1)
    np.testing.assert_allclose(run.opinions(digits[:5])[:1], run.opinions(digits[:1]), rtol=1e-4)


def test_unknown_names_are_refused_at_once(digits):
    with pytest.raises(ValueError, match="'huge'"):
        train(digits, network="huge")
    with pytest.raises(ValueError, match="'bogus'"):
        train(digits, loss="bogus")


def test_the_defaults_are_the_published_settings():
    dense, convolutional = DEFAULTS["dense"], DEFAULTS["convolutional"]
    assert (dense.batch_size, dense.n_iterations, dense.beta1) == (128, 20_000, 0.9)
    assert dense.learning_rate_D == dense.learning_rate_G == 1e-3
    assert dense.separate_batches
    assert (convolutional.batch_size, convolutional.beta1) == (128, 0.5)
    assert convolutional.learning_rate_D == convolutional.learning_rate_G == 2e-4
    assert all(settings.network == name for name, settings in DEFAULTS.items())


def distance(images, digits):
    """How far the pictures' mean and spread, pixel by pixel, are from those of real digits, in grey levels."""
    return np.abs(images.mean(0) - digits.mean(0)).mean() + np.abs(images.std(0) - digits.std(0)).mean()


def test_the_compact_network_moves_towards_digits(digits):
    snapshots = list(endless(digits, replace(DEFAULTS["compact"], n_iterations=240, batch_size=32)))
    assert distance(snapshots[-1].images, digits) < 0.5 * distance(snapshots[0].images, digits)
