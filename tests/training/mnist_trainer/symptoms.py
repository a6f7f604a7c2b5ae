"""What proves that a GAN on digits goes wrong: numbers of a run, most of them of its second half."""

from collections.abc import Sequence

import numpy as np

from explorer.training.mnist_trainer.snapshot import GanSnapshot
from explorer.training.mnist_trainer.symptoms import Frames, class_shares

N_DIGITS = 10
N_AVERAGED = 20
MARGIN = 0.02
MIN_CLASS = 0.02  # a digit with a smaller share of G's pictures counts as lost


def second_half(frames: Frames) -> Frames:
    """Return the snapshots after the middle of what there is; all of it has settled there or never will."""
    return frames[len(frames) // 2 :]


def digit_share(frame: GanSnapshot) -> float:
    """Return the part of G's pictures that shows a digit; nan where nobody judged."""
    return float(class_shares([frame])[0, :N_DIGITS].sum())


def n_classes(frame: GanSnapshot) -> int:
    """Return how many of the ten digits have at least 2 % of G's pictures."""
    return int((class_shares([frame])[0, :N_DIGITS] >= MIN_CLASS).sum())


def gradient(frames: Frames) -> float:
    """Return the median length of the gradient of G's loss over the second half."""
    return float(np.median([frame.gradient_G for frame in second_half(frames)]))


def n_crossings(snapshots: Sequence[GanSnapshot]) -> int:
    """Return how often D's mean output on fakes crosses ½: from one side of 0.5 ± 0.02 to the other.

    It is averaged over 20 iterations, so that the chance of single batches is no crossing.
    """
    means = np.convolve([snapshot.D_fake for snapshot in snapshots], np.full(N_AVERAGED, 1.0 / N_AVERAGED), "valid")
    sides = np.sign(means - 0.5)[np.abs(means - 0.5) > MARGIN]
    return int((np.diff(sides) != 0).sum())


def largest_loss(snapshots: Sequence[GanSnapshot]) -> float:
    """Return the largest loss of D or G, without its sign, over all snapshots given, with pictures or without."""
    return float(max(max(abs(snapshot.loss_D), abs(snapshot.loss_G)) for snapshot in snapshots))
