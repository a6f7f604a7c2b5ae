"""Penalties on D's slope g = ∇ₓt in the plane, each by its gradient ∂penalty/∂g; slopes are columns, (2, batch).

`explorer.models.mode_collapse.mlp_slopes` carries them on to D's parameters.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

TINY = 1e-12  # keeps the root's derivative finite where D is quite flat


def r1_by_slopes(slopes: Array, gamma: float) -> Array:
    """γ/2 E[|g|²] on real points: D is to be flat where the data are. By g_j it is γ g_j / n.

    References
    ----------
    Mescheder et al. 2018, eq. 9.
    """
    return np.asarray(slopes * (gamma / slopes.shape[1]))


def gradient_penalty_by_slopes(slopes: Array, weight: float) -> Array:
    """λ E[(|g| − 1)²] between real points and fakes: D is to have the slope 1. By g_j it is 2λ (1 − 1/|g_j|) g_j / n.

    References
    ----------
    Gulrajani et al. 2017, eq. 3.
    """
    length = np.sqrt(slopes[:1] ** 2 + slopes[1:] ** 2 + TINY)
    return np.asarray((2 * weight / slopes.shape[1]) * (1 - 1 / length) * slopes)


def between(x_real: Array, x_fake: Array, share: Array) -> Array:
    """Return the points ε x_real + (1 − ε) x_fake, ε of shape (batch,) uniform in [0, 1]: where WGAN-GP looks."""
    return np.asarray(share * x_real + (1 - share) * x_fake)
