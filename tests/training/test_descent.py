"""Adam and momentum, step by step the same as torch's."""

import numpy as np
import pytest
import torch

from explorer.training.descent import OPTIMIZERS, optimizer_named


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_step_is_torchs(name: str, momentum: float) -> None:
    rng = np.random.default_rng(0)
    parameters = rng.standard_normal(20)
    theirs = torch.from_numpy(parameters.copy()).requires_grad_()
    ours = optimizer_named(name, parameters, 0.05, momentum)
    reference = (
        torch.optim.Adam([theirs], 0.05, (momentum, 0.999))
        if name == "adam"
        else torch.optim.SGD([theirs], 0.05, momentum)
    )
    for step in range(30):
        if step == 15:  # tuned on the way
            ours.tune(0.01, momentum / 2)
            reference.param_groups[0].update(lr=0.01, betas=(momentum / 2, 0.999), momentum=momentum / 2)
        gradient = rng.standard_normal(20) * 10.0 ** rng.integers(-6, 3)
        ours.step(gradient)
        theirs.grad = torch.from_numpy(gradient.copy())
        reference.step()
        np.testing.assert_allclose(parameters, theirs.detach().numpy(), rtol=1e-9, atol=1e-12)
