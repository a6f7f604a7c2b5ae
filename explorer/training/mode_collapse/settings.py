"""What decides a run of the 2-D lab, and what of it may change while it runs. Needs no torch."""

from dataclasses import dataclass, field

LOSSES = ("non_saturating", "saturating", "lsgan", "hinge", "wgan", "wgan_gp")
WITH_SIGMOID = ("non_saturating", "saturating")  # D says a probability; under the others any number
WITHOUT_ZERO = ("wgan", "wgan_gp")  # the critic is known up to a constant: only where it is higher means something
NOISES = ("uniform", "gaussian")


@dataclass(frozen=True)
class Player:
    """One network and how it learns.

    Attributes
    ----------
    n_layers, width : hidden layers, and units in each; without any the network is a linear map
    activation : one of `explorer.models.mode_collapse.mlp.ACTIVATIONS`
    optimizer : one of `explorer.training.descent.OPTIMIZERS`
    momentum : β₁ of Adam, μ of SGD
    n_steps : updates in an iteration; 0 freezes the network
    """

    n_layers: int = 2
    width: int = 16
    activation: str = "tanh"
    optimizer: str = "adam"
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
    data : one of `explorer.data.mode_collapse.points.DISTRIBUTIONS`, or points of one's own
        (`explorer.data.mode_collapse.own_points.data_of`)
    noise, noise_dim : z uniform in [−1, 1] or N(0, 1), with one or two coordinates
    loss : one of `LOSSES`
    instance_noise : standard deviation of Gaussian noise added to every point that D sees, real or fake
    clip : under WGAN, D's parameters are held in ±clip after each of its steps, unless it is normalised
    gradient_penalty : under WGAN-GP, its λ
    r1 : γ of the penalty R1 under any loss; 0 is none
    spectral_norm : D's weights are divided by their largest singular value, layer by layer
    decay : in the second half of the run both learning rates fall to 0
    frame_every : iterations between two pictures
    """

    data: str = "ring"
    noise: str = "uniform"
    noise_dim: int = 2
    loss: str = "non_saturating"
    D: Player = field(default_factory=lambda: Player(learning_rate=5e-3))
    G: Player = field(default_factory=lambda: Player(learning_rate=1e-3))
    batch_size: int = 150
    instance_noise: float = 0.0
    clip: float = 1.0
    gradient_penalty: float = 1.0
    r1: float = 0.0
    spectral_norm: bool = False
    decay: bool = False
    seed: int = 0
    n_iterations: int = 10_000
    frame_every: int = 100

    @property
    def is_clipped(self) -> bool:
        """Whether D's parameters are held in ±clip: a normalised D is bounded already."""
        return self.loss == "wgan" and not self.spectral_norm

    def share_of_rates(self, iteration: int) -> float:
        """Return the share of both learning rates with which iteration number `iteration`, from 1, is made."""
        return min(1.0, 2 * (1 - (iteration - 1) / self.n_iterations)) if self.decay else 1.0

    def needs_new_start(self, other: "Gan2dSettings") -> tuple[str, ...]:
        """Return what of `other` a run of these settings cannot take over while it runs, in words."""
        names = {"data": "data", "noise": "noise z", "noise_dim": "noise z", "seed": "seed"}
        names["n_iterations"] = "iterations"
        found = [word for name, word in names.items() if getattr(self, name) != getattr(other, name)]
        for who, mine, others in (("D", self.D, other.D), ("G", self.G, other.G)):
            if (mine.n_layers, mine.width, mine.activation) != (others.n_layers, others.width, others.activation):
                found.append(f"{who}'s network")
        return tuple(dict.fromkeys(found))
