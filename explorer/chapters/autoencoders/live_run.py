"""A live run of an autoencoder, and the recorded one that stands in its place before there is any."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.chapters.autoencoders.baseline import Baseline, axes_of, baseline_of, baseline_recorded, measured_of
from explorer.data.autoencoders.measured import N_MAPPED, measured_pictures
from explorer.data.autoencoders.recorded import SIZES, load_recorded
from explorer.data.mnist_trainer.digits import Digits
from explorer.theory.autoencoders.pca import plane_of
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.training.autoencoders.snapshot import AutoencoderSnapshot
from explorer.training.live.plan import Plan
from explorer.ui.changes import settings_at
from explorer.ui.live import LiveRun
from explorer.ui.real_images import RealImages

if TYPE_CHECKING:
    from explorer.training.autoencoders.run import AutoencoderTraining

Floats = NDArray[np.floating]


def new_run(settings: AutoencoderSettings, real: RealImages) -> Plan[AutoencoderSnapshot]:
    """Return the plan of a run that learns from real images, which are fetched first where they are not here."""
    return real.plan(settings.n_iterations, (real.source, settings), lambda digits: plan(settings, digits))


def plan(settings: AutoencoderSettings, digits: Digits) -> Plan[AutoencoderSnapshot]:
    """Return the plan of a run that learns from the digits given."""
    return Plan(lambda: training(settings, digits), settings.n_iterations, (digits.source, settings))


def training(settings: AutoencoderSettings, digits: Digits) -> "AutoencoderTraining":
    """Return the run itself. Called in the training thread: it brings torch."""
    from explorer.training.autoencoders.run import AutoencoderTraining

    if settings.model == "autoencoder":
        axes_of(digits.source, digits)  # stand beside its first picture: found here, so that no page waits for them
    return AutoencoderTraining(digits.images, measured_pictures(digits), settings)


@dataclass(frozen=True)
class Moment:
    """A moment of a run, live or recorded, with what stands beside it.

    Attributes
    ----------
    settings, source : how, and from what it has learned
    frame : the snapshot that is shown
    row, labels : the first picture of each class, uint8 (10, 28, 28); the labels of the codes, (500,)
    pca : principal components with the same k
    iterations, errors : when it was measured, and the mean squared error then, shape (n,)
    is_recorded : whether nobody has started it here
    """

    settings: AutoencoderSettings
    source: str
    frame: AutoencoderSnapshot
    row: Images
    labels: Images
    pca: Baseline
    iterations: Floats
    errors: Floats
    is_recorded: bool = False


def moment_of(live: LiveRun, frame: AutoencoderSnapshot | None, k: int) -> Moment:
    """Return the moment that a frame shows; without one the end of a recorded run, if possible with k numbers."""
    if frame is None or live.runner.settings is None:
        return recorded_moment(k)
    source, settings = settings_at(live.runner.changes, frame.iteration, live.runner.settings)
    measured, frames = measured_of(source), live.runner.frames()
    return Moment(
        settings=settings,
        source=source,
        frame=frame,
        row=measured.row,
        labels=measured.labels[:N_MAPPED],
        pca=baseline_of(source, settings.latent_dim),
        iterations=np.array([each.iteration for each in frames], float),
        errors=np.array([each.error for each in frames]),
    )


def recorded_moment(k: int = SIZES[0]) -> Moment:
    """Return the end of the recorded run with k numbers, or where that is not recorded with two."""
    recorded = load_recorded(k if k in SIZES else SIZES[0])
    settings = AutoencoderSettings(**recorded.settings)
    measures = recorded.measures
    point, axes = plane_of(recorded.codes)
    frame = AutoencoderSnapshot(
        settings.n_iterations,
        np.nan,
        np.nan,
        0.0,
        error=measures["error"],
        absolute_error=measures["absolute_error"],
        grey=measures["grey"],
        reconstructions=recorded.reconstructions,
        codes=((recorded.codes - point) @ axes.T).astype(np.float32),
    )
    return Moment(
        settings=settings,
        source=recorded.source,
        frame=frame,
        row=recorded.row,
        labels=recorded.labels,
        pca=baseline_recorded(recorded),
        iterations=recorded.iterations,
        errors=recorded.errors,
        is_recorded=True,
    )
