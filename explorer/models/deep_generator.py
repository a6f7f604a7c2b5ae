"""A deep fully connected generator, and discriminators for several losses side by side, for the layer-gradient lab."""

import math

import torch
from torch import Tensor, nn

LATENT_DIM = 8
HIDDEN = 32
D_HIDDEN = 32
LEAK = 0.2

# The gain keeps the spread of the forward signal at the start: nn.init.calculate_gain's values.
ACTIVATIONS: dict[str, tuple[type[nn.Module], float]] = {
    "sigmoid": (nn.Sigmoid, 1.0),
    "tanh": (nn.Tanh, 5 / 3),
    "LeakyReLU": (nn.LeakyReLU, math.sqrt(2 / (1 + LEAK**2))),
}


def _activation(name: str) -> nn.Module:
    return nn.LeakyReLU(LEAK) if name == "LeakyReLU" else ACTIVATIONS[name][0]()


def _linear(n_in: int, n_out: int, gain: float, torch_rng: torch.Generator) -> nn.Linear:
    # On the meta device nothing is drawn from torch's global generator.
    layer = nn.Linear(n_in, n_out, device="meta").to_empty(device="cpu")
    nn.init.xavier_uniform_(layer.weight, gain=gain, generator=torch_rng)
    nn.init.zeros_(layer.bias)
    return layer


class DeepGenerator(nn.Module):
    """z → 2-D point through `depth` hidden layers of 32, Glorot weights, no batch normalisation.

    Parameters
    ----------
    depth : number of hidden layers, at least 1; there are depth + 1 weight matrices.
    activation : a key of `ACTIVATIONS`.
    torch_rng : draws the weights.
    """

    def __init__(self, depth: int, activation: str, torch_rng: torch.Generator) -> None:
        super().__init__()
        gain = ACTIVATIONS[activation][1]
        widths = [LATENT_DIM] + [HIDDEN] * depth
        hidden = [_linear(n_in, n_out, gain, torch_rng) for n_in, n_out in zip(widths[:-1], widths[1:], strict=True)]
        self.layers = nn.ModuleList([*hidden, _linear(HIDDEN, 2, 1.0, torch_rng)])
        self.activation = _activation(activation)

    def forward(self, z: Tensor) -> Tensor:
        """Map z (batch, 8) to points (batch, 2)."""
        for layer in self.layers[:-1]:
            z = self.activation(layer(z))  # (batch, 32)
        points: Tensor = self.layers[-1](z)  # (batch, 2)
        return points


class ParallelDiscriminators(nn.Module):
    """Copies of one discriminator, 2 → 32 → 32 → 1 with LeakyReLU, that learn under different losses in one pass.

    All start from the same weights, so that what differs later comes from the loss alone.
    """

    def __init__(self, n_copies: int, torch_rng: torch.Generator) -> None:
        super().__init__()
        weights, biases = [], []
        for n_in, n_out in ((2, D_HIDDEN), (D_HIDDEN, D_HIDDEN), (D_HIDDEN, 1)):
            weight = torch.empty(n_in, n_out)
            nn.init.xavier_uniform_(weight, gain=ACTIVATIONS["LeakyReLU"][1], generator=torch_rng)
            weights.append(nn.Parameter(weight.expand(n_copies, -1, -1).clone()))
            biases.append(nn.Parameter(torch.zeros(n_copies, 1, n_out)))
        self.weights = nn.ParameterList(weights)
        self.biases = nn.ParameterList(biases)

    def forward(self, x: Tensor) -> Tensor:
        """Map points (batch, 2) to one logit per copy, (n_copies, batch)."""
        hidden = x.expand(self.weights[0].shape[0], *x.shape)  # (n_copies, batch, 2)
        for weight, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            hidden = nn.functional.leaky_relu(torch.baddbmm(bias, hidden, weight), LEAK)  # (n_copies, batch, 32)
        return torch.baddbmm(self.biases[-1], hidden, self.weights[-1]).squeeze(-1)  # (n_copies, batch)
