"""A recorded variational autoencoder on MNIST, and what its two terms come to for many β."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.data.array_file import Arrays, read_arrays, write_arrays
from explorer.data.files import WrongFile, reading
from explorer.data.recordings import FOLDER

PATH = FOLDER / "variational.npz"
LIVE = 0.1  # nats: a coordinate whose KL is less says next to nothing

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Sweep:
    """Runs that differ in β alone, and in their seeds.

    Attributes
    ----------
    betas : shape (n,)
    kl_by_coordinate : shape (n, n_seeds, k), in nats, at the end
    reconstruction : shape (n, n_seeds), cross-entropy a picture, in nats, at the end
    settings : what all have in common
    """

    betas: NDArray[np.float64]
    kl_by_coordinate: Floats
    reconstruction: Floats
    settings: dict[str, Any]


@dataclass(frozen=True, eq=False)
class VariationalRecording:
    """One run, as it stood at its end.

    Attributes
    ----------
    source, settings, command : the pictures it learned from, what it was made with, and what made the recording
    row : uint8, shape (10, 28, 28), an unseen picture of each class
    mu, log_variance : shape (10, k), what the encoder says of them
    mapped, labels : shapes (500, k) and (500,), μ of unseen pictures and what these are
    kl_by_coordinate : shape (k,), in nats
    curves : iteration, measured_reconstruction and measured_kl, shape (n,) each
    decoder : its weights and biases, by their names
    """

    source: str
    settings: dict[str, Any]
    command: str
    row: Images
    mu: Floats
    log_variance: Floats
    mapped: Floats
    labels: Images
    kl_by_coordinate: Floats
    curves: dict[str, NDArray[np.float64]]
    decoder: dict[str, Floats]
    sweep: Sweep


ARRAYS = ("mu", "log_variance", "mapped", "kl_by_coordinate")
CURVES = ("iteration", "measured_reconstruction", "measured_kl")
DECODER = ("weight_1", "bias_1", "weight_2", "bias_2")


def save_variational(recording: VariationalRecording, path: Path = PATH) -> None:
    """Write a recording, its numbers in 16 bits: weights that draw hardly change by it."""
    header = {name: getattr(recording, name) for name in ("source", "settings", "command")}
    sweep = recording.sweep
    arrays: Arrays = {
        "header": np.array(json.dumps({**header, "sweep": sweep.settings})),
        "row": recording.row,
        "labels": recording.labels,
        **{name: getattr(recording, name).astype(np.float16) for name in ARRAYS},
        **{f"curve_{name}": recording.curves[name].astype(np.float32) for name in CURVES},
        **{f"decoder_{name}": recording.decoder[name].astype(np.float16) for name in DECODER},
        "betas": sweep.betas,
        "sweep_kl": sweep.kl_by_coordinate.astype(np.float32),
        "sweep_reconstruction": sweep.reconstruction.astype(np.float32),
    }
    with path.open("wb") as file:
        write_arrays(file, arrays)


@lru_cache(maxsize=1)
def load_variational(path: Path = PATH) -> VariationalRecording:
    """Return the recording.

    Raises
    ------
    WrongFile
        When it is not there or cannot be read.
    """
    if not path.exists():
        raise WrongFile("The recorded autoencoder is not here: `python -m recording.variational` makes it.")
    with reading(path.name, "no recording of an autoencoder"), path.open("rb") as file:
        arrays = read_arrays(file)
    header = json.loads(str(arrays["header"]))
    sweep = Sweep(
        arrays["betas"].astype(float),
        arrays["sweep_kl"].astype(np.float32),
        arrays["sweep_reconstruction"].astype(np.float32),
        header.pop("sweep"),
    )
    mu, log_variance, mapped, kl = (arrays[name].astype(np.float32) for name in ARRAYS)
    return VariationalRecording(
        **header,
        row=arrays["row"].astype(np.uint8),
        labels=arrays["labels"].astype(np.uint8),
        mu=mu,
        log_variance=log_variance,
        mapped=mapped,
        kl_by_coordinate=kl,
        curves={name: arrays[f"curve_{name}"].astype(float) for name in CURVES},
        decoder={name: arrays[f"decoder_{name}"].astype(np.float32) for name in DECODER},
        sweep=sweep,
    )
