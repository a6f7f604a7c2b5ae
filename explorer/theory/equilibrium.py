"""The losses at the end of the game, where p_g = p_data and D cannot tell one sample from another."""

import math

import numpy as np

from explorer.theory.losses import DISCRIMINATOR_LOSSES, WASSERSTEIN_CRITIC, generator_losses


def equilibrium_losses(loss: str) -> tuple[float, float]:
    """Return D's loss (real plus fake, without a penalty) and G's loss where D says the same, undecided, everywhere.

    Undecided is ½ for the losses with logarithms (logit 0) and for LSGAN's 0-1 coding, and 0 for hinge. WGAN's critic
    is known up to a constant, which cancels in its own loss and not in G's: G's is nan.

    Parameters
    ----------
    loss : "saturating", "non_saturating" (D by binary cross-entropy), "lsgan", "hinge", "wgan" or "wgan_gp"

    References
    ----------
    Goodfellow et al. 2014, Theorem 1: D* = ½, so D's loss is 2 ln 2. Mao et al. 2017, eq. 5, with a = 0, b = 1.
    Lim & Ye 2017. Arjovsky et al. 2017, eq. 2.
    """
    t = np.array(0.5 if loss == "lsgan" else 0.0)
    D = DISCRIMINATOR_LOSSES[loss]
    of_D = float(D.on_real.value(t)) + float(D.on_fake.value(t))
    return of_D, math.nan if D is WASSERSTEIN_CRITIC else float(generator_losses()[loss].value(t))
