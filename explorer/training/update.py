"""One step of an optimizer down a loss."""

from collections import defaultdict
from typing import Any, Protocol

from torch import Tensor


class Optimizer(Protocol):
    """What is needed of an optimizer: `explorer.training.adam.Adam` and those of `torch.optim` have it."""

    param_groups: list[dict[str, Any]]
    state: defaultdict[Tensor, Any]

    def step(self) -> object:
        """Make one step down the gradients that the parameters have."""


def parameters_of(optimizer: Optimizer) -> list[Tensor]:
    """Return what an optimizer moves."""
    return [parameter for group in optimizer.param_groups for parameter in group["params"]]


def update(optimizer: Optimizer, loss: Tensor) -> None:
    """Take the gradient of `loss` by the optimizer's parameters, and no others, and step."""
    parameters = parameters_of(optimizer)
    for parameter in parameters:
        parameter.grad = None
    loss.backward(inputs=parameters)  # type: ignore[no-untyped-call]
    optimizer.step()
