"""Recorded: an autoencoder, a variational one and a GAN with the same decoder, data, z and seconds, measured alike."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any

import numpy as np

from explorer.arrays import Images
from explorer.data.array_file import Arrays, checked, read_arrays, write_arrays
from explorer.data.files import Malformed, reading
from explorer.data.recordings import FOLDER

FILE = FOLDER / "three_ways.npz"
WAYS = ("autoencoder", "variational", "gan")
REAL = "real"
N_SAMPLES, N_ROW = 64, 10
MEASURES = ("sure", "evenness", "frechet", "distance", "sharpness")


@dataclass(frozen=True)
class ThreeWays:
    """What became of the three.

    Attributes
    ----------
    about : k, seconds, seed, source, command, and how many pictures of each were measured
    iterations : by way, how many there was time for
    measures : by way, and of real test pictures, the numbers called `MEASURES`: the share of which the classifier is
        sure and how evenly it finds the ten digits, [0, 1] both; the Fréchet distance in its features; the median
        distance to the nearest training picture; and the mean variance of the Laplacian
    samples : by way, and real ones, uint8 (64, 28, 28)
    rows : uint8 (10, 28, 28): real test pictures, and by way what comes out for them; of the GAN that of the z found by
        descent
    """

    about: Mapping[str, Any]
    iterations: Mapping[str, int]
    measures: Mapping[str, Mapping[str, float]]
    samples: Mapping[str, Images]
    rows: Mapping[str, Images]


def save_three_ways(file: IO[bytes], recorded: ThreeWays) -> None:
    """Write what was recorded."""
    said = {"about": recorded.about, "iterations": recorded.iterations, "measures": recorded.measures}
    arrays: Arrays = {"said": np.array(json.dumps(said))}
    arrays |= {f"samples.{name}": images for name, images in recorded.samples.items()}
    arrays |= {f"rows.{name}": images for name, images in recorded.rows.items()}
    write_arrays(file, arrays)


@lru_cache(maxsize=1)
def load_three_ways() -> ThreeWays:
    """Return what was recorded; `WrongFile` where the file is missing or holds anything else."""
    with reading(FILE.name, "no recorded comparison"), FILE.open("rb") as file:
        arrays = read_arrays(file)
        try:
            said = json.loads(str(arrays["said"]))
            about, iterations, measures = (said[name] for name in ("about", "iterations", "measures"))
        except (KeyError, ValueError) as error:
            raise Malformed("it says nothing of what was measured") from error
        samples, rows = (
            {name: np.asarray(checked(arrays, f"{what}.{name}", (n, 28, 28), np.uint8), np.uint8) for name in names}
            for what, n, names in (("samples", N_SAMPLES, (*WAYS, REAL)), ("rows", N_ROW, (*WAYS, REAL)))
        )
    return ThreeWays(about, iterations, measures, samples, rows)
