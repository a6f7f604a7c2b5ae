"""The code of each chapter: its script for the settings as they stand."""

from collections.abc import Callable
from typing import Any

from explorer.chapters.lsgan_vs_bce.both_runs import CODINGS, N_STEPS
from explorer.data import far_fakes
from explorer.scripts.script import Script, script_of
from explorer.training.lsgan_vs_bce.far_fakes import L2
from explorer.ui.controls import Controls

PAGE = "lsgan_vs_bce"


def code(controls: Controls) -> Script:
    """Return the script of the open chapter."""
    chapter = controls.value("chapter")
    return script_of(PAGE, chapter, **SETTINGS[chapter](controls))


def _values(controls: Controls, *names: str) -> dict[str, Any]:
    return {name: controls.value(name) for name in names}


def _losses(controls: Controls) -> dict[str, Any]:
    settings = _values(controls, "player", "t", "more", "sigmoid")
    targets = ("c",) if settings["player"] == "Generator" else ("a", "b")
    return {**settings, **_values(controls, *targets)}


def _far_fakes(controls: Controls) -> dict[str, Any]:
    settings = _values(controls, "distance", "height", "gap", "step_size", "refit", "bce", "steps")
    targets, seed = CODINGS[controls.value("coding")], int(controls.value("points_seed"))
    return {**settings, "targets": targets, "seed": seed, "points": far_fakes, "n_steps": N_STEPS, "l2": L2}


def _optimal_D(controls: Controls) -> dict[str, Any]:
    return _values(controls, "label_a", "label_b", "label_c", "mu", "sigma")


def _vanishing_layers(controls: Controls) -> dict[str, Any]:
    settings = _values(controls, "depth", "activation", "d_steps", "wgan")
    return {**settings, "seed": int(controls.value("layer_seed"))}


SETTINGS: dict[str, Callable[[Controls], dict[str, Any]]] = {
    "Losses and gradients": _losses,
    "Far fakes": _far_fakes,
    "Optimal D": _optimal_D,
    "Vanishing layers": _vanishing_layers,
}
