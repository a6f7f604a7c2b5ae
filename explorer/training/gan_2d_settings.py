"""What decides a run of the 2-D lab. Needs no torch."""

from dataclasses import dataclass, field

LOSSES = ("non-saturating", "saturating", "LSGAN", "hinge", "WGAN")
WITH_SIGMOID = ("non-saturating", "saturating")  # D says a probability; under the others any number
NOISES = ("uniform", "Gaussian")


@dataclass(frozen=True)
class Player:
    """One network and how it learns.

    Attributes
    ----------
    n_layers, width : hidden layers, and units in each; without any the network is a linear map
    activation : one of `explorer.models.mlp.ACTIVATIONS`
    optimizer : one of `explorer.training.descent.OPTIMIZERS`
    momentum : β₁ of Adam, μ of SGD
    n_steps : updates in an iteration; 0 freezes the network
    """

    n_layers: int = 2
    width: int = 16
    activation: str = "tanh"
    optimizer: str = "Adam"
    learning_rate: float = 2e-3
    momentum: float = 0.5
    n_steps: int = 1

    def sizes(self, n_in: int, n_out: int) -> tuple[int, ...]:
        """Return the units of every layer, input first."""
        return (n_in, *self.n_layers * (self.width,), n_out)


@dataclass(frozen=True)
class Gan2dSettings:
    """Everything that decides a run: the same settings give the same run on the same machine.

    Attributes
    ----------
    data : one of `explorer.data.points.DISTRIBUTIONS`
    noise, noise_dim : z uniform in [−1, 1] or N(0, 1), with one or two coordinates
    loss : one of `LOSSES`
    instance_noise : standard deviation of Gaussian noise added to every point that D sees, real or fake
    clip : under WGAN, D's parameters are held in ±clip after each of its steps
    frame_every : iterations between two pictures
    """

    data: str = "Ring"
    noise: str = "uniform"
    noise_dim: int = 2
    loss: str = "non-saturating"
    D: Player = field(default_factory=lambda: Player(learning_rate=5e-3))
    G: Player = field(default_factory=lambda: Player(learning_rate=1e-3))
    batch_size: int = 150
    instance_noise: float = 0.0
    clip: float = 1.0
    seed: int = 0
    n_iterations: int = 10_000
    frame_every: int = 100
