"""What decides a run of an autoencoder on pictures. Needs no torch."""

from dataclasses import dataclass

from explorer.training import checked_settings

MODELS = ("autoencoder", "variational")
LOSSES = ("squared", "absolute", "cross_entropy")


@dataclass(frozen=True)
class AutoencoderSettings:
    """Everything that decides a run: the same settings on the same machine and thread count give the same run.

    Attributes
    ----------
    model : autoencoder or variational
    latent_dim : k, how many numbers a code has
    loss : one of `LOSSES`, of the pixels; under cross_entropy, and of a variational one, in nats a picture
    linear : no ReLU and no sigmoid; without cross_entropy, which needs pixels between 0 and 1
    noise : standard deviation of Gaussian noise on the pixels that the encoder sees; what is to come out has none
    beta : weight of the KL term; the variational one's alone
    images_every : iterations between two looks at the measured pictures
    """

    model: str = "autoencoder"
    latent_dim: int = 2
    loss: str = "squared"
    linear: bool = False
    noise: float = 0.0
    beta: float = 1.0
    learning_rate: float = 2e-3
    batch_size: int = 64
    n_iterations: int = 5_000
    images_every: int = 50
    seed: int = 0

    def needs_new_start(self, other: "AutoencoderSettings") -> tuple[str, ...]:
        """Return what of `other` a run of these settings cannot take over while it runs, in words."""
        words = {
            "model": "the model",
            "latent_dim": "k",
            "linear": "linear",
            "seed": "seed",
            "n_iterations": "iterations",
        }
        return tuple(word for name, word in words.items() if getattr(self, name) != getattr(other, name))


RANGES: dict[str, tuple[float, float]] = {
    "latent_dim": (1, 64),
    "noise": (0.0, 2.0),
    "beta": (0.0, 100.0),
    "learning_rate": (1e-7, 1e38),
    "batch_size": (2, 1_024),
    "n_iterations": (1, 1_000_000),
    "images_every": (1, 10_000),
    "seed": (0, 9_999),
}
CHOICES = {"model": MODELS, "loss": LOSSES}


def check(settings: AutoencoderSettings) -> None:
    """Refuse settings that no run can be made with: a ValueError says which, and what it may be."""
    checked_settings.check(settings, RANGES, CHOICES)
    if settings.linear and settings.loss == "cross_entropy":
        raise ValueError("loss is 'cross_entropy'; a linear network's pixels may leave [0, 1], where it is undefined.")
