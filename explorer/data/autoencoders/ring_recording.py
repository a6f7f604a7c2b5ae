"""Recorded: an autoencoder, a variational one and a GAN on the ring of 8, over several seeds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from explorer.data.array_file import Arrays, checked, read_arrays, write_arrays
from explorer.data.autoencoders.three_ways import WAYS
from explorer.data.files import Malformed, reading
from explorer.data.recordings import FOLDER

FILE = FOLDER / "ring.npz"
N_KEPT = 400  # of the points, to be drawn
SCALE = 10_000  # places are kept in whole numbers of a ten-thousandth


@dataclass(frozen=True, eq=False)
class WayRecording:
    """What became of one of the three.

    Attributes
    ----------
    n_modes, quality : shape (n_seeds, n_frames), modes captured by 1,000 points, and their share of high quality
    x_fake : shape (n_seeds, 400, 2), some of the points at the end
    """

    n_modes: NDArray[np.int64]
    quality: NDArray[np.float64]
    x_fake: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RingRecording:
    """All three with the same settings, over the same seeds.

    Attributes
    ----------
    iterations : shape (n_frames,), at which was counted
    settings : what all runs have in common, by name
    """

    seeds: tuple[int, ...]
    iterations: NDArray[np.int64]
    settings: Mapping[str, Any]
    command: str
    ways: Mapping[str, WayRecording]


def save_ring(file: IO[bytes], recording: RingRecording) -> None:
    """Write what was recorded."""
    said = {"seeds": recording.seeds, "settings": dict(recording.settings), "command": recording.command}
    arrays: Arrays = {"said": np.array(json.dumps(said)), "iterations": recording.iterations.astype(np.int64)}
    most = np.iinfo(np.int16).max
    for name, way in recording.ways.items():
        arrays[f"{name}.n_modes"] = way.n_modes.astype(np.uint8)
        arrays[f"{name}.quality"] = way.quality.astype(np.float32)
        arrays[f"{name}.x_fake"] = np.clip(np.round(SCALE * way.x_fake), -most, most).astype(np.int16)
    write_arrays(file, arrays)


@lru_cache(maxsize=1)
def load_ring() -> RingRecording:
    """Return what was recorded; `WrongFile` where the file is missing or holds anything else."""
    with reading(FILE.name, "no recording of the ring of 8"), FILE.open("rb") as file:
        arrays = read_arrays(file)
        try:
            said = json.loads(str(arrays["said"]))
            seeds, settings, command = tuple(said["seeds"]), said["settings"], said["command"]
            n_frames = len(arrays["iterations"])
        except (KeyError, ValueError, TypeError) as error:
            raise Malformed("it says nothing of what was recorded") from error
        iterations = checked(arrays, "iterations", (n_frames,), np.int64).astype(np.int64)
        shape = len(seeds), n_frames
        ways = {
            name: WayRecording(
                checked(arrays, f"{name}.n_modes", shape, np.uint8).astype(np.int64),
                checked(arrays, f"{name}.quality", shape, np.float32).astype(float),
                checked(arrays, f"{name}.x_fake", (len(seeds), N_KEPT, 2), np.int16).astype(float) / SCALE,
            )
            for name in WAYS
        }
    return RingRecording(seeds, iterations, settings, command, ways)
