"""Both losses' runs from the same points, which the chapter "Far fakes" shows side by side."""

from typing import NamedTuple

import numpy as np
import streamlit as st

from explorer.data.far_fakes import Points, far_fakes, is_home, sigmas_from_data
from explorer.figures.lsgan_vs_bce.far_fakes import Panel
from explorer.figures.lsgan_vs_bce.losses import CROSS_ENTROPY_COLOR, LEAST_SQUARES_COLOR
from explorer.names import LOSSES
from explorer.theory.losses import NON_SATURATING, SATURATING, least_squares_generator
from explorer.theory.lsgan import BINARY_CODING, PEARSON_CODING
from explorer.training.lsgan_vs_bce.far_fakes import Snapshot, move_fakes

N_STEPS = 30
CODINGS = {"pearson": PEARSON_CODING, "binary": BINARY_CODING}
TARGETS = {"pearson": "−1, 1, 0", "binary": "0, 1, 1"}
CROSS_ENTROPIES = {"non_saturating": NON_SATURATING, "saturating": SATURATING}


class Setting(NamedTuple):
    """What the picture follows from, save the number of steps."""

    distance: float
    height: float
    gap: float
    seed: int
    bce: str
    coding: str
    step_size: float
    refit: bool


def points_of(setting: Setting) -> Points:
    """Return the points before the first step."""
    return far_fakes(setting.distance, setting.height, setting.gap, setting.seed)


@st.cache_data(max_entries=64, show_spinner=False)
def both_runs(setting: Setting) -> list[Panel]:
    """Return the run under BCE and the run under least squares."""
    points, targets, step_size, refit = points_of(setting), CODINGS[setting.coding], setting.step_size, setting.refit
    cross_entropy = move_fakes(points, CROSS_ENTROPIES[setting.bce], N_STEPS, step_size, refit)
    least_squares = move_fakes(points, least_squares_generator(targets.c), N_STEPS, step_size, refit, targets)
    return [
        _panel(f"BCE, {LOSSES[setting.bce]}", CROSS_ENTROPY_COLOR, list(cross_entropy), step_size, 0.0, None),
        _panel(
            f"LSGAN ({TARGETS[setting.coding]})",
            LEAST_SQUARES_COLOR,
            list(least_squares),
            step_size,
            targets.threshold,
            targets.c,
        ),
    ]


def _panel(
    name: str, color: str, run: list[Snapshot], step_size: float, threshold: float, target: float | None
) -> Panel:
    far = np.array([snapshot.far for snapshot in run])
    sigmas = sigmas_from_data(far.reshape(-1, 2)).reshape(far.shape[:2])
    return Panel(
        name,
        color,
        line=np.array([snapshot.discriminator.line_at(threshold) for snapshot in run]),
        target=None if target is None else np.array([snapshot.discriminator.line_at(target) for snapshot in run]),
        fake=np.array([snapshot.fake for snapshot in run]),
        far=far,
        move_fake=-step_size * np.array([snapshot.gradient_fake for snapshot in run]),
        move_far=-step_size * np.array([snapshot.gradient_far for snapshot in run]),
        n_home=is_home(far.reshape(-1, 2)).reshape(sigmas.shape).sum(axis=1),
        distance=sigmas.mean(axis=1),
    )
