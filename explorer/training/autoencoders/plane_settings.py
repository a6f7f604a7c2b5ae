"""What decides a run of the three ways on the ring of 8. Needs no torch."""

from dataclasses import dataclass, replace

from explorer.training.mode_collapse.settings import Gan2dSettings, Player

DATA = "ring_of_8"
DECODER = Player(width=32)  # the lab's G: z of two numbers, 2×32 tanh


@dataclass(frozen=True)
class RingSettings:
    """Everything that decides a run: the same settings give the same run on the same machine.

    Attributes
    ----------
    s : standard deviation that the variational autoencoder's decoder allows around what it draws, in each direction
    learning_rate : of Adam, β₁ = 0.9, for both autoencoders
    learning_rate_G : of the GAN's G; faster than D it misses modes again and again, slower it seldom does
    frame_every : iterations between two pictures
    """

    s: float = 0.2
    seed: int = 0
    n_iterations: int = 10_000
    learning_rate: float = 2e-3
    learning_rate_G: float = 5e-3
    batch_size: int = 150
    frame_every: int = 100

    @property
    def gan(self) -> Gan2dSettings:
        """The settings of the GAN among the three."""
        return Gan2dSettings(
            DATA,
            noise="gaussian",
            D=Player(width=32, activation="relu", learning_rate=3e-3, momentum=0.5),
            G=replace(DECODER, learning_rate=self.learning_rate_G, momentum=0.5),
            batch_size=self.batch_size,
            seed=self.seed,
            n_iterations=self.n_iterations,
        )

    def needs_new_start(self, other: "RingSettings") -> tuple[str, ...]:
        """Return what of `other` a run of these settings cannot take over while it runs, in words."""
        words = {"seed": "seed", "n_iterations": "iterations"}
        return tuple(word for name, word in words.items() if getattr(self, name) != getattr(other, name))
