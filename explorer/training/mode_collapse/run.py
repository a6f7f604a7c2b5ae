"""A run of the 2-D lab as a generator of snapshots: what is seen of both networks, and what is measured."""

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtri

from explorer.data.mode_collapse.points import distribution
from explorer.training.live.plan import TrainingDiverged
from explorer.training.mode_collapse.gan import Gan2d, draw_z
from explorer.training.mode_collapse.measures import N_SAMPLES, Measures, ruler_for
from explorer.training.mode_collapse.settings import WITH_SIGMOID, Gan2dSettings

Floats = NDArray[np.float32]

N_HEAT = 33  # points a side of D's map
N_GRID = 21  # lines a side of the grid of z that G warps
N_LINE = 301  # points of it when z is a number
N_ARROWS = 80
FIRST_FRAMES = (1, 2, 5, 10, 20, 50)  # most happens at the start
WITHOUT_PICTURE: dict[str, Any] = dict.fromkeys(("x_fake", "D", "manifold", "gradient", "settings"))
ALONE = {"D": (1, 0), "G": (0, 1)}  # steps of D and of G in an iteration of one player


@dataclass(frozen=True)
class Gan2dSnapshot:
    """The state of a run after one iteration. Arrays come with frames only; the measures are those of the last frame.

    Attributes
    ----------
    iteration : int, from 1
    loss_D, loss_G : the losses of the last batches, before their updates, without a penalty; nan for a player that
        has made no step
    js_divergence, kl_divergence, w1, n_modes, quality : see `Measures`
    x_fake : shape (1000, 2), G of z that stay the same all through
    D : shape (33, 33), D on the square that is shown, the first axis along y: a probability, or D's raw output
    manifold : shape (21, 21, 2), or (301, 2) for a z of one number: G of evenly likely z
    gradient : shape (80, 2), of the generator's loss by the first fakes
    settings : those of this iteration
    """

    iteration: int
    loss_D: float
    loss_G: float
    js_divergence: float
    kl_divergence: float
    w1: float
    n_modes: int
    quality: float
    x_fake: Floats | None = None
    D: Floats | None = None
    manifold: Floats | None = None
    gradient: Floats | None = None
    settings: Gan2dSettings | None = None


class Gan2dRun(Iterator[Gan2dSnapshot]):
    """One run. Each `next` does an iteration and returns its snapshot; it ends after `settings.n_iterations`.

    An iteration: `D.n_steps` steps of D, each on a fresh real and a fresh fake batch, then `G.n_steps` steps of G.

    Raises
    ------
    TrainingDiverged
        By `next`, when a loss is no longer a finite number.
    """

    def __init__(self, settings: Gan2dSettings) -> None:
        self.iteration = 0
        self._gan = Gan2d(settings)
        self._camera = _Camera(settings, self._gan)
        self._frame: Gan2dSnapshot | None = None
        self._single: deque[str] = deque()

    def change(self, settings: Gan2dSettings) -> None:
        """Go on with other settings; what needs a new start (`Gan2dSettings.needs_new_start`) must be the same."""
        self._gan.change(settings)

    def single(self, players: str) -> None:
        """Let one of the next iterations be a frame, with one step of "D" or "G" alone or, with "DG", as ever."""
        self._single.append(players)

    def look(self) -> Gan2dSnapshot:
        """Return a frame of the run as it stands, at first with the initial weights."""
        return self._camera.frame(self.iteration, math.nan, math.nan)

    def __next__(self) -> Gan2dSnapshot:
        """Do one iteration and return its snapshot."""
        s = self._gan.settings
        if self.iteration >= s.n_iterations:
            raise StopIteration
        self.iteration += 1
        single = self._single.popleft() if self._single else None
        steps = ALONE.get(single or "", (s.D.n_steps, s.G.n_steps))
        if s.decay:
            self._gan.tune(s.share_of_rates(self.iteration))
        with np.errstate(over="ignore", invalid="ignore"):  # `_check` says it in words
            losses = self._gan.iterate(steps)
        _check(self.iteration, losses, steps)
        is_frame = self.iteration % s.frame_every == 0 or self.iteration in (*FIRST_FRAMES, s.n_iterations)
        if self._frame is None or is_frame or single:
            self._frame = self._camera.frame(self.iteration, *losses)
            return self._frame
        loss_D, loss_G = losses
        return replace(self._frame, iteration=self.iteration, loss_D=loss_D, loss_G=loss_G, **WITHOUT_PICTURE)


def _check(iteration: int, losses: tuple[float, float], steps: tuple[int, int]) -> None:
    for loss, n_steps in zip(losses, steps, strict=True):
        if n_steps and not math.isfinite(loss):
            raise TrainingDiverged(
                f"A loss is no longer a finite number at iteration {iteration:,}: the run stops here. A smaller "
                "learning rate usually helps."
            )


def heat_axis(extent: float) -> NDArray[np.float64]:
    """Return the x, and the y, of the points on which D is drawn; shape (33,)."""
    return np.linspace(-extent, extent, N_HEAT)


def _evenly_likely(settings: Gan2dSettings, n: int) -> NDArray[np.float64]:
    """Return n values of a coordinate of z, equally far apart in probability."""
    if settings.noise == "uniform":
        return np.linspace(-1.0, 1.0, n)
    return np.asarray(ndtri(np.linspace(0.005, 0.995, n)))


class _Camera:
    """Takes the frames of one run."""

    def __init__(self, settings: Gan2dSettings, gan: Gan2d) -> None:
        self.gan = gan
        self.ruler = ruler_for(settings.data)
        axis = heat_axis(distribution(settings.data).extent)
        self.plane = np.stack(np.meshgrid(axis, axis)).reshape(2, -1)
        self.z = draw_z(settings, N_SAMPLES, np.random.default_rng([settings.seed, 1]))
        if settings.noise_dim == 2:
            lines = _evenly_likely(settings, N_GRID)
            self.grid = np.stack(np.meshgrid(lines, lines)).reshape(2, -1)
        else:
            self.grid = _evenly_likely(settings, N_LINE)[None]
        self.shape = (N_GRID, N_GRID) if settings.noise_dim == 2 else (N_LINE,)

    def frame(self, iteration: int, loss_D: float, loss_G: float) -> Gan2dSnapshot:
        """Return a snapshot with everything in it; its arrays are copies."""
        x_fake = self.gan.G(self.z)
        D = self.gan.D(self.plane).reshape(N_HEAT, N_HEAT)
        measured: Measures = self.ruler.measure(x_fake.T.astype(float))
        return Gan2dSnapshot(
            iteration,
            loss_D,
            loss_G,
            measured.js_divergence,
            measured.kl_divergence,
            measured.w1,
            measured.n_modes,
            measured.quality,
            x_fake=x_fake.T.copy(),
            D=np.asarray(expit(D) if self.gan.settings.loss in WITH_SIGMOID else D),
            manifold=self.gan.G(self.grid).T.reshape(*self.shape, 2).copy(),
            gradient=self.gan.generator_gradient(x_fake[:, :N_ARROWS]).T.copy(),
            settings=self.gan.settings,
        )
