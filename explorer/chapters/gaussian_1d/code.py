"""The code of each chapter: its script for the settings as they stand."""

from explorer.chapters.gaussian_1d import game as the_game
from explorer.chapters.gaussian_1d import your_own_d as own
from explorer.chapters.gaussian_1d.choose_densities import as_set
from explorer.chapters.gaussian_1d.real_gan import current_settings
from explorer.scripts.script import Script, script_of
from explorer.theory.divergences import UNITS
from explorer.ui.readings import Readings, values

PAGE = "gaussian_1d"


def game(controls: Readings) -> Script:
    """Return the script of *The game*."""
    kind, unit = controls.value("data"), controls.value("unit")
    p_data, p_g = the_game.densities(kind, as_set(controls))
    return script_of(PAGE, "game", kind=kind, p_data=p_data, p_g=p_g, unit=unit, in_unit=UNITS[unit])


def your_own_d(controls: Readings) -> Script:
    """Return the script of *Your own D*."""
    kind = controls.value("own_data")
    p_data, p_g = own.densities(kind, as_set(controls))
    c = [controls.value(name) for name in ("c0", "c1", "c2")]
    return script_of(PAGE, "your_own_d", kind=kind, p_data=p_data, p_g=p_g, c=c)


def convergence(controls: Readings) -> Script:
    """Return the script of *Convergence*."""
    names = ("start_mu", "start_sigma", "goal_mu", "goal_sigma", "step_size", "n_steps")
    return script_of(PAGE, "convergence", **values(controls, *names))


def real_gan(controls: Readings) -> Script:
    """Return the script of *Real GAN*."""
    return script_of(PAGE, "real_gan", kind=controls.value("gan_data"), s=current_settings(controls))
