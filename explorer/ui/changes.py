"""How a live run was changed on its way, and what waits for the next one, in words."""

from collections.abc import Callable, Sequence
from typing import Any

from explorer.numbers import counted
from explorer.training.live.run import Change

MOST = 3  # said, of however many


def changes_in_words(changes: Sequence[Change], what_is_new: Callable[[Any, Any], str]) -> str:
    """Say when and how a run was last changed, in a sentence; empty if it never was.

    `what_is_new` says what settings have that those before them have not.
    """
    if not changes:
        return ""
    said = [f"at iteration {at:,}: {what_is_new(after, before)}" for at, before, after in changes[-MOST:]]
    earlier = len(changes) - len(said)
    before = f"{counted(earlier, 'time')}, then " if earlier else ""
    return f"Changed {before}{'; '.join(said)}."


def settings_at(changes: Sequence[Change], iteration: int, newest: Any) -> Any:
    """Return the settings with which a run did an iteration; `newest` are those that it has now."""
    return next((change.before for change in changes if iteration < change.iteration), newest)


def waiting_in_words(needs: Sequence[str] = ()) -> str:
    """Say that a run goes on without the controls as they stand, and which of them need a new start, if it is these."""
    because = f", because of: {', '.join(needs)}" if needs else ""
    return f" :orange[**The controls differ: they apply at the next start{because}.**]"
