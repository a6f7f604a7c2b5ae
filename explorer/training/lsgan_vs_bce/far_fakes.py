"""Fit D for good under each loss, then move the fakes along the gradient of the generator's loss."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from explorer.arrays import Array
from explorer.data.far_fakes import Points
from explorer.models.lsgan_vs_bce.linear_discriminator import LinearDiscriminator
from explorer.theory.losses import Loss
from explorer.theory.lsgan import Coding

# Without it, separable points would let BCE grow the weights without end.
L2 = 0.02
NEWTON_STEPS = 50
TOLERANCE = 1e-10
SMALLEST_STEP = 1e-6


@dataclass(frozen=True)
class Snapshot:
    """The fakes after `step` updates, the D that judges them, and ∂L_G/∂x of each; arrays of shape (n, 2)."""

    step: int
    discriminator: LinearDiscriminator
    fake: Array
    far: Array
    gradient_fake: Array
    gradient_far: Array


def _inputs(real: Array, fake: Array) -> tuple[Array, Array]:
    """Return the points with a column of ones, and weights that make sums the mean over real plus the mean over fakes.

    So that many fakes count as much as few, as in the expectations of a GAN's loss.
    """
    x = np.concatenate([real, fake])
    weights = np.concatenate([np.full(len(real), 1 / len(real)), np.full(len(fake), 1 / len(fake))])
    return np.column_stack([x, np.ones(len(x))]), weights


def cross_entropy_objective(theta: Array, real: Array, fake: Array) -> float:
    """Return D's loss E_real[−ln σ(t)] + E_fake[−ln(1 − σ(t))] + ½ L2 ‖w‖² for theta = (w1, w2, bias)."""
    x, weights = _inputs(real, fake)
    sign = np.concatenate([np.ones(len(real)), -np.ones(len(fake))])
    return float(weights @ np.logaddexp(0.0, -sign * (x @ theta)) + 0.5 * L2 * theta[:2] @ theta[:2])


def fit_cross_entropy(real: Array, fake: Array) -> LinearDiscriminator:
    """Minimise D's BCE with its small ‖w‖² term by Newton's method with halved steps: logistic regression."""
    x, weights = _inputs(real, fake)
    y = np.concatenate([np.ones(len(real)), np.zeros(len(fake))])
    ridge = L2 * np.diag([1.0, 1.0, 0.0])
    theta = np.zeros(3)
    for _ in range(NEWTON_STEPS):
        p = expit(x @ theta)
        gradient = x.T @ (weights * (p - y)) + ridge @ theta
        if np.abs(gradient).max() < TOLERANCE:
            break
        curvature = (x * (weights * p * (1 - p))[:, None]).T @ x + ridge
        step = np.linalg.solve(curvature, gradient)
        start = cross_entropy_objective(theta, real, fake)
        size = 1.0
        while size > SMALLEST_STEP and cross_entropy_objective(theta - size * step, real, fake) > start:
            size /= 2
        theta = theta - size * step
    return LinearDiscriminator(theta[:2], float(theta[2]))


def fit_least_squares(real: Array, fake: Array, a: float, b: float) -> LinearDiscriminator:
    """Minimise ½ E_real[(t − b)²] + ½ E_fake[(t − a)²]: linear regression on the two labels. Mao et al., eq. 2."""
    x, weights = _inputs(real, fake)
    labels = np.concatenate([np.full(len(real), b), np.full(len(fake), a)])
    root = np.sqrt(weights)
    theta = np.linalg.lstsq(x * root[:, None], labels * root, rcond=None)[0]
    return LinearDiscriminator(theta[:2], float(theta[2]))


def sample_gradient(x: Array, discriminator: LinearDiscriminator, loss: Loss) -> Array:
    """Return ∂L_G/∂x = L'(t(x)) w for each point: the loss's gradient by logit, carried back through D; (n, 2)."""
    return np.asarray(loss.gradient(discriminator.logit(x))[:, None] * discriminator.w)


def move_fakes(
    points: Points, loss: Loss, n_steps: int, step_size: float, refit: bool, coding: Coding | None = None
) -> Iterator[Snapshot]:
    """Yield the fakes before the first update and after each: x ← x − η ∂L_G/∂x, every point by its own gradient.

    D is fitted once, on the real points and the ordinary fakes: the magenta ones are new to it. With `refit`, it is
    fitted again before every update, on all points. A `coding` means least squares with its labels; None means BCE.
    """
    fake, far = points.fake, points.far

    def fit(fakes: Array) -> LinearDiscriminator:
        if coding is None:
            return fit_cross_entropy(points.real, fakes)
        return fit_least_squares(points.real, fakes, coding.a, coding.b)

    discriminator = fit(fake)
    for step in range(n_steps + 1):
        if refit:
            discriminator = fit(np.concatenate([fake, far]))
        gradient_fake = sample_gradient(fake, discriminator, loss)
        gradient_far = sample_gradient(far, discriminator, loss)
        yield Snapshot(step, discriminator, fake, far, gradient_fake, gradient_far)
        fake, far = fake - step_size * gradient_fake, far - step_size * gradient_far
