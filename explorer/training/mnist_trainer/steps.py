"""One update of D and one of G: Goodfellow et al. 2014, Algorithm 1, with Adam in place of plain steps."""

from dataclasses import dataclass

import torch
from torch import Tensor

from explorer.models.mnist_trainer.gan import Discriminator
from explorer.training.mnist_trainer.losses import generator_loss, loss_on_fake, loss_on_real
from explorer.training.mnist_trainer.penalties import gradient_penalty, r1_penalty
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.update import Optimizer, update


@dataclass(frozen=True)
class Batch:
    """Pictures (batch, 1, 28, 28) in [−1, 1] and their labels (batch,), None where nobody is told them."""

    x: Tensor
    labels: Tensor | None = None


@dataclass(frozen=True)
class DiscriminatorStep:
    """What D said before its update: loss without penalty and penalty, scalars; logits, shape (batch,) each."""

    loss: Tensor
    penalty: Tensor
    logits_real: Tensor
    logits_fake: Tensor


def discriminator_step(
    D: Discriminator,
    optimizer: Optimizer,
    real: Batch,
    fake: Batch,
    settings: GanSettings,
    torch_rng: torch.Generator,
) -> DiscriminatorStep:
    """Move D down its loss on a real and a fake batch.

    One update on the sum of the two losses and the penalty, or with `separate_batches` two: on the real batch with
    R1, then on the fakes with WGAN-GP's penalty. Adam scales an update to the learning rate whatever the gradient's
    length, so that two move D about twice as far.

    No discriminator here has batch normalisation, so one pass over both batches gives the logits that two would.
    """
    s = settings
    r1 = r1_penalty(D, real.x, s.r1, real.labels) if s.r1 else real.x.new_zeros(())
    if s.separate_batches:
        logits_real = D(real.x, real.labels)
        on_real = loss_on_real(logits_real, s.loss, s.label_smoothing)
        update(optimizer, on_real + r1 if s.r1 else on_real)
    slope = gradient_penalty(D, real.x, fake.x, torch_rng, fake.labels) if s.loss == "wgan_gp" else r1.new_zeros(())
    if s.separate_batches:
        logits_fake = D(fake.x, fake.labels)
        on_fake = loss_on_fake(logits_fake, s.loss)
        update(optimizer, on_fake + slope if s.loss == "wgan_gp" else on_fake)
    else:
        labels = None if real.labels is None or fake.labels is None else torch.cat([real.labels, fake.labels])
        logits = D(torch.cat([real.x, fake.x]), labels, n_batches=2)
        logits_real, logits_fake = logits.split([len(real.x), len(fake.x)])
        on_real, on_fake = loss_on_real(logits_real, s.loss, s.label_smoothing), loss_on_fake(logits_fake, s.loss)
        update(optimizer, on_real + on_fake + r1 + slope)
    loss, penalty = (on_real + on_fake).detach(), (r1 + slope).detach()
    return DiscriminatorStep(loss, penalty, logits_real.detach(), logits_fake.detach())


def generator_step(D: Discriminator, optimizer: Optimizer, fake: Batch, loss: str) -> Tensor:
    """Move G once, down its loss on fakes with G's graph behind them; return the loss before the move. D stays."""
    value = generator_loss(D(fake.x, fake.labels), loss)
    update(optimizer, value)
    return value.detach()
