"""Our Adam and the lean step against PyTorch's own."""

import subprocess
import sys

import torch

from explorer.models.mnist_trainer.gan import networks
from explorer.training.adam import Adam
from explorer.training.update import update

TRAIN = """
import sys
import numpy as np
from explorer.training.mnist_trainer.gan import GanSettings, GanTraining
from explorer.training.gaussian_1d.real_gan import train_gan_1d
from explorer.training.gaussian_1d.settings import Gan1dSettings
next(GanTraining(np.zeros((8, 28, 28), np.uint8), GanSettings(batch_size=2)))
next(train_gan_1d(Gan1dSettings(batch_size=2)))
print(len([name for name in sys.modules if name.startswith(("torch._dynamo", "sympy"))]))
"""


def test_it_moves_weights_and_state_as_the_optimizer_s_own_step_does():
    (_, mine), (_, theirs) = (networks("dense", torch.Generator().manual_seed(0)) for _ in range(2))
    lean = Adam(mine.parameters(), lr=1e-2, betas=(0.5, 0.99))
    own = torch.optim.Adam(theirs.parameters(), lr=1e-2, betas=(0.5, 0.99), fused=True)
    for x in torch.randn(4, 8, 1, 28, 28, generator=torch.Generator().manual_seed(1)):
        update(lean, mine(x).square().mean())
        own.zero_grad()
        theirs(x).square().mean().backward()
        own.step()
    for a, b in zip(mine.parameters(), theirs.parameters(), strict=True):
        assert torch.equal(a, b)
        assert all(torch.equal(lean.state[a][name], own.state[b][name]) for name in ("step", "exp_avg", "exp_avg_sq"))


def test_only_the_optimizer_s_parameters_get_a_gradient():
    G, D = networks("dense", torch.Generator().manual_seed(0))
    optimizer = Adam(G.parameters())
    z = torch.randn(8, G.latent_dim, generator=torch.Generator().manual_seed(1))
    update(optimizer, D(G(z)).mean())
    assert all(parameter.grad is not None for parameter in G.parameters())
    assert all(parameter.grad is None for parameter in D.parameters())


def test_a_run_does_not_import_the_compiler():
    said = subprocess.run([sys.executable, "-c", TRAIN], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "0"
