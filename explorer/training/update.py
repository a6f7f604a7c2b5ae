"""One step of Adam down a loss, without the optimizer's own checks and bookkeeping.

For networks as small as the dense ones these cost more than the step: an eighth of an iteration.
"""

import torch
from torch import Tensor
from torch.optim import Adam


def update(optimizer: Adam, loss: Tensor) -> None:
    """Take the gradient of `loss` by the optimizer's parameters, and no others, and step.

    The numbers and the state are those of `optimizer.zero_grad()`, `loss.backward()`, `optimizer.step()`. The optimizer
    is a fused one with one group of parameters.
    """
    (group,) = optimizer.param_groups
    parameters: list[Tensor] = group["params"]
    for parameter in parameters:
        parameter.grad = None
    loss.backward(inputs=parameters)  # type: ignore[no-untyped-call]
    if len(optimizer.state) < len(parameters):  # the first step makes the state
        optimizer.step()
        return
    states = [optimizer.state[parameter] for parameter in parameters]
    steps = [state["step"] for state in states]
    with torch.no_grad():
        torch._foreach_add_(steps, 1)
        torch._fused_adam_(
            parameters,
            [parameter.grad for parameter in parameters if parameter.grad is not None],
            [state["exp_avg"] for state in states],
            [state["exp_avg_sq"] for state in states],
            [],
            steps,
            lr=group["lr"],
            beta1=group["betas"][0],
            beta2=group["betas"][1],
            weight_decay=0.0,
            eps=group["eps"],
            amsgrad=False,
            maximize=False,
        )
