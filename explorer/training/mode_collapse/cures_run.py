"""Runs of the cures as generators of snapshots: one of them live, or several side by side for a recording."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.theory.sample_metrics import count_modes
from explorer.training.live.plan import TrainingDiverged
from explorer.training.mode_collapse.cures import CuredGan
from explorer.training.mode_collapse.cures_settings import N_SAMPLES, CureSettings

N_POINTS = 300  # of the samples are kept to be drawn


@dataclass(frozen=True)
class CureSnapshot:
    """The state of a run after one iteration. Points come with frames only; counts are those of the last frame.

    Attributes
    ----------
    iteration : int, from 1
    loss_D, loss_G : the losses of the last batches, before their updates
    n_modes : modes captured by 2,500 samples
    quality : their share of high quality
    x_fake : shape (300, 2), the first of the samples; the same z all through
    """

    iteration: int
    loss_D: float
    loss_G: float
    n_modes: int
    quality: float
    x_fake: NDArray[np.float32] | None = None


def train_cure(settings: CureSettings) -> Iterator[CureSnapshot]:
    """Train one run from scratch and yield a snapshot an iteration.

    Raises
    ------
    TrainingDiverged
        When a loss is no longer a finite number.
    """
    for (snapshot,) in train_side_by_side([settings]):
        yield snapshot


def train_side_by_side(runs: Sequence[CureSettings]) -> Iterator[list[CureSnapshot]]:
    """Train runs of the same cure, which may differ in data and seed, and yield their snapshots at each iteration."""
    gan, settings = CuredGan(runs), runs[0]
    z = np.stack([np.random.default_rng([run.seed, 1]).standard_normal((N_SAMPLES, 2)) for run in runs])
    frames: list[CureSnapshot] = []
    for iteration in range(1, settings.n_iterations + 1):
        losses = torch.stack(gan.iterate(), dim=1).tolist()
        if not np.isfinite(losses).all():
            raise TrainingDiverged(f"A loss is no longer a finite number at iteration {iteration:,}: the run stops.")
        if iteration in (1, settings.n_iterations) or iteration % settings.frame_every == 0:
            samples = gan.samples(torch.from_numpy(z).float()).numpy()
            frames = [
                _frame(run, iteration, loss_D, loss_G, x)
                for run, (loss_D, loss_G), x in zip(runs, losses, samples, strict=True)
            ]
            yield frames
        else:
            yield [
                CureSnapshot(iteration, loss_D, loss_G, last.n_modes, last.quality)
                for (loss_D, loss_G), last in zip(losses, frames, strict=True)
            ]


def _frame(
    run: CureSettings, iteration: int, loss_D: float, loss_G: float, samples: NDArray[np.float32]
) -> CureSnapshot:
    p = DISTRIBUTIONS[run.data]
    found = count_modes(samples.astype(float), p.modes, p.sigma)
    return CureSnapshot(iteration, loss_D, loss_G, found.n_captured, found.quality, samples[:N_POINTS].copy())
