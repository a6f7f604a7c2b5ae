"""A run from a file in the place of the session's: its settings go into the controls, and it can be gone on with."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from explorer.data.mnist_trainer.digits import Digits, is_here
from explorer.names import DIGITS
from explorer.training.live.plan import Plan
from explorer.training.live.runner import Runner
from explorer.training.saved_run import Saved
from explorer.ui.controls import Controls
from explorer.ui.real_images import current_images


def take_over(
    runner: Runner[Any],
    controls: Controls,
    run: Saved[Any, Any],
    values: Mapping[str, object],
    plan: Callable[[Any, Digits], Plan[Any]],
    chapter: str,
) -> tuple[str, bool]:
    """Take over a run; return what to say of it, and whether it could be.

    Parameters
    ----------
    values : what the controls are set to
    plan : returns the plan of a new run of such settings on digits
    chapter : the title of the one that trains
    """
    if not is_here(run.source):
        return f"It learns from {DIGITS[run.source]}: choose that in {chapter}, press Start, load the run again.", False
    controls.set(digits=run.source, **values)
    digits = current_images(controls).at_hand
    if digits.source != run.source:
        return f"This run learns from {DIGITS[run.source]}, whose files cannot be read: {chapter} says why.", False
    begun = plan(run.settings, digits)

    def go_on() -> Any:
        training: Any = begun.make_snapshots()
        training.load_state(run.state)
        return training

    runner.load(replace(begun, make_snapshots=go_on, history=run.history()))
    return f"Loaded, at iteration {run.iteration:,} of {run.settings.n_iterations:,}.", True
