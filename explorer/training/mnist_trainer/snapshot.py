"""What a run of the GAN on digits says of an iteration. Needs no torch."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.training.classifier.judgement import Judgement

N_JUDGED = 512


@dataclass(frozen=True)
class GanSnapshot:
    """The state of a run after one iteration; numbers are means over the iteration's (last) batch.

    Attributes
    ----------
    iteration : int, from 1
    loss_D : D's loss on real plus on fake samples, without penalty, in nats for the losses with logarithms (2 ln 2 at
        equilibrium)
    loss_G : the chosen generator loss
    D_real, D_fake : what D said before its update: D(x) and D(G(z)) in [0, 1] under the losses with logarithms, else
        its raw output, any real number
    accuracy : how often D is right, averaged over both batches, in [0, 1]
    penalty : R1's and WGAN-GP's share of what D makes small; 0 without them
    gradient_D, gradient_G : the length of the gradient that D's, and G's, last update followed, over all of its
        weights; nan in iterations without a picture

    The rest is None in iterations without a picture:

    images : uint8, shape (64, 28, 28), G's pictures of 64 values of z that stay the same through the run
    scores_real, scores_fake : float32, shape (batch,), of which D_real and D_fake are the means
    judgement : what the judge says of G's pictures of 512 other z, which stay the same, too; None without a judge
    """

    iteration: int
    loss_D: float
    loss_G: float
    D_real: float
    D_fake: float
    accuracy: float
    penalty: float
    gradient_D: float = math.nan
    gradient_G: float = math.nan
    images: Images | None = None
    scores_real: NDArray[np.float32] | None = None
    scores_fake: NDArray[np.float32] | None = None
    judgement: Judgement | None = None
