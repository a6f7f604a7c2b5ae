"""A moment of the three ways on the ring of 8: of the live run, or of a recorded one before there is any."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.data.autoencoders.ring_recording import load_ring
from explorer.data.autoencoders.three_ways import WAYS
from explorer.training.autoencoders.plane_settings import RingSettings
from explorer.ui.changes import settings_at
from explorer.ui.live import LiveRun


@dataclass(frozen=True, eq=False)
class Way:
    """One of the three at this moment, and its run so far.

    Attributes
    ----------
    x_fake : shape (n, 2), what is drawn of random z
    n_modes, quality : modes captured now, and the share of high quality
    captured, qualities : the same by iteration, shape (m,) each; the modes as a number
    """

    x_fake: NDArray[np.floating]
    n_modes: int
    quality: float
    captured: NDArray[np.floating]
    qualities: NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Moment:
    """All three at one moment of a run.

    Attributes
    ----------
    iteration, n_iterations : the moment that is shown, and how long the run is to be
    iterations : when was counted, shape (m,)
    looks_back : whether the run has gone on since
    is_recorded : whether nobody has started it here
    """

    settings: RingSettings
    iteration: int
    n_iterations: int
    ways: Mapping[str, Way]
    iterations: NDArray[np.floating]
    looks_back: bool = False
    is_recorded: bool = False


def moment_of(live: LiveRun, followed: Any, chosen: RingSettings) -> Moment:
    """Return the moment that is followed; without one the end of a recorded run, if possible of the same seed."""
    if followed is None or live.runner.settings is None:
        return recorded_moment(chosen.seed)
    frame, frames = live.at_this_moment(followed), live.runner.frames()
    ways = {}
    for name in WAYS:
        now, past = getattr(frame, name), [getattr(each, name) for each in frames]
        captured, quality = (np.array([getattr(each, of) for each in past], float) for of in ("n_modes", "quality"))
        ways[name] = Way(now.x_fake, now.n_modes, now.quality, captured, quality)
    iterations = np.array([each.iteration for each in frames], float)
    settings = settings_at(live.runner.changes, frame.iteration, live.runner.settings)[1]
    n = live.runner.status().n_iterations
    return Moment(settings, frame.iteration, n, ways, iterations, followed is not frames[-1])


def recorded_moment(seed: int) -> Moment:
    """Return the end of the recorded run with this seed, or where that is not recorded of the first."""
    kept = load_ring()
    i = kept.seeds.index(seed) if seed in kept.seeds else 0
    ways = {
        name: Way(way.x_fake[i], int(way.n_modes[i, -1]), float(way.quality[i, -1]), way.n_modes[i], way.quality[i])
        for name, way in kept.ways.items()
    }
    settings = RingSettings(seed=kept.seeds[i], **kept.settings)
    return Moment(
        settings, int(kept.iterations[-1]), settings.n_iterations, ways, kept.iterations.astype(float), is_recorded=True
    )
