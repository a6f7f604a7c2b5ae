"""The code of each chapter: its script for the settings as they stand."""

from collections.abc import Callable
from typing import Any

from explorer.chapters.dynamics.choose import STRENGTHS
from explorer.chapters.dynamics.disjoint import N_STEPS
from explorer.scripts.script import Script, script_of
from explorer.theory.dynamics.dirac_gan import METHODS, Method
from explorer.theory.dynamics.steps import FAR, SCHEDULES
from explorer.ui.controls import Controls

PAGE = "dynamics"


def code(controls: Controls) -> Script:
    """Return the script of the open chapter."""
    chapter = controls.value("chapter")
    return script_of(PAGE, chapter, **SETTINGS[chapter](controls))


def _values(controls: Controls, *names: str) -> dict[str, Any]:
    return {name: controls.value(name) for name in names}


def _strength(controls: Controls, method: Method) -> float:
    return float(controls.value(STRENGTHS[method.name])) if method.strength else method.usual


def _steps(controls: Controls) -> dict[str, Any]:
    schedule = controls.value("schedule")
    return {"schedule": schedule, "steps_of_D": SCHEDULES[schedule], "h": controls.value("h"), "far": FAR}


def _method(controls: Controls) -> dict[str, Any]:
    method = METHODS[controls.value("method")]
    return {"methods": [(method, _strength(controls, method))], **_steps(controls)}


def _circle(controls: Controls) -> dict[str, Any]:
    return {**_method(controls), **_values(controls, "theta", "psi", "steps")}


def _cures(controls: Controls) -> dict[str, Any]:
    methods = [(method, _strength(controls, method)) for method in METHODS.values()]
    return {"methods": methods, **_steps(controls), **_values(controls, "theta", "psi", "steps")}


def _disjoint(controls: Controls) -> dict[str, Any]:
    return {**_values(controls, "distance", "noise_width", "descent_h"), "n_steps": N_STEPS}


SETTINGS: dict[str, Callable[[Controls], dict[str, Any]]] = {
    "The circle": _circle,
    "Eigenvalues": _method,
    "Cures compared": _cures,
    "Disjoint supports": _disjoint,
}
