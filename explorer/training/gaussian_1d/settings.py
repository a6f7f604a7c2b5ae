"""What decides a run of the 1-D GAN, and the axes on which it is recorded. Needs no torch."""

from dataclasses import dataclass, field

import numpy as np

from explorer.theory.densities import Density, Gaussian

# Bins of width 0.1 for the exact masses of p_g, and D at their centres.
EDGES = np.linspace(-9.0, 9.0, 181)
CENTRES = (EDGES[:-1] + EDGES[1:]) / 2
# Coarser bins for the histogram of samples, and how many samples it holds.
HISTOGRAM_EDGES = EDGES[::3]
N_SAMPLES = 1000
# Where G is evaluated; 2e-9 of z lies outside.
Z = np.linspace(-6.0, 6.0, 361)


@dataclass(frozen=True)
class Gan1dSettings:
    """Everything that decides a run: the same settings on the same machine and thread count give the same run.

    `start` is where p_g begins on the x axis. Adam's second β is 0.999. `frame_every` is the number of iterations
    between two pictures of p_g, D and G.
    """

    p_data: Density = field(default_factory=Gaussian)
    start: float = -5.0
    loss: str = "non_saturating"
    n_discriminator_steps: int = 1
    learning_rate_D: float = 2e-2
    learning_rate_G: float = 2e-3
    beta1: float = 0.5
    batch_size: int = 128
    n_hidden: int = 16
    seed: int = 0
    n_iterations: int = 2000
    frame_every: int = 20
