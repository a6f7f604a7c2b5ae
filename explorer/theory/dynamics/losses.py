"""The losses that a Dirac-GAN with logarithms would report along its path, and when they say less than they seem to."""

import numpy as np
from numpy.typing import ArrayLike

from explorer.arrays import Array
from explorer.theory.dynamics.steps import Path

# What both losses are at the equilibrium, in nats.
EQUILIBRIUM_D, EQUILIBRIUM_G = 2.0 * float(np.log(2.0)), float(np.log(2.0))
# Losses this near to those of the equilibrium look like it; a fake this far from the data is not there.
LOOKS_LIKE_IT, NOT_THERE = 0.02, 0.1


def losses(theta: ArrayLike, psi: ArrayLike) -> tuple[Array, Array]:
    """Return D's loss −f(θψ) − f(0) and G's non-saturating loss −f(−θψ), with f(t) = −ln(1 + e^−t); nats.

    D's is the binary cross-entropy over one real and one fake point. Mescheder et al. 2018, Definition 2.1.
    """
    t = np.asarray(theta, dtype=float) * np.asarray(psi, dtype=float)
    return np.logaddexp(0.0, -t) + np.log(2.0), np.logaddexp(0.0, t)


def deceptive_step(path: Path) -> int | None:
    """Return the step whose losses look like the equilibrium's while the fake is furthest from the data, if any."""
    loss_D, loss_G = losses(path.theta, path.psi)
    calm = (np.abs(loss_D - EQUILIBRIUM_D) < LOOKS_LIKE_IT) & (np.abs(loss_G - EQUILIBRIUM_G) < LOOKS_LIKE_IT)
    far = np.where(calm, np.abs(path.theta), 0.0)
    step = int(far.argmax())
    return step if far[step] > NOT_THERE else None
