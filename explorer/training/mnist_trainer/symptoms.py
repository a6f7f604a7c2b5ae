"""What proves that a GAN on digits goes wrong: numbers of a run. Needs no torch."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.training.mnist_trainer.snapshot import GanSnapshot


def class_shares(frames: Sequence[GanSnapshot]) -> NDArray[np.float64]:
    """Return the part of G's pictures that is taken for each digit, shape (n, 10); nan where nobody judged.

    The frames are those with pictures.
    """
    unknown = np.full(10, np.nan)
    rows = [frame.judgement.counts / frame.judgement.n if frame.judgement else unknown for frame in frames]
    return np.array(rows, dtype=float).reshape(-1, 10)
