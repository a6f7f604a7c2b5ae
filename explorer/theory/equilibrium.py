"""The losses at the end of the game, where p_g = p_data and D says ½ everywhere."""

import numpy as np

from explorer.theory.losses import CROSS_ENTROPY, generator_losses, least_squares_discriminator


def equilibrium_losses(loss: str) -> tuple[float, float]:
    """Return D's loss (real plus fake) and G's loss where D is ½ for every x.

    Parameters
    ----------
    loss : "saturating", "non-saturating" (D by binary cross-entropy, logit 0) or "LSGAN" (0-1 coding, output ½).

    References
    ----------
    Goodfellow et al. 2014, Theorem 1: D* = ½, so D's loss is 2 ln 2. Mao et al. 2017, eq. 5, with a = 0, b = 1.
    """
    t = np.array(0.5 if loss == "LSGAN" else 0.0)
    D = least_squares_discriminator() if loss == "LSGAN" else CROSS_ENTROPY
    return float(D.on_real.value(t)) + float(D.on_fake.value(t)), float(generator_losses()[loss].value(t))
