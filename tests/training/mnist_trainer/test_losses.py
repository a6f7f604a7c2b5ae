"""The torch losses against torch's own, against the NumPy theory and against the table of the facts."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from explorer.theory import losses as theory
from explorer.training.mnist_trainer.losses import (
    LOSSES,
    accuracy,
    generator_loss,
    loss_on_fake,
    loss_on_real,
    probability,
)

T = torch.tensor([-30.0, -5.0, -0.3, 0.0, 1.7, 8.0, 40.0], dtype=torch.float64)
GENERATOR = {
    "saturating": theory.SATURATING,
    "non_saturating": theory.NON_SATURATING,
    "lsgan": theory.least_squares_generator(1.0),
    "hinge": theory.HINGE,
    "wgan_gp": theory.WASSERSTEIN,
}
DISCRIMINATOR = {
    "saturating": theory.CROSS_ENTROPY,
    "non_saturating": theory.CROSS_ENTROPY,
    "lsgan": theory.least_squares_discriminator(0.0, 1.0),
    "hinge": theory.HINGE_DISCRIMINATOR,
    "wgan_gp": theory.WASSERSTEIN_CRITIC,
}


def gradient(loss, t):
    t = t.clone().requires_grad_()
    loss(t).backward()
    return t.grad.numpy() * len(t)


@pytest.mark.parametrize("name", LOSSES)
def test_values_and_gradients_are_those_of_the_theory(name):
    logits = T.numpy()
    for value, gradient_of, expected in (
        (generator_loss(T, name), lambda t: generator_loss(t, name), GENERATOR[name]),
        (loss_on_real(T, name), lambda t: loss_on_real(t, name), DISCRIMINATOR[name].on_real),
        (loss_on_fake(T, name), lambda t: loss_on_fake(t, name), DISCRIMINATOR[name].on_fake),
    ):
        assert value.item() == pytest.approx(expected.value(logits).mean(), rel=1e-12)
        np.testing.assert_allclose(gradient(gradient_of, T), expected.gradient(logits), rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("smoothing", [0.0, 0.1, 0.3])
def test_cross_entropy_with_smoothed_real_labels_is_torch_s_own(smoothing):
    labels = torch.full_like(T, 1.0 - smoothing)
    expected = F.binary_cross_entropy_with_logits(T, labels)
    assert loss_on_real(T, "non_saturating", smoothing).item() == pytest.approx(expected.item(), rel=1e-12)
    expected = F.binary_cross_entropy_with_logits(T, torch.zeros_like(T))
    assert loss_on_fake(T, "saturating").item() == pytest.approx(expected.item(), rel=1e-12)


def test_least_squares_with_a_smoothed_label_is_torch_s_own():
    expected = 0.5 * F.mse_loss(T, torch.full_like(T, 0.9))
    assert loss_on_real(T, "lsgan", 0.1).item() == pytest.approx(expected.item(), rel=1e-12)


@pytest.mark.parametrize(
    ("t", "saturating", "non_saturating", "least_squares"),
    [
        (-10.0, -0.000045, -0.999955, -11.0),
        (-5.0, -0.006693, -0.993307, -6.0),
        (0.0, -0.5, -0.5, -1.0),
        (5.0, -0.993307, -0.006693, 4.0),
    ],
)
def test_the_generator_s_gradients_are_those_of_the_table(t, saturating, non_saturating, least_squares):
    expected = {"saturating": saturating, "non_saturating": non_saturating, "lsgan": least_squares}
    for name in expected:
        t_alone = torch.tensor([t], dtype=torch.float64)
        assert gradient(lambda logit, name=name: generator_loss(logit, name), t_alone)[0] == pytest.approx(
            expected[name], abs=5e-7
        )


def test_at_equilibrium_D_pays_2_ln_2_and_G_ln_2():
    undecided = torch.zeros(5, dtype=torch.float64)
    both = loss_on_real(undecided, "non_saturating") + loss_on_fake(undecided, "non_saturating")
    assert both.item() == pytest.approx(1.3863, abs=5e-5)
    assert generator_loss(undecided, "non_saturating").item() == pytest.approx(0.6931, abs=5e-5)


@pytest.mark.parametrize("name", ["lsgan", "hinge", "wgan_gp"])
def test_losses_without_logarithms_leave_D_without_a_sigmoid(name):
    assert probability(T, name) is T


@pytest.mark.parametrize("name", ["hinge", "wgan_gp"])
def test_a_loss_without_a_label_has_nothing_to_smooth(name):
    assert loss_on_real(T, name, 0.3).item() == loss_on_real(T, name).item()


@pytest.mark.parametrize(
    ("name", "real", "fake", "right"),
    [
        ("non_saturating", [0.1, -0.1], [-0.1, -3.0], 0.75),  # σ(t) against ½: t against 0
        ("lsgan", [0.6, 0.4], [0.3, 0.7], 0.5),
        ("hinge", [0.1, 2.0], [-0.1, 0.1], 0.75),
        ("wgan_gp", [11.0, 9.0], [7.0, 5.0], 1.0),  # the middle is 8
    ],
)
def test_D_is_right_on_its_side_of_the_border(name, real, fake, right):
    assert accuracy(torch.tensor(real), torch.tensor(fake), name).item() == pytest.approx(right)


def test_the_sigmoid_is_applied_for_display_where_there_are_logarithms():
    torch.testing.assert_close(probability(T, "saturating"), torch.sigmoid(T))


def test_an_unknown_loss_is_named():
    for loss in (generator_loss, loss_on_real, loss_on_fake):
        with pytest.raises(ValueError, match="'bogus'"):
            loss(T, "bogus")
