"""What is watched of a GAN on digits that goes wrong, besides its curves. Needs no torch."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.training.mnist_trainer.snapshot import GanSnapshot

N_ANSWERS = 11  # the ten digits, and none

Frames = Sequence[GanSnapshot]  # with pictures and a judgement


def class_shares(frames: Frames) -> NDArray[np.float64]:
    """Return the part of G's pictures that is taken for each digit, and for none, shape (n, 11); nan if not judged."""
    unknown = np.full(N_ANSWERS, np.nan)
    rows = [frame.judgement.shares if frame.judgement else unknown for frame in frames]
    return np.array(rows, dtype=float).reshape(-1, N_ANSWERS)


def ink(frames: Frames) -> NDArray[np.float64]:
    """Return how white G's pictures are, shape (n,), in [0, 1]: the mean over their pixels."""
    return np.array([frame.images.mean() / 255.0 for frame in frames if frame.images is not None])
