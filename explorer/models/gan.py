"""The GANs for 28×28 digits, by name: each is a pair of a generator and a discriminator that returns logits."""

import torch
from torch import nn

from explorer.models.gan_compact import CompactDiscriminator, CompactGenerator
from explorer.models.gan_convolutional import ConvolutionalDiscriminator, ConvolutionalGenerator
from explorer.models.gan_dense import DenseDiscriminator, DenseGenerator

Generator = DenseGenerator | ConvolutionalGenerator | CompactGenerator
Discriminator = DenseDiscriminator | ConvolutionalDiscriminator | CompactDiscriminator

NETWORKS = ("compact", "dense", "convolutional")


def networks(name: str, torch_rng: torch.Generator) -> tuple[Generator, Discriminator]:
    """Return a fresh generator and discriminator; every weight is drawn from `torch_rng`."""
    if name == "dense":
        return DenseGenerator(torch_rng), DenseDiscriminator(torch_rng)
    if name == "convolutional":
        return ConvolutionalGenerator(torch_rng), ConvolutionalDiscriminator(torch_rng)
    if name == "compact":
        return CompactGenerator(torch_rng), CompactDiscriminator(torch_rng)
    raise ValueError(f"There is no network {name!r}: choose one of {', '.join(NETWORKS)}.")


def n_parameters(network: nn.Module) -> int:
    """Count a network's trainable parameters."""
    return sum(parameter.numel() for parameter in network.parameters())
