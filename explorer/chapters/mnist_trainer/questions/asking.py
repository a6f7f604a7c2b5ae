"""Asking the run's networks as they stand: answers stay until they are asked for again, and say how old they are."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from explorer.data.mnist_trainer.digits import Digits
from explorer.training.live.plan import State
from explorer.training.live.runner import Runner
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from explorer.ui.controls import Controls
from explorer.ui.real_images import images_of
from explorer.ui.taken_for import is_judged

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

T = TypeVar("T")
Labels = NDArray[np.int64]


@dataclass
class Asking:
    """The run that is asked, and the page's controls."""

    controls: Controls
    runner: Runner[GanSnapshot]
    place: DeltaGenerator  # a row for the question's controls
    answered_at: int | None = None  # the iteration of the last answer given

    @property
    def settings(self) -> GanSettings:
        """Return the run's settings."""
        settings: GanSettings = self.runner.settings[1]
        return settings

    def digits(self) -> Digits:
        """Return the images that the run learns from."""
        return images_of(self.runner.settings[0])

    @property
    def knows_digits(self) -> bool:
        """Whether the classifier knows what the run learns to draw."""
        return is_judged(self.runner.settings[0])

    @property
    def latent_dim(self) -> int:
        """How many numbers a z has."""
        return self._consult(lambda run: int(run.G.latent_dim))

    def answer(self, question: str, key: Hashable, compute: Callable[["GanTraining"], T]) -> T:
        """Return what `compute` makes of the loop; the last answer for the same key while the run goes on.

        A run at rest is asked once for each place at which it rests. `answered_at` then says how old the answer is.
        """
        answers = _answers(self.controls.page)
        key = (self.runner.run_number, key)
        is_running = self.runner.state is State.RUNNING
        if question in answers:
            old_key, iteration, value = answers[question]
            if old_key == key and (is_running or iteration == self.runner.status().iteration):
                self.answered_at = iteration
                return cast(T, value)
        self.answered_at, value = self._consult(lambda run: (run.iteration, compute(run)))
        answers[question] = (key, self.answered_at, value)
        return value

    def _consult(self, compute: Callable[["GanTraining"], T]) -> T:
        asked = self.runner.consult(lambda run: (compute(run),))
        if asked is None:  # the run has been forgotten a moment ago
            st.stop()
        return asked[0]

    def in_turn(self, n: int) -> Labels | None:
        """Return n labels 0, 1, ..., 9, 0, ... for a conditional run; None for any other."""
        return np.arange(n) % 10 if self.settings.conditional else None

    def one_label(self, n: int) -> Labels | None:
        """Let the student choose the label that a conditional run is told; n times that, None for any other run."""
        if not self.settings.conditional:
            return None
        with self.place:
            label = self.controls.choice("question_label", "Label", tuple("0123456789"), "7")
        return np.full(n, int(label))

    def seed(self, name: str = "question_seed", label: str = "Seed of z", default: int = 0) -> int:
        """Draw the seed of whatever the question draws at random."""
        with self.place:
            return self.controls.seed(name, label, default)


def _answers(page: str) -> dict[str, tuple[Hashable, int, object]]:
    answers: dict[str, tuple[Hashable, int, object]] = st.session_state.setdefault(f"{page}_answers", {})
    return answers


def forget_answers(page: str) -> None:
    """Let every question be asked anew. A callback."""
    _answers(page).clear()


def draw_z(seed: int, n: int, latent_dim: int) -> NDArray[np.float64]:
    """Draw n values of z ~ N(0, I) from a seed, shape (n, latent_dim)."""
    return np.random.default_rng(seed).standard_normal((n, latent_dim))
