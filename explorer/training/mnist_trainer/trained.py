"""Runs that begin with networks that have learned digits already: what *Make it fail* spoils.

The networks were recorded by `python -m recording.trained`, G as its moving average, in 16 bits.
"""

from dataclasses import replace

import numpy as np

from explorer.data.array_file import Arrays, read_arrays
from explorer.data.files import reading
from explorer.data.mnist_trainer.digits import Digits
from explorer.data.recordings import FOLDER
from explorer.training.classifier.judgement import Judge
from explorer.training.mnist_trainer.gan import GanTraining
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.state import load_network


def file_name(network: str, source: str) -> str:
    """Return what the file of networks that have learned the digits called `source` is called."""
    return f"trained_{network}_{source}.npz"


def load_trained(network: str, source: str) -> Arrays:
    """Return the recorded weights of G and D, float32, by the names that a run's state gives them.

    Raises
    ------
    WrongFile
        When there is no such file, or it holds anything else.
    """
    path = FOLDER / file_name(network, source)
    with reading(path.name, "no recorded networks"), path.open("rb") as file:
        return {name: array.astype(np.float32) for name, array in read_arrays(file).items()}


def begin_trained(run: GanTraining, source: str) -> None:
    """Give a run that has not begun the recorded networks of its kind; Adam begins afresh."""
    weights = load_trained(run.settings.network, source)
    load_network("G", run.G, weights)
    load_network("D", run.D, weights)
    if run.averaged_G is not run.G:
        load_network("G", run.averaged_G, weights)


def trained_run(
    digits: Digits,
    settings: GanSettings,
    judge: Judge | None = None,
    *,
    is_trained: bool = True,
    before: GanSettings | None = None,
) -> GanTraining:
    """Return a run from recorded networks.

    Parameters
    ----------
    digits : what is learnt from, and what the recorded networks have learned
    is_trained : False begins with fresh networks all the same
    before : settings of a run that is made first, whole; the one returned goes on where it ended, and counts anew
    """
    if before is None:
        run = GanTraining(digits.images, settings, digits.labels, judge)
        if is_trained:
            begin_trained(run, digits.source)
        return run
    run = trained_run(digits, replace(before, images_every=before.n_iterations), is_trained=is_trained)
    for _ in run:
        pass
    run.go_on_with(settings, judge)
    return run
