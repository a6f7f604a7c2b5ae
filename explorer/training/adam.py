"""Adam without `torch.optim`, which imports PyTorch's compiler as soon as one of its optimizers is made.

That would be 800 modules and 100 MB that no training here uses, and two seconds before the first iteration.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor


class Adam:
    """The numbers and the state of `torch.optim.Adam(..., fused=True)`, by the same kernel.

    Without its checks and bookkeeping, too: for networks as small as the dense ones these cost more than the step.

    m ← β₁ m + (1 − β₁) g and v ← β₂ v + (1 − β₂) g²; step −η m̂/(√v̂ + ε), where m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).
    Kingma & Ba 2015, Algorithm 1.

    Attributes
    ----------
    param_groups : one group, whose `params` it moves
    state : of each parameter that has been moved: t as `step`, m as `exp_avg`, v as `exp_avg_sq`
    """

    def __init__(
        self, parameters: Iterable[Tensor], lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999)
    ) -> None:
        self.param_groups: list[dict[str, Any]] = [{"params": list(parameters)}]
        self.lr, self.betas, self.eps = lr, betas, 1e-8
        self.state: defaultdict[Tensor, Any] = defaultdict(dict)

    @torch.no_grad()
    def step(self) -> None:
        """Make one step down the gradients that the parameters have."""
        parameters = self.param_groups[0]["params"]
        for parameter in parameters:
            if not self.state[parameter]:
                m, v = torch.zeros_like(parameter), torch.zeros_like(parameter)
                self.state[parameter] = {"step": parameter.new_zeros(()), "exp_avg": m, "exp_avg_sq": v}
        states = [self.state[parameter] for parameter in parameters]
        steps = [state["step"] for state in states]
        torch._foreach_add_(steps, 1)
        torch._fused_adam_(
            parameters,
            [parameter.grad for parameter in parameters if parameter.grad is not None],
            [state["exp_avg"] for state in states],
            [state["exp_avg_sq"] for state in states],
            [],
            steps,
            lr=self.lr,
            beta1=self.betas[0],
            beta2=self.betas[1],
            weight_decay=0.0,
            eps=self.eps,
            amsgrad=False,
            maximize=False,
        )
