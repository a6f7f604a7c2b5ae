"""The code of each chapter: its script for the settings as they stand."""

from collections.abc import Callable
from typing import Any

from explorer.chapters.gaussian_1d import game, real_gan, your_own_D
from explorer.chapters.gaussian_1d.choose_densities import as_set
from explorer.scripts.script import Script, script_of
from explorer.theory.divergences import UNITS
from explorer.ui.controls import Controls

PAGE = "gaussian_1d"


def code(controls: Controls) -> Script:
    """Return the script of the open chapter."""
    chapter = controls.value("chapter")
    return script_of(PAGE, chapter, **SETTINGS[chapter](controls))


def _game(controls: Controls) -> dict[str, Any]:
    kind, unit = controls.value("data"), controls.value("unit")
    p_data, p_g = game.densities(kind, as_set(controls))
    return {"kind": kind, "p_data": p_data, "p_g": p_g, "unit": unit, "in_unit": UNITS[unit]}


def _your_own_D(controls: Controls) -> dict[str, Any]:
    kind = controls.value("own_data")
    p_data, p_g = your_own_D.densities(kind, as_set(controls))
    return {"kind": kind, "p_data": p_data, "p_g": p_g, "c": [controls.value(name) for name in ("c0", "c1", "c2")]}


def _convergence(controls: Controls) -> dict[str, Any]:
    names = ("start_mu", "start_sigma", "goal_mu", "goal_sigma", "step_size", "n_steps")
    return {name: controls.value(name) for name in names}


def _real_gan(controls: Controls) -> dict[str, Any]:
    return {"kind": controls.value("gan_data"), "s": real_gan.current_settings(controls)}


SETTINGS: dict[str, Callable[[Controls], dict[str, Any]]] = {
    "The game": _game,
    "Your own D": _your_own_D,
    "Convergence": _convergence,
    "Real GAN": _real_gan,
}
