"""Record the three ways on the ring of 8, over five seeds: `python -m recording.ring`. Half a minute."""

import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from explorer.data.autoencoders.ring_recording import FILE, N_KEPT, RingRecording, WayRecording, save_ring
from explorer.data.autoencoders.three_ways import WAYS
from explorer.training.autoencoders.plane_run import RingRun, RingSnapshot
from explorer.training.autoencoders.plane_settings import RingSettings

COMMAND = "python -m recording.ring"
SEEDS = (0, 1, 2, 3, 4)


def frames_of(settings: RingSettings) -> list[RingSnapshot]:
    """Return every frame of a run."""
    return [snapshot for snapshot in RingRun(settings) if snapshot.gan.x_fake is not None]


def record(settings: RingSettings, seeds: Sequence[int] = SEEDS) -> RingRecording:
    """Train all three with each seed."""
    runs = []
    for seed in seeds:
        runs.append(frames_of(replace(settings, seed=seed)))
        ends = (getattr(runs[-1][-1], name) for name in WAYS)
        said = ", ".join(f"{end.n_modes} modes {end.quality:.0%}" for end in ends)
        sys.stdout.write(f"seed {seed}: {said}\n")
        sys.stdout.flush()
    return RingRecording(
        tuple(seeds),
        np.array([frame.iteration for frame in runs[0]]),
        {name: value for name, value in asdict(settings).items() if name != "seed"},
        COMMAND,
        {name: _way([[getattr(frame, name) for frame in frames] for frames in runs]) for name in WAYS},
    )


def _way(runs: list[list[Any]]) -> WayRecording:
    return WayRecording(
        np.array([[frame.n_modes for frame in frames] for frames in runs]),
        np.array([[frame.quality for frame in frames] for frames in runs]),
        np.array([frames[-1].x_fake[:N_KEPT] for frames in runs], dtype=float),
    )


def main(path: Path = FILE, settings: RingSettings | None = None, seeds: Sequence[int] = SEEDS) -> None:
    """Record, and write it."""
    recorded = record(settings or RingSettings(), seeds)  # first: what breaks it off leaves the file as it is
    with path.open("wb") as file:
        save_ring(file, recorded)
    sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e3:,.0f} kB\n")


if __name__ == "__main__":
    main()
