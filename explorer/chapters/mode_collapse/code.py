"""The code: the run that *Start* would begin now, as a script."""

from dataclasses import fields

from explorer.chapters.mode_collapse.settings import NOISE_DIMS
from explorer.chapters.mode_collapse.smoothness import SMOOTHER
from explorer.data.points import DISTRIBUTIONS
from explorer.scripts.script import Script, script_of
from explorer.training.gan_2d import BATCHES_AT_ONCE
from explorer.training.gan_2d_settings import Gan2dSettings, Player
from explorer.ui.controls import Controls

PAGE = "mode_collapse"
PLAIN = ("data", "loss", "noise", "batch_size", "clip", "n_iterations")


def code(controls: Controls) -> Script:
    """Return the script of the open chapter."""
    settings = current_settings(controls)
    p = DISTRIBUTIONS[settings.data]
    return script_of(PAGE, "The lab", s=settings, sigma=p.sigma, extent=p.extent, batches_at_once=BATCHES_AT_ONCE)


def current_settings(controls: Controls) -> Gan2dSettings:
    """Return the settings of the next run, as the controls stand."""
    return Gan2dSettings(
        **{name: controls.value(name) for name in PLAIN},
        **{name: controls.value(name) for name in SMOOTHER},
        noise_dim=NOISE_DIMS[controls.value("noise_dim")],
        instance_noise=round(controls.value("instance_noise"), 2),
        seed=int(controls.value("seed")),
        D=_player(controls, "D"),
        G=_player(controls, "G"),
    )


def _player(controls: Controls, who: str) -> Player:
    values = {field.name: controls.value(f"{who}_{field.name}") for field in fields(Player)}
    return Player(**{**values, "momentum": round(values["momentum"], 2)})
