"""Recorded runs of autoencoders on MNIST: what the page shows before anything was trained."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.data.array_file import Arrays, read_arrays, write_arrays
from explorer.data.files import Malformed, reading
from explorer.data.recordings import FOLDER

SIZES = (2, 10)  # k, of the runs that are recorded
WEIGHTS = ("weight_1", "bias_1", "weight_2", "bias_2")
ARRAYS = ("row", "labels", "codes", "row_codes", "reconstructions", "iterations", "errors", "pca_row")
MEASURES = ("error", "absolute_error", "grey", "pca_error", "pca_absolute_error", "pca_grey", "real_grey", "variance")

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class RecordedAutoencoder:
    """The end of a run, and its error on the way.

    Attributes
    ----------
    settings, source, command : what it was made with, on what, and by what
    measures : by the names of `MEASURES`, of the measured pictures; `variance` is their error around the mean picture
    row, reconstructions, pca_row : uint8 (10, 28, 28), test pictures, what comes out for them, and what PCA makes
    labels, codes : of 500 test pictures, uint8 (500,) and float32 (500, k)
    row_codes : float32 (10, k), of the row
    iterations, errors : float32 (n,) each, when it was measured and the mean squared error then
    weights : of the decoder, float32, by the names of `WEIGHTS`
    """

    settings: dict[str, Any]
    source: str
    command: str
    measures: dict[str, float]
    row: Images
    labels: Images
    codes: Floats
    row_codes: Floats
    reconstructions: Images
    iterations: Floats
    errors: Floats
    pca_row: Images
    weights: dict[str, Floats]


def save_recorded(file: IO[bytes], recorded: RecordedAutoencoder) -> None:
    """Write a recorded run, its weights in 16 bits."""
    said = {name: getattr(recorded, name) for name in ("settings", "source", "command", "measures")}
    arrays: Arrays = {"about": np.array(json.dumps(said))}
    arrays |= {name: getattr(recorded, name) for name in ARRAYS}
    arrays |= {name: recorded.weights[name].astype(np.float16) for name in WEIGHTS}
    write_arrays(file, arrays)


def file_name(k: int) -> str:
    """Return what the file of the run with k numbers is called."""
    return f"autoencoder_{k}.npz"


@lru_cache(maxsize=len(SIZES))
def load_recorded(k: int = SIZES[0]) -> RecordedAutoencoder:
    """Return the recorded run with k numbers; `WrongFile` where its file is missing or holds anything else."""
    path = FOLDER / file_name(k)
    with reading(path.name, "no recorded autoencoder"), path.open("rb") as file:
        arrays = read_arrays(file)
        try:
            about = json.loads(str(arrays["about"]))
            weights = {name: arrays[name].astype(np.float32) for name in WEIGHTS}
            return RecordedAutoencoder(**about, **{name: arrays[name] for name in ARRAYS}, weights=weights)  # type: ignore[arg-type]
        except (KeyError, ValueError, TypeError) as error:
            raise Malformed("it lacks what a recorded autoencoder has") from error
