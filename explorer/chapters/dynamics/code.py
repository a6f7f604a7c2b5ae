"""The code of each chapter: its script for the settings as they stand."""

from explorer.chapters.dynamics.choose import STRENGTHS
from explorer.chapters.dynamics.disjoint import N_STEPS
from explorer.scripts.script import Script, script_of
from explorer.theory.dynamics.dirac_gan import METHODS, Method
from explorer.theory.dynamics.steps import FAR, SCHEDULES
from explorer.ui.readings import Readings, values

PAGE = "dynamics"


def circle(controls: Readings) -> Script:
    """Return the script of *The circle*."""
    return script_of(PAGE, "circle", **_method(controls), **values(controls, "theta", "psi", "steps"))


def eigenvalues(controls: Readings) -> Script:
    """Return the script of *Eigenvalues*."""
    return script_of(PAGE, "eigenvalues", **_method(controls))


def cures(controls: Readings) -> Script:
    """Return the script of *Cures compared*."""
    methods = [(method, _strength(controls, method)) for method in METHODS.values()]
    start = values(controls, "theta", "psi", "steps")
    return script_of(PAGE, "cures", methods=methods, **_steps(controls), **start)


def disjoint(controls: Readings) -> Script:
    """Return the script of *Disjoint supports*."""
    settings = values(controls, "distance", "noise_width", "descent_h")
    return script_of(PAGE, "disjoint", **settings, n_steps=N_STEPS)


def _strength(controls: Readings, method: Method) -> float:
    return float(controls.value(STRENGTHS[method.id])) if method.strength else method.usual


def _steps(controls: Readings) -> dict[str, object]:
    schedule = controls.value("schedule")
    return {"schedule": schedule, "steps_of_D": SCHEDULES[schedule], "h": controls.value("h"), "far": FAR}


def _method(controls: Readings) -> dict[str, object]:
    method = METHODS[controls.value("method")]
    return {"methods": [(method, _strength(controls, method))], **_steps(controls)}
