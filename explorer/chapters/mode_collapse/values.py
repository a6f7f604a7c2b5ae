"""Settings of the 2-D lab as values of its controls."""

from explorer.chapters.mode_collapse.smoothness import SMOOTHER
from explorer.data.mode_collapse.own_points import ID, text_in
from explorer.training.mode_collapse.settings import Gan2dSettings


def values_of(settings: Gan2dSettings) -> dict[str, object]:
    """Return the value of every control for these settings."""
    plain = ("data", "loss", "noise", "batch_size", "instance_noise", "clip", "n_iterations", "decay")
    shown = {name: getattr(settings, name) for name in (*plain, *SMOOTHER)}
    for who, player in (("D", settings.D), ("G", settings.G)):
        shown |= {f"{who}_{name}": value for name, value in vars(player).items()}
    if own := text_in(settings.data):
        shown |= {"data": ID, "points": own}
    return {**shown, "noise_dim": str(settings.noise_dim), "seed": float(settings.seed)}
