"""Record every cure on every data set: `python -m recording.cures`, some eight minutes of one core.

With names of cures, `python -m recording.cures r1 pacgan`, only these; the others stay as they are recorded.

One thread, because the number of threads decides in which order numbers are added, and a GAN amplifies the difference.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

import numpy as np
import torch

from explorer.data.mode_collapse.cures import Cell, CureRecording, load_cures, save_cures
from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.training.mode_collapse.cures_run import CureSnapshot, train_side_by_side
from explorer.training.mode_collapse.cures_settings import CURES, DATA_SETS, SEEDS, CureSettings

COMMAND = "python -m recording.cures"
OF_A_RUN = ("cure", "data", "seed")


def record(settings: CureSettings, cures: Sequence[str], seeds: Sequence[int]) -> Iterator[CureRecording]:
    """Train cure after cure on both data sets, and yield all that is recorded so far after each."""
    cells: dict[tuple[str, str], Cell] = {}
    shared = {name: value for name, value in asdict(settings).items() if name not in OF_A_RUN}
    for cure in cures:
        runs = [replace(settings, cure=cure, data=data, seed=seed) for data in DATA_SETS for seed in seeds]
        frames = list(_frames(runs))
        iterations = np.array([row[0].iteration for row in frames])
        for i, data in enumerate(DATA_SETS):
            cells[data, cure] = _cell([row[i * len(seeds) : (i + 1) * len(seeds)] for row in frames])
        yield CureRecording(dict(cells), tuple(seeds), iterations, shared, COMMAND)


def _frames(runs: Sequence[CureSettings]) -> Iterator[list[CureSnapshot]]:
    for snapshots in train_side_by_side(runs):
        if snapshots[0].x_fake is not None:
            yield snapshots


def _cell(frames: Sequence[Sequence[CureSnapshot]]) -> Cell:
    """Return the cell of frames, by moment and seed."""
    return Cell(
        np.array([[snapshot.n_modes for snapshot in row] for row in frames]).T,
        np.array([[snapshot.quality for snapshot in row] for row in frames]).T,
        np.stack([snapshot.x_fake for snapshot in frames[-1] if snapshot.x_fake is not None]).astype(float),
    )


if __name__ == "__main__":
    torch.set_num_threads(1)
    extents = {data: DISTRIBUTIONS[data].extent for data in DATA_SETS}
    named = tuple(sys.argv[1:])
    before = load_cures() if named else None
    for recording in record(CureSettings(), named or tuple(CURES), SEEDS):
        kept = before.cells if before and before.settings == recording.settings else {}
        save_cures(replace(recording, cells={**kept, **recording.cells}), extents)
        sys.stdout.write(f"{len(recording.cells) // len(DATA_SETS)} of {len(named or CURES)} cures are recorded.\n")
        sys.stdout.flush()
