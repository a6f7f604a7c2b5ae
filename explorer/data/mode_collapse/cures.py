"""The recorded runs of the cures for mode collapse."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.data.array_file import read_arrays
from explorer.data.files import WrongFile, reading
from explorer.data.recordings import FOLDER
from explorer.old_words import CURES, POINTS, as_id

PATH = FOLDER / "gan_2d_cures.npz"
MAX_PLACE = np.iinfo(np.int16).max


@dataclass(frozen=True, eq=False)
class Cell:
    """The runs of one cure on one data set.

    Attributes
    ----------
    n_modes : shape (n_seeds, n_frames), modes captured by 2,500 samples, at the iterations of the recording
    quality : shape (n_seeds, n_frames), the share of high quality
    x_fake : shape (n_seeds, n_points, 2), some of the samples at the end
    """

    n_modes: NDArray[np.int64]
    quality: NDArray[np.float64]
    x_fake: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class CureRecording:
    """Every cure on every data set, over the same seeds.

    Attributes
    ----------
    cells : by data set and cure
    seeds : of the runs, in the order of the cells' first axis
    iterations : shape (n_frames,), at which modes were counted
    settings : what all runs have in common
    """

    cells: dict[tuple[str, str], Cell]
    seeds: tuple[int, ...]
    iterations: NDArray[np.int64]
    settings: dict[str, Any]
    command: str


def save_cures(recording: CureRecording, extents: dict[str, float], path: Path = PATH) -> None:
    """Write a recording. Points are rounded to 1/32767 of their data set's extent, and kept within it."""
    header = {
        "cells": [list(names) for names in recording.cells],
        "seeds": list(recording.seeds),
        "settings": recording.settings,
        "command": recording.command,
        "extents": extents,
    }
    cells = [asdict(cell) for cell in recording.cells.values()]
    places = [
        np.round(np.clip(cell["x_fake"] / extents[data], -1, 1) * MAX_PLACE)
        for cell, (data, _) in zip(cells, recording.cells, strict=True)
    ]
    np.savez_compressed(
        path,
        header=np.array(json.dumps(header)),
        iterations=recording.iterations,
        n_modes=np.stack([cell["n_modes"] for cell in cells]).astype(np.uint8),
        quality=np.stack([cell["quality"] for cell in cells]).astype(np.float32),
        places=np.stack(places).astype(np.int16),
    )


@lru_cache(maxsize=2)
def load_cures(path: Path = PATH) -> CureRecording:
    """Return the recording.

    Raises
    ------
    WrongFile
        When it is not there or cannot be read.
    """
    if not path.exists():
        raise WrongFile("The recorded cures are not here: `python -m recording.cures` makes them.")
    with reading(path.name, "no recording of cures"), path.open("rb") as file:
        arrays = read_arrays(file)
    header = json.loads(str(arrays["header"]))
    n_modes, quality, places = (arrays[name] for name in ("n_modes", "quality", "places"))
    iterations = arrays["iterations"].astype(np.int64)
    cells = [(as_id(POINTS, data), as_id(CURES, cure)) for data, cure in header["cells"]]
    extents = {as_id(POINTS, data): extent for data, extent in header["extents"].items()}
    found = {
        (data, cure): Cell(
            n_modes[i].astype(np.int64), quality[i].astype(float), places[i] * (extents[data] / MAX_PLACE)
        )
        for i, (data, cure) in enumerate(cells)
    }
    return CureRecording(found, tuple(header["seeds"]), iterations, header["settings"], header["command"])
