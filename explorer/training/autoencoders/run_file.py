"""A whole run of an autoencoder in one file: its settings, network and optimizer, its curves and its pictures.

The file is npz (`array_file`): `config` is JSON, `state.*` what the next iteration depends on, `curves.*` and
`latest.*` the scalars of `AutoencoderSnapshot`, `frames.*` one row a look.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from explorer.data.array_file import Arrays, read_arrays, write_arrays
from explorer.data.autoencoders.measured import N_CLASSES, N_MAPPED, Measured
from explorer.data.files import Malformed, WrongFile, reading
from explorer.data.mnist_trainer.digits import SOURCES
from explorer.training.autoencoders.settings import AutoencoderSettings, check
from explorer.training.autoencoders.snapshot import AutoencoderSnapshot
from explorer.training.live.history import MAX_FRAMES, MAX_ROWS, SECONDS, History
from explorer.training.run_arrays import check_frames, check_names, check_steps, group, n_rows, take
from explorer.training.saved_run import Saved

KIND, FORMAT = "autoencoder", 1
OF_BATCH = ("iteration", "loss", "reconstruction", "kl")
MEASURED = ("error", "absolute_error", "grey", "measured_reconstruction", "measured_kl")
SCALARS = (*OF_BATCH, *MEASURED)


SavedAutoencoder = Saved[AutoencoderSettings, AutoencoderSnapshot]


def save_run(file: IO[bytes], run: SavedAutoencoder) -> None:
    """Write a run where `load_run` can read it."""
    config = {"kind": KIND, "format": FORMAT, "source": run.source, "settings": asdict(run.settings)}
    thinned = History.restored(run.curves, (), run.latest).curves()
    frames = run.frames
    write_arrays(
        file,
        {
            "config": np.array(json.dumps(config)),
            **{f"state.{name}": array for name, array in run.state.items()},
            **{f"curves.{name}": column for name, column in thinned.items()},
            **{f"latest.{name}": np.array(getattr(run.latest, name), np.float64) for name in SCALARS},
            **{f"frames.{name}": np.array([getattr(frame, name) for frame in frames], np.float64) for name in SCALARS},
            "frames.reconstructions": np.array([frame.reconstructions for frame in frames], np.uint8),
            "frames.codes": np.array([frame.codes for frame in frames], np.float32),
            "frames.kl_by_coordinate": np.array([frame.kl_by_coordinate for frame in frames], np.float32),
        },
    )


def load_run(file: IO[bytes]) -> SavedAutoencoder:
    """Return the run that a file holds, after checking all of it; `WrongFile` for what `save_run` did not write."""
    with reading("This", "no saved run of an autoencoder"):
        arrays = read_arrays(file)
        source, settings = _config(arrays)
        state = group(arrays, "state")
        iteration = _check_state(state, settings)
        names = (*SCALARS, SECONDS) if f"curves.{SECONDS}" in arrays else SCALARS
        curves = _scalars(arrays, "curves", (n_rows(arrays, "curves.iteration", MAX_ROWS),), names)
        check_steps(curves["iteration"], iteration)
        frames = _frames(arrays, settings, iteration)
        latest = _latest(arrays, frames, iteration)
        if arrays:
            raise Malformed(f"it also holds {min(arrays):.60}, which no run has")
    return SavedAutoencoder(source, settings, state, curves, frames, latest)


def _config(arrays: Arrays) -> tuple[str, AutoencoderSettings]:
    try:
        config = json.loads(str(arrays.pop("config", "")))
    except (ValueError, RecursionError) as error:
        raise Malformed("it says nothing of its settings") from error
    if not isinstance(config, dict) or config.get("kind") != KIND or not isinstance(config.get("settings"), dict):
        raise Malformed("it says nothing of an autoencoder's settings")
    if config.get("format") != FORMAT:
        raise WrongFile(f"This run was saved by another GAN Explorer: its format is not {FORMAT}.")
    if config.get("source") not in SOURCES:
        raise Malformed("it learned from other pictures than this app has")
    if config["settings"].keys() != asdict(AutoencoderSettings()).keys():
        raise Malformed("its settings are not those of an autoencoder")
    try:
        settings = AutoencoderSettings(**config["settings"])
        check(settings)
    except ValueError as error:
        raise WrongFile(f"This run cannot be loaded: its {error}") from error
    return config["source"], settings


def _check_state(state: Arrays, settings: AutoencoderSettings) -> int:
    """Try the state on a network of these settings; return the iteration that it is at."""
    from explorer.training.autoencoders.run import AutoencoderTraining  # brings torch

    nothing = Measured(np.zeros((N_CLASSES, 28, 28), np.uint8), np.arange(N_CLASSES, dtype=np.uint8), False)
    training = AutoencoderTraining(nothing.images, nothing, settings)
    training.load_state(state)
    check_names(state, training.state())
    if not all(np.isfinite(array).all() for name, array in state.items() if name.startswith("network.")):
        raise Malformed("its network holds numbers that are not finite")
    if sum(name.startswith("optimizer.") for name in state) != 3 * len(list(training.network.parameters())):
        raise Malformed("its state lacks what the optimizer knows")
    if not 1 <= training.iteration <= settings.n_iterations:
        raise Malformed(f"it is at iteration {training.iteration} of {settings.n_iterations}")
    return training.iteration


def _scalars(
    arrays: Arrays, prefix: str, shape: tuple[int, ...], names: Sequence[str] = SCALARS
) -> dict[str, NDArray[Any]]:
    return {name: take(arrays, f"{prefix}.{name}", shape, np.float64, MEASURED) for name in names}


def _frames(arrays: Arrays, s: AutoencoderSettings, iteration: int) -> tuple[AutoencoderSnapshot, ...]:
    n = n_rows(arrays, "frames.iteration", MAX_FRAMES)
    scalars = _scalars(arrays, "frames", (n,))
    iterations = scalars.pop("iteration").astype(np.int64)
    check_frames(iterations, iteration)
    pictures: dict[str, Any] = {
        "reconstructions": take(arrays, "frames.reconstructions", (n, N_CLASSES, 28, 28), np.uint8),
        "codes": take(arrays, "frames.codes", (n, N_MAPPED, min(s.latent_dim, 2)), np.float32),
        "kl_by_coordinate": take(arrays, "frames.kl_by_coordinate", (n, s.latent_dim), np.float32),
    }
    return tuple(
        AutoencoderSnapshot(
            int(iterations[i]),
            **{name: float(column[i]) for name, column in scalars.items()} | {n: p[i] for n, p in pictures.items()},
        )
        for i in range(n)
    )


def _latest(arrays: Arrays, frames: tuple[AutoencoderSnapshot, ...], iteration: int) -> AutoencoderSnapshot:
    scalars: dict[str, Any] = {name: float(value) for name, value in _scalars(arrays, "latest", ()).items()}
    if scalars.pop("iteration") != iteration:
        raise Malformed("its latest numbers are not those of its last iteration")
    if frames and frames[-1].iteration == iteration:
        return frames[-1]
    return AutoencoderSnapshot(iteration, **scalars)
