"""The lean step against the optimizer's own."""

import torch
from torch.optim import Adam

from explorer.models.gan import networks
from explorer.training.update import update

torch.set_num_threads(1)


def test_it_moves_weights_and_state_as_the_optimizer_s_own_step_does():
    (_, mine), (_, theirs) = (networks("dense", torch.Generator().manual_seed(0)) for _ in range(2))
    options = {"lr": 1e-2, "betas": (0.5, 0.99), "fused": True}
    lean, own = Adam(mine.parameters(), **options), Adam(theirs.parameters(), **options)
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
    optimizer = Adam(G.parameters(), fused=True)
    z = torch.randn(8, G.latent_dim, generator=torch.Generator().manual_seed(1))
    update(optimizer, D(G(z)).mean())
    assert all(parameter.grad is not None for parameter in G.parameters())
    assert all(parameter.grad is None for parameter in D.parameters())
