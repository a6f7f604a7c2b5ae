"""What is measured of a generator in the plane, with the floor of every number: what a perfect sampler would score."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from explorer.arrays import Array
from explorer.data.mode_collapse.points import cell_masses, distribution
from explorer.theory import sample_metrics as metrics
from explorer.theory.pushforward import js_divergence_of_masses

N_SAMPLES = 1000
N_CELLS = 40  # a side of the grid for JSD and KL
N_PERFECT = 20  # perfect samples that make the floor of W1


@dataclass(frozen=True)
class Measures:
    """What 1000 samples score.

    Attributes
    ----------
    js_divergence : JSD of their shares of a 40×40 grid from the exact masses, in nats, 0 to ln 2
    kl_divergence : KL of the exact masses from these shares, of which 1 % is made real, in nats, 0 to ln 100
    w1 : sliced Wasserstein-1 distance from 1000 fixed real points, in units of the plane
    n_modes : modes captured; 0 where the data have none
    quality : share within 3σ of a mode; nan where the data have none
    """

    js_divergence: float
    kl_divergence: float
    w1: float
    n_modes: int
    quality: float


class Ruler:
    """Measures samples against one distribution of the lab."""

    def __init__(self, data: str) -> None:
        rng = np.random.default_rng(0)  # the same real points for every run, so that runs compare
        self._p = p = distribution(data)
        self.edges = np.linspace(-p.extent, p.extent, N_CELLS + 1)
        self.masses = metrics.with_outside(cell_masses(p, self.edges))
        self._real = metrics.project(p.sample(N_SAMPLES, rng))
        perfect = [metrics.project(p.sample(N_SAMPLES, rng)) for _ in range(N_PERFECT)]
        self.w1_floor = float(np.mean([metrics.sliced_w1(sample, self._real) for sample in perfect]))
        self.js_floor = metrics.floor_of(js_divergence_of_masses, self.masses, N_SAMPLES, rng)
        self.kl_floor = metrics.floor_of(metrics.kl_divergence_of_shares, self.masses, N_SAMPLES, rng)

    def measure(self, samples: Array) -> Measures:
        """Measure samples, shape (1000, 2)."""
        shares = metrics.grid_shares(samples, self.edges)
        js_divergence = js_divergence_of_masses(self.masses, shares)
        kl_divergence = metrics.kl_divergence_of_shares(self.masses, shares)
        w1 = metrics.sliced_w1(metrics.project(samples), self._real)
        if not len(self._p.modes):
            return Measures(js_divergence, kl_divergence, w1, 0, float("nan"))
        found = metrics.count_modes(samples, self._p.modes, self._p.sigma)
        return Measures(js_divergence, kl_divergence, w1, found.n_captured, found.quality)


@lru_cache(maxsize=8)
def ruler_for(data: str) -> Ruler:
    """Return the ruler for a distribution, made at first use."""
    return Ruler(data)
