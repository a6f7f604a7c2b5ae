"""The curves beside G's pictures: all of a run's at once, or one quantity of this run and of those before it."""

from explorer.chapters.mnist_trainer import panels
from explorer.chapters.mnist_trainer.contrasts import differences
from explorer.chapters.mnist_trainer.quantities import curves_of, quantities
from explorer.names import DIGITS
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.ui import overlaid
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun

CURVES = {
    "losses": "Losses",
    "said": "What D says",
    "accuracy": "How often D is right",
    "gradients": "Lengths of the gradients",
    "frechet": "Fréchet distance",
    "digits": "Sure digits, and none",
    "balance": "Class balance",
}
HEIGHT = 540

Choice = tuple[str, GanSettings]


def show(controls: Controls, live: LiveRun, running: Choice, at: int | None) -> None:
    """Draw the choice of curves, and what is chosen; `at` is an iteration to mark."""
    source, settings = running
    runner = live.runner
    curves = runner.curves()
    changed_at = tuple(change.iteration for change in runner.changes)
    found = curves_of(curves, runner.frames())
    present = overlaid.PastRun(runner.run_number, running, settings.n_iterations, found, changed_at)
    overlaid.PastRuns(live.page).remember(present)
    chosen = overlaid.choose(controls, CURVES)
    if chosen.curve == overlaid.OVERVIEW:
        panels.show_curves(f"{live.page}_curves", curves, settings, at, changed_at)
        return
    quantity = quantities(settings, source)[chosen.curve]
    overlaid.show(live.page, quantity, chosen, present, lambda other: _what_is_other(other, running), at, HEIGHT)


def _what_is_other(other: Choice, running: Choice) -> str:
    digits = DIGITS[other[0]] if other[0] != running[0] else ""
    return ", ".join(filter(None, (digits, differences(other[1], running[1]))))
