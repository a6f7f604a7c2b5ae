"""What a run of an autoencoder says of an iteration. Needs no torch."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Images


@dataclass(frozen=True)
class AutoencoderSnapshot:
    """The state of a run after one iteration; the first four are of its batch, before the update.

    Attributes
    ----------
    iteration : int, from 1
    loss : what is made small, a picture: the reconstruction's loss, of a variational one plus β times the KL
    reconstruction : the reconstruction's loss, summed over the pixels, a picture; cross-entropy in nats
    kl : KL(q ‖ p(z)) a picture, in nats; 0 of a plain autoencoder

    Measured on the same pictures all the time, from what the encoder says of them with their noise; nan in between:

    error, absolute_error : mean squared and mean absolute error a pixel, of the decoder's picture of the code, or of μ
    grey : share of the pixels that come out neither dark nor light, as `grey_share` counts them
    measured_reconstruction, measured_kl : as the two above, with one z of q a picture, which stays the same: their sum
        is −ELBO where the loss is cross-entropy

    None in between:

    reconstructions : uint8, shape (10, 28, 28), what comes out for the first picture of each class
    codes : float32, shape (500, 2), or (500, 1) for k = 1, where pictures lie on the map: their codes, or μ; of more
        than two numbers, the coordinates along the two directions in which they differ most
    kl_by_coordinate : float32, shape (k,), the measured KL of each coordinate, in nats; zeros of a plain autoencoder
    """

    iteration: int
    loss: float
    reconstruction: float
    kl: float
    error: float = math.nan
    absolute_error: float = math.nan
    grey: float = math.nan
    measured_reconstruction: float = math.nan
    measured_kl: float = math.nan
    reconstructions: Images | None = None
    codes: NDArray[np.float32] | None = None
    kl_by_coordinate: NDArray[np.float32] | None = None
