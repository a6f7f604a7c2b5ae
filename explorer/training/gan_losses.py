"""GAN losses on batches of logits, for autograd; `explorer.theory.losses` holds the same formulas by logit in NumPy.

Everything is computed from the logit t, never from σ(t), so that nothing overflows and no gradient is lost to rounding.
"""

import torch.nn.functional as F
from torch import Tensor

LOSSES = ("saturating", "non-saturating", "LSGAN")


def probability(logits: Tensor, loss: str) -> Tensor:
    """D(x) by logit: σ(t) for the losses with logarithms, t itself under LSGAN, whose D has no sigmoid."""
    return logits if loss == "LSGAN" else logits.sigmoid()


def loss_on_real(logits_real: Tensor, loss: str, label_smoothing: float = 0.0) -> Tensor:
    """D's loss on real samples whose label is y = 1 − `label_smoothing`, one-sided: fakes keep the label 0.

    With logarithms E[−y ln σ(t) − (1−y) ln(1−σ(t))]; LSGAN ½E[(t − y)²], the 0-1 coding's b = 1 smoothed.

    Parameters
    ----------
    logits_real : Tensor, shape (batch,)
    loss : one of LOSSES; saturating and non-saturating differ in the generator's loss only.
    label_smoothing : in [0, 1)

    References
    ----------
    Goodfellow et al. 2014, eq. 1; Mao et al. 2017, eq. 2; Salimans et al. 2016, section 3.4 (one-sided smoothing).
    """
    _check(loss)
    if loss == "LSGAN":
        return 0.5 * (logits_real - (1.0 - label_smoothing)).square().mean()
    # −ln σ(t) = softplus(−t) and −ln(1−σ(t)) = softplus(t) = softplus(−t) + t
    return (F.softplus(-logits_real) + label_smoothing * logits_real).mean()


def loss_on_fake(logits_fake: Tensor, loss: str) -> Tensor:
    """D's loss on fakes, shape (batch,): with logarithms E[−ln(1−σ(t))]; LSGAN ½E[t²], the 0-1 coding's a = 0."""
    _check(loss)
    return 0.5 * logits_fake.square().mean() if loss == "LSGAN" else F.softplus(logits_fake).mean()


def generator_loss(logits_fake: Tensor, loss: str) -> Tensor:
    """G's loss on a batch of fakes: saturating E[ln(1−σ(t))], non-saturating E[−ln σ(t)], LSGAN ½E[(t−1)²] (c = 1).

    Parameters
    ----------
    logits_fake : Tensor, shape (batch,)

    References
    ----------
    Goodfellow et al. 2014, eq. 1 and section 3; Mao et al. 2017, eq. 2.
    """
    _check(loss)
    if loss == "saturating":
        return -F.softplus(logits_fake).mean()
    if loss == "non-saturating":
        return F.softplus(-logits_fake).mean()
    return 0.5 * (logits_fake - 1.0).square().mean()


def _check(loss: str) -> None:
    if loss not in LOSSES:
        raise ValueError(f"There is no loss {loss!r}: choose one of {', '.join(LOSSES)}.")
