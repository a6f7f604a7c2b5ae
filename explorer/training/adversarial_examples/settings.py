"""What a comparison of attacks is started with. Needs no torch."""

from dataclasses import dataclass
from pathlib import Path

from explorer.training.classifier.file import FILE, ROBUST_FILE

NETWORKS: dict[str, Path] = {"plain": FILE, "robust": ROBUST_FILE}
ATTACKS = ("random", "one_step", "pgd", "deepfool")
SIZES = {"l2": (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0), "linf": (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3)}
CHUNK = 20  # pictures that are attacked at once
N_STEPS = 20  # of PGD
N_STEPS_DRAGGED = 10  # where a slider follows the hand
STEP_SHARE = 2.5  # PGD's steps together reach two and a half times as far as they may go, as in Madry et al.
MOST_STEPS, OVERSHOOT = 50, 0.02  # of DeepFool; a little past the border, for on it both answers are alike


@dataclass(frozen=True)
class CompareSettings:
    """Which attacks on which networks.

    Attributes
    ----------
    source : where the pictures come from
    norm : `l2` or `linf`
    wanted : the answer that is wanted, 0 to 9; None is any other
    n : how many pictures
    seed : of the random directions
    networks : names among `NETWORKS`
    wished : names among `ATTACKS`
    """

    source: str
    norm: str
    wanted: int | None
    n: int
    seed: int
    networks: tuple[str, ...] = ("plain",)
    wished: tuple[str, ...] = ATTACKS

    @property
    def attacks(self) -> tuple[str, ...]:
        """Those of the attacks that there are for this norm and aim: DeepFool is of L2, and takes what is nearest."""
        is_there = {"deepfool": self.norm == "l2" and self.wanted is None}
        return tuple(attack for attack in self.wished if is_there.get(attack, True))

    @property
    def sizes(self) -> tuple[float, ...]:
        """The sizes of the noise, rising."""
        return SIZES[self.norm]

    @property
    def n_iterations(self) -> int:
        """How many portions of pictures there are."""
        return -(-self.n // CHUNK)


# Climbing from noise: pictures that are shown, and that D learns from; steps of the slider, each of this L2 norm, and
# how many steps the pictures go while the D that learns takes one of the slider's.
N_SHOWN, N_FREE = 8, 64
N_CLIMB_STEPS, CLIMB_STEP, STEPS_A_MOMENT = 100, 0.25, 8
