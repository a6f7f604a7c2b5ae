"""The GANs for 28×28 digits, by name: each is a generator and a discriminator that returns logits.

The networks differ in their bodies: `compact`, `dense`, `convolutional`. What they share is here: how a
label goes in, and what D may see of its whole batch.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from explorer.models.layers import linear
from explorer.models.mnist_trainer.compact import CompactDiscriminator, CompactGenerator
from explorer.models.mnist_trainer.convolutional import ConvolutionalDiscriminator, ConvolutionalGenerator
from explorer.models.mnist_trainer.dense import DenseDiscriminator, DenseGenerator

N_CLASSES = 10
GeneratorBody = type[CompactGenerator] | type[DenseGenerator] | type[ConvolutionalGenerator]
DiscriminatorBody = type[CompactDiscriminator] | type[DenseDiscriminator] | type[ConvolutionalDiscriminator]
BODIES: dict[str, tuple[GeneratorBody, DiscriminatorBody]] = {
    "compact": (CompactGenerator, CompactDiscriminator),
    "dense": (DenseGenerator, DenseDiscriminator),
    "convolutional": (ConvolutionalGenerator, ConvolutionalDiscriminator),
}
NETWORKS = tuple(BODIES)


class Generator(nn.Module):
    """G: z, and under a condition the label, ↦ picture. The label is a one-hot vector behind z.

    References
    ----------
    Mirza & Osindero 2014, "Conditional generative adversarial nets", section 4.1.
    """

    def __init__(self, network: str, torch_rng: torch.Generator, conditional: bool = False) -> None:
        super().__init__()
        body, _ = BODIES[network]
        self.latent_dim = body.latent_dim
        self.body = body(torch_rng, n_labels=N_CLASSES if conditional else 0)

    def forward(self, z: Tensor, labels: Tensor | None = None) -> Tensor:
        """Return pictures (batch, 1, 28, 28) in [−1, 1] for z (batch, latent_dim) and labels (batch,)."""
        if labels is not None:
            z = torch.cat([z, F.one_hot(labels, N_CLASSES).to(z.dtype)], dim=1)  # (batch, latent_dim + 10)
        x: Tensor = self.body(z)
        return x


class Discriminator(nn.Module):
    """D: picture x, and under a condition the label y, ↦ logit t, linear in the body's features h(x).

    t = w·h(x) + b, and v·s with s the batch's spread (`batch_spread`), and e_y·h(x): each class has a vector e_y that
    says what to look for.

    References
    ----------
    Miyato & Koyama 2018, "cGANs with projection discriminator", eq. 4; Karras et al. 2018, section 3.
    """

    def __init__(
        self, network: str, torch_rng: torch.Generator, conditional: bool = False, minibatch_stddev: bool = False
    ) -> None:
        super().__init__()
        _, body = BODIES[network]
        self.body = body(torch_rng)
        self.minibatch_stddev = minibatch_stddev
        self.logit = linear(body.n_features + int(minibatch_stddev), 1, torch_rng)
        self.label = linear(N_CLASSES, body.n_features, torch_rng, bias=False) if conditional else None

    def forward(self, x: Tensor, labels: Tensor | None = None, n_batches: int = 1) -> Tensor:
        """Return logits (batch,) for pictures (batch, 1, 28, 28), which are `n_batches` batches one after the other."""
        h = self.body(x)  # (batch, n_features)
        seen = torch.cat([h, batch_spread(h, n_batches)], dim=1) if self.minibatch_stddev else h
        logits: Tensor = self.logit(seen).squeeze(1)  # (batch,)
        if self.label is not None and labels is not None:
            e_y = F.embedding(labels, self.label.weight.T)  # (batch, n_features)
            logits = logits + (e_y * h).sum(dim=1)
        return logits


def batch_spread(h: Tensor, n_batches: int) -> Tensor:
    """Return, for each sample, how much its batch varies: each feature's standard deviation, averaged over features.

    A generator that gives the same picture for every z gives itself away by it: D sees more than one fake at a time.

    Parameters
    ----------
    h : shape (batch, n_features), `n_batches` batches of equal size one after the other

    Returns
    -------
    Shape (batch, 1), the same number for all of a batch.

    References
    ----------
    Karras et al. 2018, section 3 (minibatch standard deviation), after Salimans et al. 2016, section 3.2.
    """
    grouped = h.view(n_batches, -1, h.shape[1])  # (n_batches, batch / n_batches, n_features)
    # The tiny number keeps the root's derivative finite where all samples are alike.
    spread = (grouped.var(dim=1, unbiased=False) + 1e-8).sqrt().mean(dim=1)  # (n_batches,)
    return spread.repeat_interleave(grouped.shape[1]).unsqueeze(1)  # (batch, 1)


def networks(
    name: str, torch_rng: torch.Generator, *, conditional: bool = False, minibatch_stddev: bool = False
) -> tuple[Generator, Discriminator]:
    """Return a fresh generator and discriminator; every weight is drawn from `torch_rng`."""
    if name not in BODIES:
        raise ValueError(f"There is no network {name!r}: choose one of {', '.join(NETWORKS)}.")
    return Generator(name, torch_rng, conditional), Discriminator(name, torch_rng, conditional, minibatch_stddev)
