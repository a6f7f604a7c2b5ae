"""A run that is ready to begin or to go on: its digits, its networks, what it has behind it, and its folder."""

import json
import os
import sys
from argparse import Namespace
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.command_line.options import settings_of
from explorer.command_line.outcome import read_history
from explorer.command_line.run_folder import CONFIG, HISTORY, RUN, FolderTrouble, RunFolder
from explorer.command_line.stop import Stop
from explorer.command_line.terminal import say
from explorer.data.files import WrongFile, reading
from explorer.data.mnist_trainer.digits import SOURCES, Digits, is_here, load_digits
from explorer.data.mnist_trainer.folder import load_folder
from explorer.data.paths import typed_path
from explorer.names import DIGITS
from explorer.numbers import counted
from explorer.training.classifier.judgement import Judge
from explorer.training.live.history import History
from explorer.training.live.slots import limit_torch_threads
from explorer.training.mnist_trainer.run_file import NotARun, SavedRun, load_run, run_of
from explorer.training.mnist_trainer.settings import RANGES
from explorer.training.mnist_trainer.snapshot import GanSnapshot

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

MAX_ITERATIONS = int(RANGES["n_iterations"][1])


@dataclass(frozen=True)
class Job:
    """A run and all that belongs to it.

    Attributes
    ----------
    data : what was given for --data, as it can be given again
    source : what the digits are, one of `explorer.data.mnist_trainer.digits.SOURCES`
    """

    training: "GanTraining"
    history: History[GanSnapshot]
    data: str
    source: str
    folder: RunFolder

    def as_it_stands(self) -> SavedRun:
        """Return the run to be saved; `NotARun` where its networks broke."""
        history = self.history
        return run_of(self.source, self.training, history.curves(), history.frames(), history.latest)


def begin(options: Namespace, stop: Stop) -> Job:
    """Return a new run.

    Raises
    ------
    FolderTrouble
        When its folder holds another.
    """
    from explorer.training.mnist_trainer.gan import GanTraining

    folder = RunFolder(options.out)
    if not options.overwrite:
        folder.must_be_free()
    data, digits = load(options.data or ("mnist" if is_here("mnist") else "built_in"), stop)
    limit_torch_threads()
    training = GanTraining(digits.images, settings_of(options), digits.labels, _judge_of(digits.source))
    return Job(training, History(MAX_ITERATIONS + 1), data, digits.source, folder)


def go_on(options: Namespace, stop: Stop) -> Job:
    """Return the run in the folder, or in the file, that is to be gone on with.

    Raises
    ------
    WrongFile
        When there is none.
    NotARun
        When it has nothing left to do, or learned from other digits.
    """
    place: Path = options.resume
    file = place / RUN if place.is_dir() else place
    if not file.is_file():
        raise WrongFile(f"There is no run to go on with: {file} {'is no file' if file.exists() else 'does not exist'}.")
    folder = RunFolder(options.out or place)
    if folder.holds_a_run and folder.path.resolve() != place.resolve():
        raise FolderTrouble(f"{folder.path} already holds a run: choose another folder.")
    limit_torch_threads()
    with reading(str(file), "no saved run"), file.open("rb") as opened:
        run = load_run(opened)
    if options.out is None and not place.is_dir():
        raise FolderTrouble(f"{place} is a file: say with --out DIR where the run is to be kept from now on.")
    n_iterations = options.iterations or (MAX_ITERATIONS if options.seconds else run.settings.n_iterations)
    if n_iterations <= run.iteration:
        done = counted(run.iteration, "iteration")
        raise NotARun(f"{file} has done its {done}: say how many it should be with --iterations.")
    data, digits = load(options.data or _data_of(file.parent / CONFIG) or run.source, stop)
    if digits.source != run.source:
        raise NotARun(f"{file} learned from {DIGITS[run.source]}, and {data} is {digits.name}.")
    whole = read_history(file.parent / HISTORY, list(run.curves), run.iteration)
    run = replace(run, settings=replace(run.settings, n_iterations=n_iterations), curves=whole or run.curves)
    training = run.training(digits.images, digits.labels, _judge_of(run.source))
    return Job(training, run.history(MAX_ITERATIONS + 1), data, run.source, folder)


def load(where: str, stop: Stop) -> tuple[str, Digits]:
    """Return the digits that --data names, and the name under which they are found again."""
    for source in SOURCES:
        if where.lower() in (source, DIGITS[source].lower()):
            return source, load_digits(source, None if is_here(source) else _Fetching(stop).say)
    folder = Path(os.path.realpath(typed_path(where)))  # resolve() makes an error of a link that leads to itself
    return str(folder), load_folder(folder)


class _Fetching:
    """Says how much of a download is here: every per cent in its line on a terminal, every tenth anywhere else."""

    def __init__(self, stop: Stop) -> None:
        self._stop = stop
        self._said = -1

    def say(self, done: int, n_bytes: int) -> None:
        self._stop.break_off_if_asked()
        on_terminal = sys.stderr.isatty()
        share = (100 if on_terminal else 10) * done // max(1, n_bytes)
        if share > self._said:
            self._said = share
            end = "\r" if on_terminal and done < n_bytes else "\n"
            say(sys.stderr, f"Fetching the images: {done / 1e6:.1f} of {n_bytes / 1e6:.1f} MB{end}")


def _data_of(config: Path) -> str | None:
    try:
        data = json.loads(config.read_text(encoding="utf-8"))["data"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return data if isinstance(data, str) else None


def _judge_of(source: str) -> Judge | None:
    if source == "fashion_mnist":  # the judge knows digits only
        return None
    from explorer.training.classifier.judge import judge

    return judge
