"""What decides a run of the GAN on digits, and the settings recommended for each network. Needs no torch."""

from dataclasses import dataclass, replace
from typing import Any

from explorer.training import checked_settings

LOSSES = ("saturating", "non_saturating", "lsgan", "hinge", "wgan_gp")
WITH_SIGMOID = ("saturating", "non_saturating")  # D says a probability; under the others any number
WITH_LABELS = ("saturating", "non_saturating", "lsgan")  # D's loss aims at a label, which can be smoothed


@dataclass(frozen=True)
class GanSettings:
    """Everything that decides a run: the same settings on the same machine and thread count give the same run.

    Attributes
    ----------
    network : compact, dense or convolutional
    loss : one of `LOSSES`
    conditional : both networks are told the label
    beta1, beta2 : how much of the gradients before, and of their squares, Adam keeps at each step
    label_smoothing : real samples aim at 1 minus this; only for the losses of `WITH_LABELS`
    r1 : γ of R1's penalty γ/2 E|∇t(x)|² on real samples; 0 is off
    minibatch_stddev : D also sees how much its batch varies
    instance_noise : standard deviation of Gaussian noise added to every picture that D sees, in pixels of [−1, 1]
    averaging : decay of the moving average of G's weights, which draws the pictures; 0 is off
    images_every : iterations between two pictures of the fixed z
    separate_batches : a step of D is two updates, one on the real batch, then one on the fakes, as Keras's
        `train_on_batch` makes them; otherwise it is one update on the sum of both losses
    shared_fakes : G steps on the fakes that D has just seen, which saves a pass through G; otherwise on fakes of new z
    """

    network: str = "compact"
    loss: str = "non_saturating"
    conditional: bool = False
    batch_size: int = 64
    learning_rate_D: float = 1e-3
    learning_rate_G: float = 2e-3
    beta1: float = 0.5
    beta2: float = 0.999
    n_discriminator_steps: int = 1
    label_smoothing: float = 0.0
    r1: float = 0.0
    minibatch_stddev: bool = False
    instance_noise: float = 0.0
    averaging: float = 0.0
    seed: int = 0
    n_iterations: int = 1_000
    images_every: int = 10
    separate_batches: bool = False
    shared_fakes: bool = False

    def needs_new_start(self, other: "GanSettings") -> tuple[str, ...]:
        """Return what of `other` a run of these settings cannot take over while it runs, in words."""
        words = {
            "network": "networks",
            "conditional": "the digit told",
            "minibatch_stddev": "the batch's spread",
            "batch_size": "batch",
            "seed": "seed",
            "n_iterations": "iterations",
        }
        found = [word for name, word in words.items() if getattr(self, name) != getattr(other, name)]
        if self.loss != other.loss and not {self.loss, other.loss} <= {*WITH_SIGMOID}:
            found.append("loss, since D's output means something else under it")
        if bool(self.averaging) != bool(other.averaging):
            found.append("averaging")
        return tuple(found)


DEFAULTS = {
    # docs/recipe.md says what was tried, and what each of these is worth
    "compact": GanSettings(
        network="compact",
        batch_size=64,
        learning_rate_D=5e-3,
        learning_rate_G=5e-3,
        beta1=0.0,
        beta2=0.99,
        averaging=0.999,
        r1=0.1,  # without it variety is lost after half a minute
        n_iterations=5_000,  # the first digits come within seconds, good ones within a minute
        images_every=20,  # a look at 512 pictures costs as much as five iterations
        shared_fakes=True,
    ),
    "dense": GanSettings(
        network="dense",
        batch_size=128,
        learning_rate_D=1e-3,
        learning_rate_G=1e-3,
        beta1=0.9,
        n_iterations=20_000,
        images_every=50,
        separate_batches=True,
    ),
    "convolutional": GanSettings(
        network="convolutional",
        batch_size=128,
        learning_rate_D=2e-4,
        learning_rate_G=2e-4,
        beta1=0.5,
        n_iterations=2_000,
        images_every=5,
        shared_fakes=True,  # as in the tutorial
    ),
}

# The dense networks with R1 and averaged weights: 8,000 iterations are worth more than the classic 20,000.
DENSE_WITH_R1 = replace(
    DEFAULTS["dense"],
    batch_size=64,
    beta1=0.0,
    beta2=0.99,
    averaging=0.999,
    r1=0.3,
    separate_batches=False,
    shared_fakes=True,
)

# What differs from a network's DEFAULTS under another loss than theirs, where those would not do.
SUITED: dict[tuple[str, str], dict[str, Any]] = {
    # A square has no greatest slope: with the steps that suit D's logarithms, D would be thrown far off now and then.
    ("compact", "lsgan"): {"learning_rate_D": 2e-3, "learning_rate_G": 2e-3},
    ("compact", "wgan_gp"): {"r1": 0.0},  # its own penalty keeps D's slope
}


def suited(network: str, loss: str) -> GanSettings:
    """Return the recommended settings of a network under a loss."""
    default = DEFAULTS[network]
    return default if loss == default.loss else replace(default, loss=loss, **SUITED.get((network, loss), {}))


# What a setting with a number may be. The page's controls offer less. Rates may be absurd: that a run then breaks is
# something to see, and costs no more than another.
RANGES: dict[str, tuple[float, float]] = {
    "batch_size": (2, 256),
    "learning_rate_D": (1e-7, 1e38),
    "learning_rate_G": (1e-7, 1e38),
    "beta1": (0.0, 0.999),
    "beta2": (0.0, 0.9999),
    "n_discriminator_steps": (1, 10),
    "label_smoothing": (0.0, 0.5),
    "r1": (0.0, 100.0),
    "instance_noise": (0.0, 2.0),
    "averaging": (0.0, 0.9999),
    "seed": (0, 9_999),
    "n_iterations": (1, 1_000_000),
    "images_every": (1, 10_000),
}
CHOICES: dict[str, tuple[str, ...]] = {"network": tuple(DEFAULTS), "loss": LOSSES}


def check(settings: GanSettings) -> None:
    """Refuse settings that no run can be made with: a ValueError says which, and what it may be."""
    checked_settings.check(settings, RANGES, CHOICES)
