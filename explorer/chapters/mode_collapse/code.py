"""The code of each chapter: the run that *Start* would begin now, and of slow motion the update shown."""

from dataclasses import fields

from explorer.chapters.mode_collapse import cures_live, slow_settings
from explorer.chapters.mode_collapse.own_points import current_data
from explorer.chapters.mode_collapse.smoothness import SMOOTHER
from explorer.data.mode_collapse.own_points import points_of, text_in
from explorer.data.mode_collapse.points import DISTRIBUTIONS, distribution
from explorer.scripts.script import Script, script_of
from explorer.training.mode_collapse.cures_settings import BATCHES_AT_ONCE as CURES_AT_ONCE
from explorer.training.mode_collapse.cures_settings import CURES, CureSettings
from explorer.training.mode_collapse.gan import BATCHES_AT_ONCE
from explorer.training.mode_collapse.settings import Gan2dSettings, Player
from explorer.ui.readings import Readings

PAGE = "mode_collapse"
PLAIN = ("loss", "noise", "batch_size", "clip", "n_iterations", "decay")


def lab(controls: Readings) -> Script:
    """Return the script of *The lab*."""
    settings = current_settings(controls)
    p, own = distribution(settings.data), text_in(settings.data)
    numbers = {"sigma": p.sigma, "extent": p.extent, "batches_at_once": BATCHES_AT_ONCE}
    points = {"own": points_of(own).tolist() if own else [], "with_modes": bool(len(p.modes))}
    return script_of(PAGE, "lab", s=settings, **numbers, **points)


def slow_motion(controls: Readings) -> Script:
    """Return the script of *Slow motion*."""
    settings = slow_settings.current_settings(controls)
    sigma, before = DISTRIBUTIONS[settings.data].sigma, controls.value("slow_before")
    return script_of(PAGE, "slow_motion", s=settings, sigma=sigma, before=before, batches_at_once=BATCHES_AT_ONCE)


def cures(controls: Readings) -> Script:
    """Return the script of *Cures*."""
    return cure_code(cures_live.current_settings(controls))


def cure_code(s: CureSettings) -> Script:
    """Return the script of a run of a cure."""
    sigma = DISTRIBUTIONS[s.data].sigma
    return script_of(PAGE, "cures", s=s, cure=CURES[s.cure], sigma=sigma, batches_at_once=CURES_AT_ONCE)


def current_settings(controls: Readings) -> Gan2dSettings:
    """Return the settings of the next run, as the controls stand."""
    return Gan2dSettings(
        data=current_data(controls),
        **{name: controls.value(name) for name in (*PLAIN, *SMOOTHER)},
        noise_dim=int(controls.value("noise_dim")),
        instance_noise=round(controls.value("instance_noise"), 2),
        seed=int(controls.value("seed")),
        D=_player(controls, "D"),
        G=_player(controls, "G"),
    )


def _player(controls: Readings, who: str) -> Player:
    values = {field.name: controls.value(f"{who}_{field.name}") for field in fields(Player)}
    return Player(**{**values, "momentum": round(values["momentum"], 2)})
