"""The curves beside the lab's plane: all of a run's at once, or one quantity of this run and of those before it."""

import numpy as np
from numpy.typing import NDArray

from explorer.chapters.mode_collapse.mid_run import differences
from explorer.chapters.mode_collapse.quantities import curves_of, quantities
from explorer.data.mode_collapse.points import distribution
from explorer.figures.mode_collapse.curves import HEIGHT, Floors, history_figure
from explorer.theory.equilibrium import equilibrium_losses
from explorer.theory.sample_metrics import PERFECT_QUALITY
from explorer.training.mode_collapse.measures import ruler_for
from explorer.training.mode_collapse.settings import Gan2dSettings
from explorer.ui import charts, overlaid
from explorer.ui.live import LiveRun

CURVES = {"modes": "Modes", "divergences": "JSD and KL", "w1": "Sliced W1", "losses": "Losses"}


def remembered(live: LiveRun, settings: Gan2dSettings) -> overlaid.PastRun:
    """Return the run as far as it is, and keep it for comparison."""
    runner = live.runner
    curves = curves_of(runner.curves(), settings)
    run = overlaid.PastRun(runner.run_number, settings, settings.n_iterations, curves, runner.changes)
    overlaid.PastRuns(live.page).remember(run)
    return run


def show(chosen: overlaid.Chosen, live: LiveRun, present: overlaid.PastRun, shown: int | None) -> str:
    """Draw the curves chosen; return what to notice. `shown` is an iteration to mark."""
    settings: Gan2dSettings = present.settings
    quantity = quantities(settings).get(chosen.curve)  # without modes there are none to follow
    if quantity is None:
        changed_at = tuple(change.iteration for change in present.changes)
        _show_all(live.runner.curves(), settings, shown, changed_at)
    else:
        overlaid.show(live.page, quantity, chosen, present, differences, shown, HEIGHT)
    return notice(settings)


def notice(settings: Gan2dSettings) -> str:
    """Return what to notice in a run's measures."""
    if not len(distribution(settings.data).modes):
        return (
            "The losses do not say how near the fakes are to the data: the distances do. Compare them with a perfect "
            "sampler's, the dotted lines, not with 0."
        )
    return (
        "The losses do not say how many modes have been found: count them, and compare with a perfect sampler, not "
        "with 0 or 100 %."
    )


def _show_all(
    curves: dict[str, NDArray[np.float64]], settings: Gan2dSettings, shown: int | None, changed_at: tuple[int, ...]
) -> None:
    """Draw the run's measures and losses."""
    p, ruler = distribution(settings.data), ruler_for(settings.data)
    figure = history_figure(
        curves,
        settings.n_iterations,
        settings.loss,
        equilibrium_losses(settings.loss),
        Floors(ruler.js_floor, ruler.kl_floor, ruler.w1_floor, PERFECT_QUALITY),
        p.extent,
        len(p.modes),
        shown,
        changed_at,
    )
    drawn = "Modes captured, distances" if len(p.modes) else "Distances"
    charts.show(figure, "mode_collapse_history", f"{drawn} from the data and both losses, by iteration.")
