"""The GAN on the line: one number in, one hidden layer of tanh units, one number out."""

import torch
from torch import Tensor, nn

# D sees x / 4, so that the bends of its tanh units lie spread over the axis, where p_data and p_g are.
INPUT_SCALE = 4.0


def _network(n_hidden: int, torch_rng: torch.Generator) -> nn.Sequential:
    """1 → n_hidden → 1; weights and biases from U(−a, a) with a = 1/√fan_in, PyTorch's default, from `torch_rng`.

    The biases are random, too: with zeros every unit would bend at the same x.
    """
    layers = []
    for n_in, n_out in ((1, n_hidden), (n_hidden, 1)):
        # made on "meta", where nothing is drawn: elsewhere the constructor takes from the process-wide generator
        layer = nn.Linear(n_in, n_out, device="meta")
        for name, parameter in list(layer.named_parameters()):
            numbers = torch.empty(parameter.shape).uniform_(-(n_in**-0.5), n_in**-0.5, generator=torch_rng)
            setattr(layer, name, nn.Parameter(numbers))
        layers.append(layer)
    hidden, out = layers
    return nn.Sequential(hidden, nn.Tanh(), out)


class Generator1d(nn.Module):
    """G: z ↦ x. `start` is added to the last bias: p_g begins near it."""

    def __init__(self, n_hidden: int, start: float, torch_rng: torch.Generator) -> None:
        super().__init__()
        self.network = _network(n_hidden, torch_rng)
        with torch.no_grad():
            self.network.get_parameter("2.bias").add_(start)

    def forward(self, z: Tensor) -> Tensor:
        """Return x (batch, 1) for z (batch, 1)."""
        x: Tensor = self.network(z)
        return x


class Discriminator1d(nn.Module):
    """D: x ↦ logit; the sigmoid is left to the loss."""

    def __init__(self, n_hidden: int, torch_rng: torch.Generator) -> None:
        super().__init__()
        self.network = _network(n_hidden, torch_rng)

    def forward(self, x: Tensor) -> Tensor:
        """Return logits (batch,) for x (batch, 1)."""
        logits: Tensor = self.network(x / INPUT_SCALE)  # (batch, 1)
        return logits.squeeze(1)  # (batch,)
