"""The code of each chapter: its script for the settings as they stand."""

from explorer.chapters.lsgan_vs_bce.both_runs import CODINGS, N_STEPS
from explorer.data import far_fakes as points
from explorer.scripts.script import Script, script_of
from explorer.training.lsgan_vs_bce.far_fakes import L2
from explorer.ui.readings import Readings, values

PAGE = "lsgan_vs_bce"


def losses(controls: Readings) -> Script:
    """Return the script of *Losses and gradients*."""
    settings = values(controls, "player", "t", "more", "sigmoid")
    targets = ("c",) if settings["player"] == "generator" else ("a", "b")
    return script_of(PAGE, "losses", **settings, **values(controls, *targets))


def far_fakes(controls: Readings) -> Script:
    """Return the script of *Far fakes*."""
    settings = values(controls, "distance", "height", "gap", "step_size", "refit", "bce", "steps")
    targets, seed = CODINGS[controls.value("coding")], int(controls.value("points_seed"))
    return script_of(PAGE, "far_fakes", **settings, targets=targets, seed=seed, points=points, n_steps=N_STEPS, l2=L2)


def optimal_d(controls: Readings) -> Script:
    """Return the script of *Optimal D*."""
    return script_of(PAGE, "optimal_d", **values(controls, "label_a", "label_b", "label_c", "mu", "sigma"))


def vanishing_layers(controls: Readings) -> Script:
    """Return the script of *Vanishing layers*."""
    settings = values(controls, "depth", "activation", "d_steps", "wgan")
    return script_of(PAGE, "vanishing_layers", **settings, seed=int(controls.value("layer_seed")))
