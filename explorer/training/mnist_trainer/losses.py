"""GAN losses on batches of logits, for autograd; `explorer.theory.losses` holds the same formulas by logit in NumPy.

Everything is computed from D's output t, never from σ(t): nothing overflows, and no gradient is lost to rounding.
"""

import torch.nn.functional as F
from torch import Tensor

from explorer.training.mnist_trainer.settings import LOSSES, WITH_LABELS, WITH_SIGMOID

__all__ = ["LOSSES", "accuracy", "generator_loss", "loss_on_fake", "loss_on_real", "probability"]


def probability(logits: Tensor, loss: str) -> Tensor:
    """D(x) by logit: σ(t) for the losses with logarithms, t itself under the others, whose D has no sigmoid."""
    return logits.sigmoid() if loss in WITH_SIGMOID else logits


def accuracy(logits_real: Tensor, logits_fake: Tensor, loss: str) -> Tensor:
    """How often D is right, in [0, 1]: the mean over both batches, shape (batch,) each, of being on the right side.

    The border is t = 0, where σ(t) = ½; under LSGAN t = ½, halfway between its labels. WGAN's critic knows no border:
    the middle between the two batches' means is taken.
    """
    if loss == "wgan_gp":
        border: float | Tensor = 0.5 * (logits_real.mean() + logits_fake.mean())
    else:
        border = 0.5 if loss == "lsgan" else 0.0
    return 0.5 * ((logits_real > border).float().mean() + (logits_fake < border).float().mean())


def loss_on_real(logits_real: Tensor, loss: str, label_smoothing: float = 0.0) -> Tensor:
    """D's loss on real samples, whose label is y = 1 − `label_smoothing`, one-sided: fakes keep the label 0.

    With logarithms E[−y ln σ(t) − (1−y) ln(1−σ(t))]; LSGAN ½E[(t − y)²], the 0-1 coding's b = 1 smoothed; hinge
    E[max(0, 1 − t)]; WGAN −E[t]. The last two have no label to smooth.

    Parameters
    ----------
    logits_real : Tensor, shape (batch,)
    loss : one of LOSSES; saturating and non-saturating differ in the generator's loss only.
    label_smoothing : in [0, 1)

    References
    ----------
    Goodfellow et al. 2014, eq. 1; Mao et al. 2017, eq. 2; Salimans et al. 2016, section 3.4 (one-sided smoothing);
    Lim & Ye 2017 (hinge); Arjovsky et al. 2017, eq. 2.
    """
    _check(loss)
    target = 1.0 - label_smoothing if loss in WITH_LABELS else 1.0
    if loss == "lsgan":
        return 0.5 * (logits_real - target).square().mean()
    if loss == "hinge":
        return F.relu(1.0 - logits_real).mean()
    if loss == "wgan_gp":
        return -logits_real.mean()
    # −ln σ(t) = softplus(−t) and −ln(1−σ(t)) = softplus(t) = softplus(−t) + t
    certain = F.softplus(-logits_real).mean()
    return certain if target == 1.0 else certain + (1.0 - target) * logits_real.mean()


def loss_on_fake(logits_fake: Tensor, loss: str) -> Tensor:
    """D's loss on fakes, shape (batch,).

    With logarithms E[−ln(1−σ(t))]; LSGAN ½E[t²], the 0-1 coding's a = 0; hinge E[max(0, 1 + t)]; WGAN E[t].
    """
    _check(loss)
    if loss == "lsgan":
        return 0.5 * logits_fake.square().mean()
    if loss == "hinge":
        return F.relu(1.0 + logits_fake).mean()
    return logits_fake.mean() if loss == "wgan_gp" else F.softplus(logits_fake).mean()


def generator_loss(logits_fake: Tensor, loss: str) -> Tensor:
    """G's loss on a batch of fakes, shape (batch,).

    Saturating E[ln(1−σ(t))], non-saturating E[−ln σ(t)], LSGAN ½E[(t−1)²] (c = 1), hinge and WGAN −E[t].

    References
    ----------
    Goodfellow et al. 2014, eq. 1 and section 3; Mao et al. 2017, eq. 2; Lim & Ye 2017; Arjovsky et al. 2017.
    """
    _check(loss)
    if loss == "saturating":
        return -F.softplus(logits_fake).mean()
    if loss == "non_saturating":
        return F.softplus(-logits_fake).mean()
    if loss == "lsgan":
        return 0.5 * (logits_fake - 1.0).square().mean()
    return -logits_fake.mean()


def _check(loss: str) -> None:
    if loss not in LOSSES:
        raise ValueError(f"There is no loss {loss!r}: choose one of {', '.join(LOSSES)}.")
