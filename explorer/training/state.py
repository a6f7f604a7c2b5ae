"""The whole state of a run as named NumPy arrays, and back: for saving, and for going on bit for bit."""

from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from explorer.data.array_file import checked
from explorer.training.update import Optimizer, parameters_of

State = Mapping[str, NDArray[np.generic]]
MOMENTS = ("step", "exp_avg", "exp_avg_sq")  # what Adam keeps of each parameter


def network_arrays(prefix: str, network: nn.Module) -> dict[str, NDArray[np.generic]]:
    """Return copies of a network's parameters, named `prefix.parameter`."""
    return {f"{prefix}.{name}": p.detach().cpu().numpy().copy() for name, p in network.named_parameters()}


@torch.no_grad()
def load_network(prefix: str, network: nn.Module, state: State) -> None:
    """Give a network the parameters that `network_arrays` returned."""
    for name, p in network.named_parameters():
        p.copy_(torch.from_numpy(checked(state, f"{prefix}.{name}", tuple(p.shape), np.float32)))


def optimizer_arrays(prefix: str, optimizer: Optimizer) -> dict[str, NDArray[np.generic]]:
    """Return copies of what Adam keeps, named `prefix.number of the parameter.name`; nothing before its first step."""
    return {
        f"{prefix}.{i}.{name}": optimizer.state[p][name].cpu().numpy().copy()
        for i, p in enumerate(parameters_of(optimizer))
        if p in optimizer.state
        for name in MOMENTS
    }


def load_optimizer(prefix: str, optimizer: Optimizer, state: State) -> None:
    """Give Adam what `optimizer_arrays` returned."""
    optimizer.state.clear()
    for i, p in enumerate(parameters_of(optimizer)):
        if f"{prefix}.{i}.step" in state:
            for name in MOMENTS:
                shape = () if name == "step" else tuple(p.shape)
                value = torch.from_numpy(checked(state, f"{prefix}.{i}.{name}", shape, np.float32).copy()).to(p.device)
                # like the parameter in memory, so that a run goes on at the same speed
                optimizer.state[p][name] = value if name == "step" else torch.empty_like(p).copy_(value).detach()
