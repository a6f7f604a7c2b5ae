"""Make the recorded runs: `python -m recording.digits [NAME ...]`, all of them without a name.

Needs MNIST (`GAN_EXPLORER_DATA`, or a download), and from a minute to an hour a run. One thread, because the number of
threads decides in which order numbers are added, and a GAN amplifies the difference.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.data.mnist_trainer.digits import Digits, load_digits
from explorer.data.recordings import CURVES, JUDGED, MAX_POINTS, Recording, pack, save_recording
from explorer.lectures.mnist_trainer_failures import FAILURES
from explorer.training.classifier.judge import judge
from explorer.training.classifier.judgement import Judge
from explorer.training.mnist_trainer.settings import DEFAULTS, GanSettings
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from explorer.training.mnist_trainer.trained import trained_run

N_EVEN = 40


@dataclass(frozen=True)
class Plan:
    """A run worth recording.

    Attributes
    ----------
    log_every : every so many iterations it also notes what a log would print; 0 is never
    is_trained : it begins with the recorded networks
    before : the settings of a run that is made first, and with whose networks this one goes on
    """

    title: str
    sentence: str
    settings: GanSettings
    log_every: int = 0
    is_trained: bool = False
    before: GanSettings | None = None


PLAIN = replace(DEFAULTS["compact"], n_iterations=5_000, images_every=5)
MODE_COLLAPSE = next(failure for failure in FAILURES if failure.id == "mode_collapse")
COLLAPSE = replace(DEFAULTS["dense"], **MODE_COLLAPSE.settings, **MODE_COLLAPSE.hidden, images_every=12)
CURE = replace(DEFAULTS["dense"], **MODE_COLLAPSE.mended, **MODE_COLLAPSE.hidden, images_every=25)

RECORDINGS: Mapping[str, Plan] = {
    "default": Plan(
        "Plain run",
        "The compact networks with the recommended settings and the non-saturating loss.",
        PLAIN,
    ),
    "lsgan": Plan(
        "Least squares",
        "The same networks with LSGAN's losses, and smaller steps: a square has no greatest slope.",
        replace(PLAIN, loss="lsgan", learning_rate_D=2e-3, learning_rate_G=2e-3),
    ),
    "dense_20000": Plan(
        "Dense, 20,000 iterations",
        "The classic first GAN: two fully connected layers in G and two in D, as many iterations as in its tutorial.",
        DEFAULTS["dense"],
        log_every=1_000,
    ),
    "convolutional": Plan(
        "Convolutional, 5,000 iterations",
        "The full-size networks of the DCGAN family.",
        replace(DEFAULTS["convolutional"], n_iterations=5_000, images_every=125),
    ),
    "collapse": Plan(
        "Collapse", "Dense networks that drew all ten digits, with far too large steps of G.", COLLAPSE, is_trained=True
    ),
    "cure": Plan(
        "Cure",
        "The collapsed networks go on with one setting changed: the steps of G are as small as those of D again.",
        CURE,
        is_trained=True,
        before=COLLAPSE,
    ),
}


def moments(n_iterations: int, images_every: int) -> NDArray[np.int64]:
    """Return the iterations to keep, at most 50: first as 1 : 2 : 5, where a run changes fastest, then evenly.

    Each is 1, a multiple of `images_every` or the last.
    """
    step = max(images_every, n_iterations // N_EVEN // images_every * images_every)
    early = [images_every * factor * 10**power for power in range(4) for factor in (1, 2, 5)]
    even = range(step, n_iterations + 1, step)
    return np.unique([1, *(moment for moment in early if moment < step), *even, n_iterations])


def record(name: str, plan: Plan, digits: Digits, judge: Judge | None = None) -> Recording:
    """Train as planned and return what is worth keeping."""
    settings = plan.settings
    kept = set(moments(settings.n_iterations, settings.images_every).tolist())
    rows, frames, log = [], [], []
    run = trained_run(digits, settings, judge, is_trained=plan.is_trained, before=plan.before)
    for snapshot in run:
        rows.append([getattr(snapshot, curve) for curve in CURVES])
        if snapshot.iteration in kept:
            frames.append(snapshot)
        if plan.log_every and snapshot.iteration % plan.log_every == 0:
            log.append(_log_row(snapshot))
    counts, judged = _judgements(frames)
    return Recording(
        name=name,
        title=plan.title,
        sentence=plan.sentence,
        source=digits.source,
        command=f"python -m recording.digits {name}",
        settings=asdict(settings),
        iterations=np.array([frame.iteration for frame in frames]),
        pictures=pack(np.stack([frame.images for frame in frames if frame.images is not None])),
        curves=dict(zip(CURVES, _block_means(np.array(rows)).T, strict=True)),
        counts=counts,
        judged=judged,
        log=np.array(log).reshape(-1, 4),
    )


def _log_row(snapshot: GanSnapshot) -> tuple[float, ...]:
    # As Keras prints it: D's loss is the mean over its real and its fake batch, half of their sum.
    return snapshot.iteration, 100 * snapshot.accuracy, 0.5 * snapshot.loss_D, snapshot.loss_G


def _judgements(frames: Sequence[GanSnapshot]) -> tuple[NDArray[np.int64] | None, dict[str, NDArray[np.float64]]]:
    judgements = [frame.judgement for frame in frames if frame.judgement is not None]
    if len(judgements) < len(frames):
        return None, {}
    counts = np.stack([np.append(judgement.counts, judgement.n_none) for judgement in judgements])
    return counts, {name: np.array([getattr(judgement, name) for judgement in judgements]) for name in JUDGED}


def _block_means(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    starts = np.arange(0, len(rows), -(-len(rows) // MAX_POINTS))
    return np.add.reduceat(rows, starts) / np.diff(starts, append=len(rows))[:, None]


def main(names: Sequence[str], digits: Digits | None = None, judge: Judge = judge) -> None:
    """Make the recordings called `names`, or all; an unknown name ends it before anything is trained."""
    if unknown := set(names) - set(RECORDINGS):
        sys.exit(f"There is no recording {', '.join(sorted(unknown))}: choose from {', '.join(RECORDINGS)}.")
    digits = digits or load_digits("mnist")
    for name in names or RECORDINGS:
        path = save_recording(record(name, RECORDINGS[name], digits, judge))
        sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e3:,.0f} kB\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(sys.argv[1:])
