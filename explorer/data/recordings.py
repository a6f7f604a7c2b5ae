"""Recorded runs that lie in `explorer/recordings`; its README names the command that made each."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parent.parent / "recordings"


@dataclass(frozen=True)
class Recording:
    """Pictures of a GAN's fixed z along one run.

    Attributes
    ----------
    iterations : int, shape (n_frames,), increasing
    images : uint8, shape (n_frames, n_images, 28, 28), 0 background
    settings : what the run was made with, by the names of `GanSettings`
    """

    iterations: NDArray[np.int64]
    images: NDArray[np.uint8]
    settings: dict[str, Any]


@lru_cache(maxsize=4)
def load_recording(name: str) -> Recording:
    """Return the recording `name`, such as "mnist_compact"."""
    with np.load(FOLDER / f"{name}.npz") as arrays:
        return Recording(arrays["iterations"], arrays["images"], json.loads(str(arrays["settings"])))


def save_recording(path: Path, recording: Recording) -> None:
    """Write a recording where `load_recording` can read it."""
    np.savez_compressed(
        path,
        iterations=recording.iterations,
        images=recording.images,
        settings=np.array(json.dumps(recording.settings)),
    )
