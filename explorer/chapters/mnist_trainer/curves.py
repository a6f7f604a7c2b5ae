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
    found = curves_of(curves, runner.frames())
    present = overlaid.PastRun(runner.run_number, running, settings.n_iterations, found, runner.changes)
    overlaid.PastRuns(live.page).remember(present)
    chosen = overlaid.choose(controls, CURVES)
    if chosen.curve == overlaid.OVERVIEW:
        panels.show_curves(f"{live.page}_curves", curves, settings, at, [change.iteration for change in runner.changes])
        return
    quantity = quantities(settings, source)[chosen.curve]
    overlaid.show(live.page, quantity, chosen, present, _differences, at, HEIGHT)


def _differences(choice: Choice, other: Choice) -> str:
    digits = DIGITS[choice[0]] if choice[0] != other[0] else ""
    return ", ".join(filter(None, (digits, differences(choice[1], other[1]))))
