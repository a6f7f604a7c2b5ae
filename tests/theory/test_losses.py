"""Losses by logit against the table of Mao et al.'s comparison, autograd and finite differences."""

import numpy as np
import pytest
import torch
from torch.nn import functional

from explorer.theory.losses import (
    CROSS_ENTROPY,
    HINGE,
    HINGE_DISCRIMINATOR,
    NON_SATURATING,
    SATURATING,
    WASSERSTEIN,
    WASSERSTEIN_CRITIC,
    DiscriminatorLoss,
    Loss,
    generator_losses,
    least_squares_behind_sigmoid,
    least_squares_discriminator,
    least_squares_generator,
)

T = np.linspace(-9.7, 9.7, 41)  # off the kinks of the hinge at ±1

# t: saturating, non-saturating, least squares with c = 1
GRADIENTS = {
    -10: (-0.000045, -0.999955, -11.0),
    -5: (-0.006693, -0.993307, -6.0),
    0: (-0.5, -0.5, -1.0),
    5: (-0.993307, -0.006693, 4.0),
}

EVERY_LOSS = [
    SATURATING,
    NON_SATURATING,
    WASSERSTEIN,
    HINGE,
    least_squares_generator(0.3),
    least_squares_behind_sigmoid(0.8),
    CROSS_ENTROPY.on_fake,
    HINGE_DISCRIMINATOR.on_real,
    HINGE_DISCRIMINATOR.on_fake,
    WASSERSTEIN_CRITIC.on_fake,
    least_squares_discriminator(-1.0, 0.5).on_real,
    least_squares_discriminator(-1.0, 0.5).on_fake,
]


@pytest.mark.parametrize("t", GRADIENTS)
def test_gradients_of_the_published_comparison(t: int) -> None:
    losses = (SATURATING, NON_SATURATING, least_squares_generator(1.0))
    shown = [float(loss.gradient(np.array([float(t)]))[0]) for loss in losses]
    np.testing.assert_allclose(shown, GRADIENTS[t], atol=5e-7)


@pytest.mark.parametrize("loss", EVERY_LOSS, ids=lambda loss: loss.id)
def test_gradient_is_the_slope_of_the_value(loss: Loss) -> None:
    h = 1e-5
    slope = (loss.value(T + h) - loss.value(T - h)) / (2 * h)
    np.testing.assert_allclose(loss.gradient(T), slope, atol=1e-8)


def by_autograd(value: torch.Tensor, t: torch.Tensor) -> np.ndarray:
    return torch.autograd.grad(value.sum(), t)[0].numpy()


@pytest.mark.parametrize(
    ("loss", "reference"),
    [
        (SATURATING, lambda t: -functional.binary_cross_entropy_with_logits(t, torch.zeros_like(t), reduction="none")),
        (
            NON_SATURATING,
            lambda t: functional.binary_cross_entropy_with_logits(t, torch.ones_like(t), reduction="none"),
        ),
        (
            CROSS_ENTROPY.on_fake,
            lambda t: functional.binary_cross_entropy_with_logits(t, torch.zeros_like(t), reduction="none"),
        ),
        (
            least_squares_generator(0.7),
            lambda t: 0.5 * functional.mse_loss(t, torch.full_like(t, 0.7), reduction="none"),
        ),
        (
            least_squares_behind_sigmoid(0.7),
            lambda t: 0.5 * functional.mse_loss(torch.sigmoid(t), torch.full_like(t, 0.7), reduction="none"),
        ),
        (
            HINGE_DISCRIMINATOR.on_real,
            lambda t: functional.hinge_embedding_loss(t, -torch.ones_like(t), 1.0, reduction="none"),
        ),
        (
            HINGE_DISCRIMINATOR.on_fake,
            lambda t: functional.hinge_embedding_loss(-t, -torch.ones_like(t), 1.0, reduction="none"),
        ),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_value_and_gradient_against_torch(loss: Loss, reference: object) -> None:
    t = torch.tensor(T, requires_grad=True)
    value = reference(t)
    np.testing.assert_allclose(loss.value(T), value.detach().numpy(), atol=1e-12)
    np.testing.assert_allclose(loss.gradient(T), by_autograd(value, t), atol=1e-12)


def test_nothing_overflows_far_out() -> None:
    far = np.array([-1000.0, 1000.0])
    for loss in EVERY_LOSS:
        assert np.isfinite(loss.value(far)).all()
        assert np.isfinite(loss.gradient(far)).all()


@pytest.mark.parametrize(
    "loss",
    [CROSS_ENTROPY, HINGE_DISCRIMINATOR, WASSERSTEIN_CRITIC, least_squares_discriminator(0.0, 1.0)],
    ids=lambda loss: loss.id,
)
def test_D_wants_more_on_real_than_on_fakes(loss: DiscriminatorLoss) -> None:
    between = np.linspace(0.05, 0.95, 7)
    assert (loss.on_real.gradient(between) < 0).all()
    assert (loss.on_fake.gradient(between) > 0).all()


def test_least_squares_rest_at_their_targets() -> None:
    assert least_squares_generator(0.4).gradient(np.array([0.4]))[0] == 0.0
    loss = least_squares_discriminator(-1.0, 0.5)
    assert loss.on_fake.gradient(np.array([-1.0]))[0] == 0.0
    assert loss.on_real.gradient(np.array([0.5]))[0] == 0.0


def test_a_sigmoid_makes_least_squares_saturate_on_both_sides() -> None:
    behind = np.abs(least_squares_behind_sigmoid(1.0).gradient(np.array([-10.0, 10.0])))
    assert (behind < 1e-4).all()
    assert (np.abs(least_squares_generator(1.0).gradient(np.array([-10.0, 10.0]))) >= 9).all()


def test_generator_losses_are_listed_by_name_with_their_target() -> None:
    losses = generator_losses(0.25)
    assert list(losses) == ["saturating", "non_saturating", "lsgan", "hinge", "wgan"]
    assert all(name == loss.id for name, loss in losses.items())
    assert losses["lsgan"].gradient(np.array([0.25]))[0] == 0.0


FORMULAS = {
    r"\ln(1-\sigma(t))": lambda t: np.log(1 - 1 / (1 + np.exp(-t))),
    r"-\ln(1-\sigma(t))": lambda t: -np.log(1 - 1 / (1 + np.exp(-t))),
    r"-\ln\sigma(t)": lambda t: -np.log(1 / (1 + np.exp(-t))),
    r"-\sigma(t)": lambda t: -1 / (1 + np.exp(-t)),
    r"\sigma(t)": lambda t: 1 / (1 + np.exp(-t)),
    r"-(1-\sigma(t))": lambda t: -(1 - 1 / (1 + np.exp(-t))),
    r"\tfrac12\,(t-c)^2": lambda t: (t - 0.5) ** 2 / 2,
    r"t-c": lambda t: t - 0.5,
    r"\tfrac12\,(t-a)^2": lambda t: (t + 1) ** 2 / 2,
    r"t-a": lambda t: t + 1,
    r"\tfrac12\,(t-b)^2": lambda t: (t - 2) ** 2 / 2,
    r"t-b": lambda t: t - 2,
    r"\tfrac12\,(\sigma(t)-c)^2": lambda t: (1 / (1 + np.exp(-t)) - 0.5) ** 2 / 2,
    r"(\sigma(t)-c)\,\sigma(t)\,(1-\sigma(t))": lambda t: (
        (1 / (1 + np.exp(-t)) - 0.5) * np.exp(-t) / (1 + np.exp(-t)) ** 2
    ),
    "-t": lambda t: -t,
    "t": lambda t: t,
    "-1": lambda t: -np.ones_like(t),
    "1": lambda t: np.ones_like(t),
    r"\max(0,1-t)": lambda t: np.maximum(0, 1 - t),
    r"\max(0,1+t)": lambda t: np.maximum(0, 1 + t),
    "-[t<1]": lambda t: -(t < 1).astype(float),
    "[t>-1]": lambda t: (t > -1).astype(float),
}


@pytest.mark.parametrize(
    "loss",
    [
        *generator_losses(0.5).values(),
        least_squares_behind_sigmoid(0.5),
        CROSS_ENTROPY.on_real,
        CROSS_ENTROPY.on_fake,
        HINGE_DISCRIMINATOR.on_real,
        HINGE_DISCRIMINATOR.on_fake,
        WASSERSTEIN_CRITIC.on_real,
        WASSERSTEIN_CRITIC.on_fake,
        least_squares_discriminator(-1.0, 2.0).on_real,
        least_squares_discriminator(-1.0, 2.0).on_fake,
    ],
    ids=lambda loss: loss.id,
)
def test_the_formula_that_is_shown_is_the_formula_that_is_computed(loss: Loss) -> None:
    np.testing.assert_allclose(loss.value(T), FORMULAS[loss.formula](T), atol=1e-9)
    np.testing.assert_allclose(loss.gradient(T), FORMULAS[loss.gradient_formula](T), atol=1e-9)
