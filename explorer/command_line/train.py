"""`python -m explorer train`: a run without the pages, with the same numbers, and everything that comes of it kept."""

import shlex
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from time import monotonic

from explorer.command_line.job import Job, begin, go_on
from explorer.command_line.options import read
from explorer.command_line.outcome import n_bytes, write_checkpoint, write_outcome
from explorer.command_line.progress import Progress, duration
from explorer.command_line.run_folder import FolderTrouble
from explorer.command_line.stop import NOTHING_WRITTEN, Stop
from explorer.command_line.terminal import say
from explorer.data.files import WrongFile
from explorer.data.mnist_trainer.digits import DigitsUnavailable
from explorer.data.paths import trouble_with
from explorer.numbers import counted
from explorer.training.live.plan import TrainingDiverged
from explorer.training.mnist_trainer.command import PROGRAM
from explorer.training.mnist_trainer.run_file import NotARun

DONE, TROUBLE, WRONG, DIVERGED = 0, 1, 2, 3  # WRONG is what argparse makes of wrong options
CHECKPOINT_EVERY_S = 60.0  # so that no more is lost, whatever ends the program


def main(arguments: Sequence[str], stop: Stop | None = None) -> int:
    """Train as the arguments say, until `stop` says otherwise; return the exit code."""
    options = read(arguments)
    try:
        return _train(options, Stop() if stop is None else stop)
    except DigitsUnavailable as trouble:
        say(sys.stderr, f"{trouble}\n")
        return TROUBLE
    except (WrongFile, NotARun, FolderTrouble, OSError) as trouble:
        _say_trouble(trouble)
        return WRONG


def _say_trouble(trouble: Exception) -> None:
    say(sys.stderr, f"{trouble_with(trouble) if isinstance(trouble, OSError) else trouble}\n")


def _train(options: Namespace, stop: Stop) -> int:
    job = (go_on if options.resume else begin)(options, stop)
    stop.begin_gently()
    with job.folder.held(n_bytes(job.training, options.samples)):
        if not options.resume and not options.overwrite:
            job.folder.must_be_free()  # another run may have ended there meanwhile
        try:
            return _train_and_write(job, options, stop)
        except (FolderTrouble, OSError) as trouble:  # nothing that was wrong from the start
            _say_trouble(trouble)
            return TROUBLE


def _train_and_write(job: Job, options: Namespace, stop: Stop) -> int:
    begun_at, planned = job.training.iteration, job.training.settings.n_iterations
    progress = Progress(sys.stderr, begun_at, planned, options.seconds)
    trouble = _iterate(job, progress, stop, options.overwrite)
    elapsed = progress.elapsed
    if job.training.iteration == begun_at:
        say(sys.stderr, NOTHING_WRITTEN)
        return stop.exit_code
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
    words = f"{counted(n_done, 'iteration')} in {duration(elapsed)}. In {job.folder.path}: {', '.join(written)}.\n"
    say(sys.stdout, words)
    if trouble is not None:
        say(sys.stderr, f"{trouble}\n")
        return DIVERGED
    was_interrupted = bool(stop) and job.training.iteration < planned
    _say_how_to_go_on(job, was_interrupted)
    return stop.exit_code if was_interrupted else DONE


def _iterate(job: Job, progress: Progress, stop: Stop, overwrites: bool) -> str | None:
    """Train until the run is done, its time is up or somebody asks to stop; return what went wrong with it."""
    kept_at = monotonic()
    if stop:
        return None
    try:
        for snapshot in job.training:
            job.history.append(snapshot)
            progress.show(snapshot.iteration, snapshot.loss_D, snapshot.loss_G)
            if stop or progress.is_over:
                break
            if monotonic() - kept_at > CHECKPOINT_EVERY_S and snapshot.iteration < job.training.settings.n_iterations:
                _keep_on_the_way(job, overwrites)
                kept_at = monotonic()
    except TrainingDiverged as diverged:
        return str(diverged)
    finally:
        progress.close()
    return None


def _keep_on_the_way(job: Job, overwrites: bool) -> None:
    with suppress(NotARun):  # its networks broke: what was kept before stays
        written = write_checkpoint(job, job.as_it_stands())
        if overwrites:
            job.folder.remove_all_but(written)


def _say_how_to_go_on(job: Job, was_interrupted: bool) -> None:
    state = f"Interrupted at iteration {job.training.iteration:,}" if was_interrupted else "Done"
    more = "" if job.training.iteration < job.training.settings.n_iterations else " --iterations N"
    say(sys.stdout, f"{state}. To go on: {PROGRAM} --resume {shlex.quote(str(job.folder.path))}{more}\n")
