"""GAN losses on batches of logits, for autograd; `explorer.theory.losses` holds the same formulas by logit in NumPy.

Everything is computed from the logit t, never from σ(t), so that nothing overflows and no gradient is lost to rounding.
"""

import torch.nn.functional as F
from torch import Tensor

LOSSES = ("saturating", "non-saturating", "LSGAN")


def probability(logits: Tensor, loss: str) -> Tensor:
    """D(x) by logit: σ(t) for the losses with logarithms, t itself under LSGAN, whose D has no sigmoid."""
    return logits if loss == "LSGAN" else logits.sigmoid()


def discriminator_loss(logits_real: Tensor, logits_fake: Tensor, loss: str, label_smoothing: float = 0.0) -> Tensor:
    """D's loss on a batch of real and a batch of fake samples, the sum of the two means.

    BCE: E[−y ln σ(t_real) − (1−y) ln(1−σ(t_real))] + E[−ln(1−σ(t_fake))] with y = 1 − `label_smoothing`;
    LSGAN: ½E[(t_real − y)²] + ½E[t_fake²], the 0-1 coding a = 0, b = 1, with b smoothed in the same way.

    Parameters
    ----------
    logits_real, logits_fake : Tensor, shape (batch,)
    loss : one of LOSSES; saturating and non-saturating differ in the generator's loss only.
    label_smoothing : in [0, 1), on real labels alone ("one-sided").

    References
    ----------
    Goodfellow et al. 2014, eq. 1; Mao et al. 2017, eq. 2; Salimans et al. 2016, section 3.4 (one-sided smoothing).
    """
    y = 1.0 - label_smoothing
    if loss == "LSGAN":
        return 0.5 * (logits_real - y).square().mean() + 0.5 * logits_fake.square().mean()
    if loss in LOSSES:
        # −ln σ(t) = softplus(−t) and −ln(1−σ(t)) = softplus(t) = softplus(−t) + t
        on_real = F.softplus(-logits_real) + label_smoothing * logits_real
        return on_real.mean() + F.softplus(logits_fake).mean()
    raise ValueError(f"There is no loss {loss!r}: choose one of {', '.join(LOSSES)}.")


def generator_loss(logits_fake: Tensor, loss: str) -> Tensor:
    """G's loss on a batch of fakes: saturating E[ln(1−σ(t))], non-saturating E[−ln σ(t)], LSGAN ½E[(t−1)²] (c = 1).

    Parameters
    ----------
    logits_fake : Tensor, shape (batch,)

    References
    ----------
    Goodfellow et al. 2014, eq. 1 and section 3; Mao et al. 2017, eq. 2.
    """
    if loss == "saturating":
        return -F.softplus(logits_fake).mean()
    if loss == "non-saturating":
        return F.softplus(-logits_fake).mean()
    if loss == "LSGAN":
        return 0.5 * (logits_fake - 1.0).square().mean()
    raise ValueError(f"There is no loss {loss!r}: choose one of {', '.join(LOSSES)}.")
