"""What is written of a run: settings, numbers, pictures, and the run itself."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image, features

from explorer.arrays import Images
from explorer.command_line.run_folder import CONFIG, FILMS, GRID, HISTORY, RUN, SAMPLES
from explorer.data.array_file import Arrays, write_arrays
from explorer.figures.montage import montage
from explorer.training.live.history import MAX_FRAMES, MAX_ROWS
from explorer.training.mnist_trainer.command import command_line
from explorer.training.mnist_trainer.run_file import ADDED, SCALARS, SavedRun, save_run

if TYPE_CHECKING:
    from explorer.command_line.job import Job
    from explorer.training.mnist_trainer.gan import GanTraining

Curves = dict[str, NDArray[np.float64]]

FRAME_MS = 80
LAST_FRAME_MS = 2_000
CHUNK = 250  # pictures drawn at once
BYTES_A_ROW = 160  # of history.csv, and as much in run.npz
BYTES_A_FRAME = 2 * 64 * 28 * 28  # in run.npz and in the film


def n_bytes(training: "GanTraining", n_samples: int) -> int:
    """Return about how many bytes the outcome of a whole run takes."""
    weights = sum(array.nbytes for name, array in training.state().items() if name.startswith(("G.", "D.", "average.")))
    n_rows = min(training.settings.n_iterations, MAX_ROWS)
    return 3 * weights + n_rows * BYTES_A_ROW + MAX_FRAMES * BYTES_A_FRAME + n_samples * 28 * 28


def write_checkpoint(job: "Job", run: SavedRun | None) -> list[str]:
    """Write as much as the run needs to go on from here, and return the files' names; `run` is None if it broke."""
    files: dict[str, Callable[[IO[bytes]], object]] = {
        CONFIG: lambda file: file.write(_config(job).encode()),
        HISTORY: lambda file: write_history(file, job.history.curves()),
    }
    if run is not None:  # first what costs most to lose
        files = {RUN: lambda file: save_run(file, run), **files}
    for name, how in files.items():
        job.folder.write(name, how)
    return list(files)


def write_outcome(job: "Job", run: SavedRun | None, n_samples: int) -> list[str]:
    """Write everything; return the files' names. Without a run, whose networks broke, what was recorded before."""
    training, folder = job.training, job.folder
    frames = [frame.images for frame in job.history.frames() if frame.images is not None]
    written = write_checkpoint(job, run)

    def write(name: str, how: Callable[[IO[bytes]], object]) -> None:
        folder.write(name, how)
        written.append(name)

    if run is not None:
        write(SAMPLES, lambda file: write_arrays(file, draw_samples(training, n_samples)))
        if not frames or job.history.frames()[-1].iteration != training.iteration:
            frames.append(_fixed_pictures(training))
    if frames:
        film = FILMS[0] if features.check("webp") else FILMS[1]
        write(GRID, lambda file: Image.fromarray(montage(frames[-1])).save(file, "PNG"))
        write(film, lambda file: write_film(file, frames, Path(film).suffix[1:]))
    return written


def _config(job: "Job") -> str:
    settings = job.training.settings
    said = {
        "command": command_line(settings, job.data),
        "data": job.data,
        "source": job.source,
        "iteration": job.history.latest.iteration if job.history.latest else 0,
        "settings": asdict(settings),
    }
    return json.dumps(said, indent=2) + "\n"


def write_history(file: IO[bytes], curves: Curves) -> None:
    """Write curves as CSV, one row an iteration, every number so that it reads back as the same."""
    text = io.TextIOWrapper(file, encoding="ascii", newline="\n")
    names = list(curves) or SCALARS
    text.write(",".join(names) + "\n")
    for iteration, *numbers in zip(*(column.tolist() for column in curves.values()), strict=True):
        text.write(f"{iteration:.0f},{','.join(map(repr, numbers))}\n")
    text.detach()


def read_history(path: Path, names: list[str], iteration: int) -> Curves | None:
    """Return the curves that `write_history` wrote, up to an iteration; None where they are not whole.

    A curve that was not kept yet when the file was written is nan.
    """
    try:
        with path.open(encoding="ascii") as file:
            written = file.readline().strip().split(",")
            rows = np.loadtxt(file, delimiter=",", ndmin=2, max_rows=iteration)
    except (OSError, ValueError):
        return None
    if rows.shape[1] != len(written) or not set(names) - set(ADDED) <= set(written) <= set(names):
        return None
    columns = dict(zip(written, rows.T.copy(), strict=True))
    is_whole = np.array_equal(columns["iteration"], np.arange(1, iteration + 1))
    return {name: columns.get(name, np.full(iteration, np.nan)) for name in names} if is_whole else None


def draw_samples(training: "GanTraining", n: int) -> Arrays:
    """Return n pictures of fresh z, uint8 (n, 28, 28), and their labels; the seed decides them."""
    z = np.random.default_rng(training.settings.seed).standard_normal((n, training.G.latent_dim), np.float32)
    labels = (np.arange(n) % 10).astype(np.uint8) if training.settings.conditional else None
    parts = [slice(i, i + CHUNK) for i in range(0, n, CHUNK)]
    images = [training.samples(z[part], None if labels is None else labels[part]) for part in parts]
    return {"images": np.concatenate(images), **({} if labels is None else {"labels": labels})}


def _fixed_pictures(training: "GanTraining") -> Images:
    labels = None if training.fixed_labels is None else training.fixed_labels.cpu().numpy()
    return training.samples(training.fixed_z.cpu().numpy(), labels)


def write_film(file: IO[bytes], frames: Sequence[Images], kind: str) -> None:
    """Write sets of pictures as one moving picture that begins again after a while, WebP without loss or GIF."""
    first, *rest = [Image.fromarray(montage(images, scale=2)) for images in frames]
    durations = [FRAME_MS] * len(rest) + [LAST_FRAME_MS]
    how = {"lossless": True, "method": 0} if kind == "webp" else {}
    first.save(file, kind, save_all=True, append_images=rest, duration=durations, loop=0, **how)
