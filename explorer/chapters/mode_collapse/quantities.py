"""What may be followed over a run of the lab, and in what way each is drawn."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from explorer.data.mode_collapse.points import distribution
from explorer.figures.mode_collapse.curves import LOSS_RANGES, MAX_POINTS
from explorer.figures.overlaid_runs import Curve, Quantity
from explorer.figures.style import DISCRIMINATOR, GENERATOR, HIGHLIGHT, NEUTRAL
from explorer.figures.training_curves import block_means
from explorer.theory.equilibrium import equilibrium_losses
from explorer.theory.sample_metrics import PERFECT_QUALITY
from explorer.training.live.history import SECONDS
from explorer.training.mode_collapse.measures import ruler_for
from explorer.training.mode_collapse.settings import Gan2dSettings

NAMES = ("loss_D", "loss_G", "js_divergence", "kl_divergence", "w1", "quality")

Array = NDArray[np.float64]


def curves_of(curves: Mapping[str, Array], settings: Gan2dSettings) -> dict[str, Curve]:
    """Return a run's curves by name, as means of few iterations; the modes as the share of those that there are."""
    if not curves:
        return {}
    n_modes = len(distribution(settings.data).modes)
    values = {**{name: curves[name] for name in NAMES}, "modes": curves["n_modes"] / max(1, n_modes)}
    block = max(1, -(-len(curves["iteration"]) // MAX_POINTS))
    iterations, seconds = (block_means(curves[name], block) for name in ("iteration", SECONDS))
    return {name: Curve(iterations, seconds, block_means(each, block)) for name, each in values.items()}


def quantities(settings: Gan2dSettings) -> dict[str, Quantity]:
    """Return by their ids the quantities of a run, drawn as suits its data and its loss."""
    p, ruler = distribution(settings.data), ruler_for(settings.data)
    goals = zip(equilibrium_losses(settings.loss), (DISCRIMINATOR, GENERATOR), strict=True)
    found = {
        "divergences": Quantity(
            "Distance, nats",
            (("js_divergence", HIGHLIGHT, "JSD"), ("kl_divergence", NEUTRAL, "KL")),
            (0.0, 1.0),
            (-2, 1),
            ((ruler.js_floor, HIGHLIGHT), (ruler.kl_floor, NEUTRAL)),
            "a perfect sampler",
        ),
        "w1": Quantity(
            "Sliced W1",
            (("w1", NEUTRAL, ""),),
            (0.0, p.extent),
            (-2, 1),
            ((ruler.w1_floor, NEUTRAL),),
            "a perfect sampler",
        ),
        "losses": Quantity(
            "Losses",
            (("loss_D", DISCRIMINATOR, "D"), ("loss_G", GENERATOR, "G")),
            LOSS_RANGES[settings.loss],
            (-2, 1),
            tuple((y, color) for y, color in goals if np.isfinite(y)),
            "at the goal",
        ),
    }
    modes = Quantity(
        "Modes",
        (("modes", NEUTRAL, "captured"), ("quality", GENERATOR, "quality")),
        (0.0, 1.0),
        None,
        ((PERFECT_QUALITY, GENERATOR),),
        "a perfect sampler's",
        is_share=True,
    )
    return {"modes": modes, **found} if len(p.modes) else found
