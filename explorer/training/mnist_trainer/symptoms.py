"""What proves that a GAN on digits goes wrong: numbers of a run, most of them of its second half. Needs no torch."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.training.mnist_trainer.snapshot import GanSnapshot

MIN_CLASS = 0.02  # a digit with a smaller share of G's pictures counts as lost

Frames = Sequence[GanSnapshot]  # with pictures and a judgement


def second_half(frames: Frames) -> Frames:
    """Return the snapshots after the middle of what there is; all of it has settled there or never will."""
    return frames[len(frames) // 2 :]


def class_shares(frames: Frames) -> NDArray[np.float64]:
    """Return the part of G's pictures that is taken for each digit, shape (n, 10); nan where nobody judged."""
    unknown = np.full(10, np.nan)
    rows = [frame.judgement.counts / frame.judgement.n if frame.judgement else unknown for frame in frames]
    return np.array(rows, dtype=float).reshape(-1, 10)


def n_classes(frames: Frames) -> float:
    """Return how many of the ten digits have at least 2 % of G's pictures, on average over the second half."""
    return float((class_shares(second_half(frames)) >= MIN_CLASS).sum(axis=1).mean())


def n_leaders(frames: Frames) -> int:
    """Return how many different digits were the most frequent one at some time in the second half."""
    return len(set(class_shares(second_half(frames)).argmax(axis=1).tolist()))


def gradient(frames: Frames) -> float:
    """Return the median length of the gradient of G's loss over the second half."""
    return float(np.median([frame.gradient_G for frame in second_half(frames)]))


def swing(frames: Frames) -> float:
    """Return the standard deviation of D's mean output on fakes over the second half."""
    return float(np.std([frame.D_fake for frame in second_half(frames)]))


def largest_loss(snapshots: Frames) -> float:
    """Return the largest loss of D or G, without its sign, over all snapshots given, with pictures or without."""
    return float(max(max(abs(snapshot.loss_D), abs(snapshot.loss_G)) for snapshot in snapshots))
