"""`python -m explorer train`: a run without the pages, with the same numbers, and everything that comes of it kept."""

import signal
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from explorer.command_line.job import Job, begin, go_on
from explorer.command_line.options import read
from explorer.command_line.outcome import n_bytes, write_outcome
from explorer.command_line.progress import Progress, duration
from explorer.command_line.run_folder import FolderTrouble
from explorer.data.files import WrongFile
from explorer.data.mnist_trainer.digits import DigitsUnavailable
from explorer.training.live.plan import TrainingDiverged
from explorer.training.mnist_trainer.command import PROGRAM
from explorer.training.mnist_trainer.run_file import NotARun

DONE, TROUBLE, DIVERGED, INTERRUPTED = 0, 1, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Train as the arguments say; return the exit code."""
    options = read(sys.argv[1:] if arguments is None else arguments)
    try:
        with _interruptible() as is_asked_to_stop:
            return _train(options, is_asked_to_stop)
    except (WrongFile, DigitsUnavailable, NotARun, FolderTrouble) as trouble:
        sys.stderr.write(f"{trouble}\n")
        return TROUBLE


@contextmanager
def _interruptible() -> Iterator[threading.Event]:
    """Turn Ctrl-C into an event, so that an iteration, or a file that is being written, comes to its end."""
    is_asked_to_stop = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: is_asked_to_stop.set())
    try:
        yield is_asked_to_stop
    finally:
        signal.signal(signal.SIGINT, before)


def _train(options: Namespace, is_asked_to_stop: threading.Event) -> int:
    job = go_on(options) if options.resume else begin(options)
    job.folder.make_ready(n_bytes(job.training, options.samples))
    begun_at, planned = job.training.iteration, job.training.settings.n_iterations
    progress = Progress(sys.stderr, begun_at, planned, options.seconds)
    trouble = _iterate(job, progress, is_asked_to_stop)
    elapsed = progress.elapsed
    if job.training.iteration == begun_at:
        sys.stderr.write("Interrupted before an iteration was done: nothing was written.\n")
        return INTERRUPTED
    if options.seconds:  # a run by the clock is as long as it became
        job.training.settings = replace(job.training.settings, n_iterations=job.training.iteration)
    try:
        run = None if trouble else job.as_it_stands()
    except NotARun as broke:
        run, trouble = None, str(broke)
    written = write_outcome(job, run, options.samples)
    if options.overwrite:
        job.folder.remove_all_but(written)
    n_done = job.training.iteration - begun_at
    sys.stdout.write(f"{n_done:,} iterations in {duration(elapsed)}. In {job.folder.path}: {', '.join(written)}.\n")
    if trouble is not None:
        sys.stderr.write(f"{trouble}\n")
        return DIVERGED
    was_interrupted = is_asked_to_stop.is_set() and job.training.iteration < planned
    _say_how_to_go_on(job, was_interrupted)
    return INTERRUPTED if was_interrupted else DONE


def _iterate(job: Job, progress: Progress, is_asked_to_stop: threading.Event) -> str | None:
    """Train until the run is done, its time is up or somebody asks to stop; return what went wrong with it."""
    if is_asked_to_stop.is_set():
        return None
    try:
        for snapshot in job.training:
            job.history.append(snapshot)
            progress.show(snapshot.iteration, snapshot.loss_D, snapshot.loss_G)
            if is_asked_to_stop.is_set() or progress.is_over:
                break
    except TrainingDiverged as diverged:
        return str(diverged)
    finally:
        progress.close()
    return None


def _say_how_to_go_on(job: Job, was_interrupted: bool) -> None:
    state = f"Interrupted at iteration {job.training.iteration:,}" if was_interrupted else "Done"
    more = "" if job.training.iteration < job.training.settings.n_iterations else " --iterations N"
    sys.stdout.write(f"{state}. To go on: {PROGRAM} --resume {job.folder.path}{more}\n")
