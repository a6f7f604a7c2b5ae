"""A whole run in one file: what it was made with, its networks and optimizers, its curves and its pictures.

The file is npz (`array_file`): `config` is JSON, `state.*` what the next iteration depends on, `curves.*` and
`latest.*` the scalars of `GanSnapshot`, `frames.*` and `judgements.*` one row a picture.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import IO, TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from explorer import names
from explorer.data.array_file import Arrays, read_arrays, write_arrays
from explorer.data.files import Malformed, WrongFile, reading
from explorer.data.mnist_trainer.digits import SOURCES
from explorer.old_words import DIGITS, as_id, settings_in_ids
from explorer.training.classifier.judgement import Judge, Judgement
from explorer.training.live.history import MAX_FRAMES, MAX_ROWS, SECONDS, History
from explorer.training.mnist_trainer.settings import GanSettings, check
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from explorer.training.run_arrays import check_frames, check_names, check_steps, group, n_rows, take
from explorer.training.saved_run import Saved

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

FORMAT = 1
SCALARS = ("iteration", "loss_D", "loss_G", "D_real", "D_fake", "accuracy", "penalty", "gradient_D", "gradient_G")
ADDED = ("gradient_D",)  # files from before it was kept lack it: it is nan there
JUDGED = ("sure", "entropy", "frechet")
MAY_BE_NAN = ("gradient_D", "gradient_G", *JUDGED)
N_CLASSES = 10
NOT_JUDGED = Judgement(0, np.zeros(N_CLASSES, np.int64), np.nan, np.nan, np.nan)
IMAGES = (64, 28, 28)  # of a frame


class NotARun(ValueError):
    """There is no run that can be gone on with; the message is a sentence that says why."""


@dataclass(frozen=True)
class SavedRun(Saved[GanSettings, GanSnapshot]):
    """A run of the trainer as it is kept in a file."""

    def training(
        self, images: NDArray[np.uint8], labels: NDArray[np.uint8], judge: Judge | None = None
    ) -> "GanTraining":
        """Return the run itself, to go on with on the digits that it learned from."""
        from explorer.training.mnist_trainer.gan import GanTraining

        training = GanTraining(images, self.settings, labels, judge)
        training.load_state(self.state)
        return training


def run_of(
    source: str,
    training: "GanTraining",
    curves: Mapping[str, NDArray[np.float64]],
    frames: Sequence[GanSnapshot],
    latest: GanSnapshot | None,
) -> SavedRun:
    """Return a run as it stands between two iterations.

    Raises
    ------
    NotARun
        When there is nothing to go on with: no iteration is done, or the networks broke.
    """
    if latest is None:
        raise NotARun("No iteration is done yet.")
    state = training.state()
    if int(state["iteration"]) != latest.iteration or not all(np.isfinite(a).all() for a in _of_networks(state)):
        raise NotARun("The run broke: its networks hold numbers that are not finite, and cannot be gone on with.")
    thinned = History.restored(curves, (), latest).curves()
    return SavedRun(source, training.settings, state, thinned, tuple(frames), latest)


def _of_networks(state: Mapping[str, NDArray[np.generic]]) -> list[NDArray[np.generic]]:
    """Return what must be finite. A moment of Adam's may overflow: that only stops the parameter that it belongs to."""
    return [array for name, array in state.items() if name.startswith(("G.", "D.", "average."))]


def save_run(file: IO[bytes], run: SavedRun) -> None:
    """Write a run where `load_run` can read it."""
    # Only what the trainer knows: settings of a chapter's own say more, which `load_run` could make nothing of.
    settings = {field.name: getattr(run.settings, field.name) for field in fields(GanSettings)}
    config = {"format": FORMAT, "source": run.source, "settings": settings}
    write_arrays(
        file,
        {
            "config": np.array(json.dumps(config)),
            **{f"state.{name}": array for name, array in run.state.items()},
            **{f"curves.{name}": column for name, column in run.curves.items()},
            **{f"latest.{name}": np.array(getattr(run.latest, name), np.float64) for name in SCALARS},
            **_frame_arrays(run.frames, run.settings.batch_size),
        },
    )


def load_run(file: IO[bytes]) -> SavedRun:
    """Return the run that a file holds, after checking all of it.

    Raises
    ------
    WrongFile
        When anything in it is not as `save_run` writes it.
    """
    with reading("This", "no saved run"):
        arrays = read_arrays(file)
        source, settings = _config(arrays)
        state = group(arrays, "state")
        _check_state(state, settings)
        curves = _curves(arrays, int(state["iteration"]))
        frames = _frames(arrays, settings.batch_size, int(state["iteration"]))
        latest = _latest(arrays, frames, int(state["iteration"]))
        if arrays:
            raise Malformed(f"it also holds {min(arrays):.60}, which no run has")
    return SavedRun(source, settings, state, curves, frames, latest)


# Each of these takes what it reads out of the arrays, so that what is left at the end belongs to no run.


def _config(arrays: Arrays) -> tuple[str, GanSettings]:
    try:
        config = json.loads(str(arrays.pop("config", "")))
    except (ValueError, RecursionError) as error:
        raise Malformed("it says nothing of its settings") from error
    made_by = config.get("format") if isinstance(config, dict) else None
    if not isinstance(made_by, int) or not isinstance(config.get("settings"), dict):
        raise Malformed("it says nothing of its settings")
    if made_by != FORMAT:
        age = "a newer" if made_by > FORMAT else "an older"
        raise WrongFile(f"This run was saved by {age} GAN Explorer: its format is {made_by}, not {FORMAT}.")
    source = as_id(DIGITS, config.get("source"))
    if source not in SOURCES:
        raise Malformed("it learned from other digits than " + ", ".join(names.DIGITS.values()))
    given, known = settings_in_ids(config["settings"]), {field.name for field in fields(GanSettings)}
    for name in sorted(given.keys() ^ known):
        raise Malformed(f"its settings {'name an unknown' if name in given else 'lack'} {name:.60}")
    settings = GanSettings(**given)
    try:
        check(settings)
    except ValueError as error:
        raise WrongFile(f"This run cannot be loaded: its {error}") from error
    return source, settings


def _check_state(state: Arrays, settings: GanSettings) -> None:
    """Try the state on networks of these settings, which also says what belongs there."""
    from explorer.training.mnist_trainer.gan import GanTraining

    training = GanTraining(np.zeros((1, 28, 28), np.uint8), settings, np.zeros(1, np.uint8))
    training.load_state(state)
    expected = training.state()
    check_names(state, expected)
    if not all(np.isfinite(array).all() for array in _of_networks(state)):
        raise Malformed("its networks hold numbers that are not finite")
    n_parameters = sum(name.startswith(("G.", "D.")) for name in expected)
    if sum(name.startswith("optimizer_") for name in state) != 3 * n_parameters:
        raise Malformed("its state lacks what the optimizers know")
    if not 1 <= training.iteration <= settings.n_iterations:
        raise Malformed(f"it is at iteration {training.iteration} of {settings.n_iterations}")


def _take(arrays: Arrays, name: str, shape: tuple[int, ...], dtype: type[np.generic]) -> NDArray[Any]:
    return take(arrays, name, shape, dtype, MAY_BE_NAN)


def _scalars(
    arrays: Arrays, prefix: str, shape: tuple[int, ...], names: Sequence[str] = SCALARS
) -> dict[str, NDArray[np.float64]]:
    for name in set(ADDED).intersection(names):
        arrays.setdefault(f"{prefix}.{name}", np.full(shape, np.nan))
    return {name: _take(arrays, f"{prefix}.{name}", shape, np.float64) for name in names}


def _curves(arrays: Arrays, iteration: int) -> dict[str, NDArray[np.float64]]:
    names = (*SCALARS, SECONDS) if f"curves.{SECONDS}" in arrays else SCALARS
    curves = _scalars(arrays, "curves", (n_rows(arrays, "curves.iteration", MAX_ROWS),), names)
    check_steps(curves["iteration"], iteration)
    return curves


def _frame_arrays(frames: Sequence[GanSnapshot], batch_size: int) -> Arrays:
    """Return what frames are made of, one row each, also for none at all."""
    n = len(frames)
    judged = [frame.judgement or NOT_JUDGED for frame in frames]
    return {
        **{f"frames.{name}": np.array([getattr(frame, name) for frame in frames], np.float64) for name in SCALARS},
        "frames.images": np.array([frame.images for frame in frames], np.uint8).reshape(n, *IMAGES),
        "frames.scores_real": np.array([frame.scores_real for frame in frames], np.float32).reshape(n, batch_size),
        "frames.scores_fake": np.array([frame.scores_fake for frame in frames], np.float32).reshape(n, batch_size),
        "judgements.n": np.array([judgement.n for judgement in judged], np.int64),
        "judgements.counts": np.array([judgement.counts for judgement in judged], np.int64).reshape(n, N_CLASSES),
        **{
            f"judgements.{name}": np.array([getattr(judgement, name) for judgement in judged], np.float64)
            for name in JUDGED
        },
    }


def _frames(arrays: Arrays, batch_size: int, iteration: int) -> tuple[GanSnapshot, ...]:
    n = n_rows(arrays, "frames.iteration", MAX_FRAMES)
    scalars = _scalars(arrays, "frames", (n,))
    images = _take(arrays, "frames.images", (n, *IMAGES), np.uint8)
    real = _take(arrays, "frames.scores_real", (n, batch_size), np.float32)
    fake = _take(arrays, "frames.scores_fake", (n, batch_size), np.float32)
    judgements = _judgements(arrays, n)
    iterations = scalars.pop("iteration").astype(np.int64)
    check_frames(iterations, iteration)
    return tuple(
        GanSnapshot(
            iteration=int(iterations[i]),
            **{name: float(column[i]) for name, column in scalars.items()},
            images=images[i],
            scores_real=real[i],
            scores_fake=fake[i],
            judgement=judgements[i],
        )
        for i in range(n)
    )


def _judgements(arrays: Arrays, n: int) -> list[Judgement | None]:
    n_judged = _take(arrays, "judgements.n", (n,), np.int64)
    counts = _take(arrays, "judgements.counts", (n, N_CLASSES), np.int64)
    measures = {name: _take(arrays, f"judgements.{name}", (n,), np.float64) for name in JUDGED}
    if (counts < 0).any() or (counts > n_judged[:, None]).any() or (counts.sum(axis=1) > n_judged).any():
        raise Malformed("its judgements count other pictures than they looked at")
    return [
        Judgement(int(n_judged[i]), counts[i], **{name: float(column[i]) for name, column in measures.items()})
        if n_judged[i]
        else None
        for i in range(n)
    ]


def _latest(arrays: Arrays, frames: tuple[GanSnapshot, ...], iteration: int) -> GanSnapshot:
    scalars: dict[str, Any] = {name: float(value) for name, value in _scalars(arrays, "latest", ()).items()}
    if scalars.pop("iteration") != iteration:
        raise Malformed("its latest numbers are not those of its last iteration")
    if frames and frames[-1].iteration == iteration:
        return frames[-1]
    return GanSnapshot(iteration, **scalars)
