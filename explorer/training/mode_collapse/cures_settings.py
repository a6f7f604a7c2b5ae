"""The cures of mode collapse, and what decides a run of one. Needs no torch."""

from dataclasses import dataclass

DATA_SETS = ("ring_of_8", "grid_of_25")
SEEDS = (0, 1, 2, 3, 4)
N_SAMPLES = 2500  # of G, on which modes are counted, as in the published tables
BATCHES_AT_ONCE = 50  # batches drawn together


@dataclass(frozen=True)
class Cure:
    """What a cure changes of the plain GAN.

    Attributes
    ----------
    steps_of_D : updates of D for each of G
    n_kernels : B of minibatch discrimination, 0 without it
    pack : points that D sees at once
    unrolled : updates of D that G looks ahead
    r1 : γ of the R1 penalty
    """

    steps_of_D: int = 1
    n_kernels: int = 0
    pack: int = 1
    unrolled: int = 0
    r1: float = 0.0


CURES = {
    "plain": Cure(),
    "five_steps": Cure(steps_of_D=5),
    "minibatch": Cure(n_kernels=5),
    "pacgan": Cure(pack=2),
    "unrolled_1": Cure(unrolled=1),
    "unrolled_5": Cure(unrolled=5),
    "r1": Cure(r1=1.0),
}


@dataclass(frozen=True)
class CureSettings:
    """Everything that decides a run; only `cure` differs between the rows of the table.

    Attributes
    ----------
    cure : one of `CURES`
    data : one of `DATA_SETS`
    n_layers, width : hidden layers of either player, and units in each, tanh in G and ReLU in D
    batch_size : points of either kind in a step, whatever the pack
    learning_rate, beta1 : of Adam, for both players; in the second half of a run the rate falls to 0
    frame_every : iterations between two counts of the modes
    """

    cure: str = "plain"
    data: str = "ring_of_8"
    seed: int = 0
    n_layers: int = 2
    width: int = 32
    batch_size: int = 64
    learning_rate: float = 2e-3
    beta1: float = 0.5
    n_iterations: int = 10_000
    frame_every: int = 100

    def learning_rate_at(self, iteration: int) -> float:
        """Return the learning rate with which iteration number `iteration`, from 1, is made."""
        return self.learning_rate * min(1.0, 2 * (1 - (iteration - 1) / self.n_iterations))
