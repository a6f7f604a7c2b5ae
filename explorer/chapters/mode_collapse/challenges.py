"""The challenges of the 2-D lab, which look at the end of a run."""

from functools import partial

from explorer.chapters.mode_collapse.values import values_of
from explorer.data.mode_collapse.points import distribution
from explorer.quiz.mode_collapse import eight_modes, make_it_collapse
from explorer.theory.sample_metrics import count_modes
from explorer.training.mode_collapse.presets import ALL_EIGHT, COLLAPSE
from explorer.training.mode_collapse.settings import Gan2dSettings
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun


def show_challenges(controls: Controls, live: LiveRun, running: Gan2dSettings) -> None:
    """Draw both; they count the modes in the newest frame."""
    frames, p = live.runner.frames(), distribution(running.data)
    found = count_modes(frames[-1].x_fake.astype(float), p.modes, p.sigma) if frames and len(p.modes) else None
    finished = bool(frames) and frames[-1].iteration >= running.n_iterations
    if live.runner.changes:  # its settings at the end say little about the run
        found = None
    for name, state, start in (
        ("eight_modes", eight_modes(running, finished, found), COLLAPSE),
        ("make_it_collapse", make_it_collapse(running, finished, found), ALL_EIGHT),
    ):
        show_challenge(controls, name, state, partial(_set, controls, start))


def _set(controls: Controls, settings: Gan2dSettings) -> None:
    controls.set(**values_of(settings))
