"""What decides a live run of the three ways, and what it says of itself. Needs no torch."""

import math
from dataclasses import dataclass

from explorer.arrays import Images

ROUNDS_A_SECOND = 50
N_LOOKS = 40
N_DRAWN = 500  # pictures of random z that are measured
N_SHOWN = 32  # of them, the first


@dataclass(frozen=True)
class ThreeWaysSettings:
    """What decides a run, but for how fast the machine is: that decides how many steps there is time for.

    Attributes
    ----------
    latent_dim : k, how many numbers a z has
    seconds : of computing, for each of the three
    """

    latent_dim: int = 20
    seconds: int = 30
    seed: int = 0

    @property
    def n_iterations(self) -> int:
        """How many rounds the run has: in each the three compute for a fiftieth of a second."""
        return ROUNDS_A_SECOND * self.seconds

    @property
    def looks_every(self) -> int:
        """Rounds between two looks at what the three draw."""
        return max(1, self.n_iterations // N_LOOKS)


@dataclass(frozen=True)
class WaySnapshot:
    """How far one of the three has come; nan and None where nobody looked.

    Attributes
    ----------
    iteration : steps of its own so far
    sure, evenness, frechet, sharpness : of `N_DRAWN` pictures of random z, as `measured` says them
    pictures : the first of them, uint8 (32, 28, 28)
    """

    iteration: int
    sure: float = math.nan
    evenness: float = math.nan
    frechet: float = math.nan
    sharpness: float = math.nan
    pictures: Images | None = None


@dataclass(frozen=True)
class ThreeWaysSnapshot:
    """The three after a round, and the measures of as many real pictures; `iteration` counts the rounds, from 1."""

    iteration: int
    autoencoder: WaySnapshot
    variational: WaySnapshot
    gan: WaySnapshot
    real: WaySnapshot

    @property
    def seconds(self) -> float:
        """How long each of the three has computed, s."""
        return self.iteration / ROUNDS_A_SECOND
