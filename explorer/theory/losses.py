"""GAN losses as functions of D's logit t, each with its gradient and the formula that the pages show.

D is σ(t) for the losses with logarithms and t itself for least squares, hinge and Wasserstein: LSGAN has no sigmoid.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, log_expit

from explorer.arrays import Array

ByLogit = Callable[[Array], Array]


@dataclass(frozen=True)
class Loss:
    """A loss by logit: `value(t)` and `gradient(t)` = d value/dt, both of the shape of t; LaTeX of both."""

    id: str
    value: ByLogit
    gradient: ByLogit
    formula: str
    gradient_formula: str


@dataclass(frozen=True)
class DiscriminatorLoss:
    """D's loss: one function for real samples, one for fakes; their means are added."""

    id: str
    on_real: Loss
    on_fake: Loss


def _array(t: ArrayLike) -> Array:
    return np.asarray(t, dtype=float)


def _squared_distance(id: str, target: float, symbol: str) -> Loss:
    return Loss(
        id,
        value=lambda t: 0.5 * (_array(t) - target) ** 2,
        gradient=lambda t: _array(t) - target,
        formula=rf"\tfrac12\,(t-{symbol})^2",
        gradient_formula=rf"t-{symbol}",
    )


# The generator's losses, on a fake. Goodfellow et al. 2014, eq. 1 and section 3.
SATURATING = Loss(
    "saturating",
    value=lambda t: log_expit(-_array(t)),
    gradient=lambda t: -expit(_array(t)),
    formula=r"\ln(1-\sigma(t))",
    gradient_formula=r"-\sigma(t)",
)
NON_SATURATING = Loss(
    "non_saturating",
    value=lambda t: -log_expit(_array(t)),
    gradient=lambda t: -expit(-_array(t)),
    formula=r"-\ln\sigma(t)",
    gradient_formula=r"-(1-\sigma(t))",
)
# Arjovsky et al. 2017; the same generator loss serves the hinge loss (Lim & Ye 2017).
WASSERSTEIN = Loss(
    "wgan",
    value=lambda t: -_array(t),
    gradient=lambda t: -np.ones_like(_array(t)),
    formula="-t",
    gradient_formula="-1",
)
HINGE = Loss("hinge", WASSERSTEIN.value, WASSERSTEIN.gradient, WASSERSTEIN.formula, WASSERSTEIN.gradient_formula)


def least_squares_generator(c: float = 1.0) -> Loss:
    """LSGAN's generator loss ½(t − c)². Mao et al. 2017, eq. 2."""
    return _squared_distance("lsgan", c, "c")


def least_squares_behind_sigmoid(c: float = 1.0) -> Loss:
    """Return ½(σ(t) − c)², what becomes of LSGAN when D keeps its sigmoid: a common mistake, it saturates again."""
    return Loss(
        "lsgan_sigmoid",
        value=lambda t: 0.5 * (expit(_array(t)) - c) ** 2,
        gradient=lambda t: (expit(_array(t)) - c) * expit(_array(t)) * expit(-_array(t)),
        formula=r"\tfrac12\,(\sigma(t)-c)^2",
        gradient_formula=r"(\sigma(t)-c)\,\sigma(t)\,(1-\sigma(t))",
    )


def generator_losses(c: float = 1.0) -> dict[str, Loss]:
    """Return every generator loss by its id, least squares with the target `c`."""
    losses = (SATURATING, NON_SATURATING, least_squares_generator(c), HINGE, WASSERSTEIN)
    return {loss.id: loss for loss in losses}


# The discriminator's losses.
CROSS_ENTROPY = DiscriminatorLoss(
    "bce",
    on_real=NON_SATURATING,
    on_fake=Loss(
        "bce_on_fake",
        value=lambda t: -log_expit(-_array(t)),
        gradient=lambda t: expit(_array(t)),
        formula=r"-\ln(1-\sigma(t))",
        gradient_formula=r"\sigma(t)",
    ),
)
HINGE_DISCRIMINATOR = DiscriminatorLoss(
    "hinge",
    on_real=Loss(
        "hinge_on_real",
        value=lambda t: np.maximum(0.0, 1.0 - _array(t)),
        gradient=lambda t: np.where(_array(t) < 1.0, -1.0, 0.0),
        formula=r"\max(0,1-t)",
        gradient_formula=r"-[t<1]",
    ),
    on_fake=Loss(
        "hinge_on_fake",
        value=lambda t: np.maximum(0.0, 1.0 + _array(t)),
        gradient=lambda t: np.where(_array(t) > -1.0, 1.0, 0.0),
        formula=r"\max(0,1+t)",
        gradient_formula=r"[t>-1]",
    ),
)
WASSERSTEIN_CRITIC = DiscriminatorLoss(
    "wgan",
    on_real=WASSERSTEIN,
    on_fake=Loss(
        "wgan_on_fake",
        value=lambda t: _array(t),
        gradient=lambda t: np.ones_like(_array(t)),
        formula="t",
        gradient_formula="1",
    ),
)


def least_squares_discriminator(a: float = 0.0, b: float = 1.0) -> DiscriminatorLoss:
    """LSGAN's discriminator loss ½(t − b)² on real samples, ½(t − a)² on fakes. Mao et al. 2017, eq. 2."""
    return DiscriminatorLoss(
        "lsgan",
        on_real=_squared_distance("lsgan_on_real", b, "b"),
        on_fake=_squared_distance("lsgan_on_fake", a, "a"),
    )


# By the generator's loss that they are played against.
DISCRIMINATOR_LOSSES = {
    "saturating": CROSS_ENTROPY,
    "non_saturating": CROSS_ENTROPY,
    "lsgan": least_squares_discriminator(),
    "hinge": HINGE_DISCRIMINATOR,
    "wgan": WASSERSTEIN_CRITIC,
    "wgan_gp": WASSERSTEIN_CRITIC,
}
