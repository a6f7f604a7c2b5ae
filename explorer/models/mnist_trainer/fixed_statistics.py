"""A generator whose pictures depend on their own z alone.

Batch normalisation takes mean and variance from the batch at hand, so that a picture changes with its neighbours. That
is how the generators are trained; whoever walks from one z to another wants to see the change in z alone.
"""

from copy import deepcopy

import torch
from torch import Tensor
from torch.nn.modules.batchnorm import _BatchNorm

from explorer.models.mnist_trainer.gan import Generator


@torch.no_grad()
def with_fixed_statistics(G: Generator, z: Tensor, labels: Tensor | None = None) -> Generator:
    """Return a copy of G whose batch normalisation always uses the statistics of this batch of z, (n, latent_dim)."""
    fixed = deepcopy(G).train()
    layers = [layer for layer in fixed.modules() if isinstance(layer, _BatchNorm)]
    for layer in layers:
        layer.track_running_stats = True
        layer.momentum = None  # the plain mean over the batches seen: this one
        layer.running_mean = torch.zeros(layer.num_features, device=z.device)
        layer.running_var = torch.ones(layer.num_features, device=z.device)
        layer.num_batches_tracked = torch.tensor(0, device=z.device)
    fixed(z, labels)
    return fixed.eval()
