"""What a run on real images takes over while it runs, how it goes on after its end, and the words that say so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from explorer.training.live.plan import State
from explorer.ui.changes import changes_in_words, waiting_in_words
from explorer.ui.go_on import LENGTH, as_long_as
from explorer.ui.go_on import go_on as go_on_as
from explorer.ui.live import LiveRun

# What is learnt from, and how: a frozen dataclass with `n_iterations` and `needs_new_start(other)`.
Choice = tuple[str, Any]
Differences = Callable[[Any, Any], str]  # what settings have that others have not, in words
AsControls = Callable[[Any], Mapping[str, object]]  # settings as the controls can show them, by name


def follow(live: LiveRun, chosen: Any, as_controls: AsControls = asdict) -> None:
    """Let the run go on with the controls as they stand, unless something of them needs a new start.

    What no control offers, a run from a file keeps.
    """
    if live.runner.settings is None or type(live.runner.settings[1]) is not type(chosen):
        return
    source, running = live.runner.settings
    shown, wanted = as_controls(running), as_controls(chosen)
    moved = {name: getattr(chosen, name) for name in wanted if name not in LENGTH and wanted[name] != shown[name]}
    changed = replace(running, **moved)
    if moved and not running.needs_new_start(changed):
        live.runner.change((source, changed), lambda loop: loop.change(changed))


def is_as_chosen(live: LiveRun, chosen: Choice, as_controls: AsControls = asdict) -> bool:
    """Whether the run is the one that the controls describe, as well as they can: else Start is to begin another.

    A run from a file may have what no control offers, and one whose images could not be had learns from others.
    """
    if live.runner.settings is None or type(live.runner.settings[1]) is not type(chosen[1]):
        return False
    source, running = live.runner.settings
    is_alike = as_controls(running) == as_controls(as_long_as(running, chosen[1]))
    return is_alike and (source == chosen[0] or bool(live.runner.status().remark))


def go_on(live: LiveRun, chosen: Any) -> None:
    """Let a run that was stopped go on to its end, and one that is done as far again as the controls say."""
    source, running = live.runner.settings
    go_on_as(live, running, chosen, lambda longer: (source, longer))


def where_they_part(live: LiveRun, chosen: Choice, differences: Differences, of_another: str = "") -> str:
    """Say where a run and the controls part, and what keeps the run from following them."""
    running: Choice | None = live.runner.settings
    wanted = (chosen[0], as_long_as(running[1], chosen[1])) if running else chosen
    needs: tuple[str, ...] = ()
    if running and live.runner.state in (State.RUNNING, State.PAUSED):
        needs = running[1].needs_new_start(wanted[1]) + (("real images",) if running[0] != wanted[0] else ())
    return what_differs(live, wanted, differences, needs, of_another)


def what_differs(
    live: LiveRun,
    chosen: tuple[Any, ...],
    differences: Differences,
    needs: Sequence[str] = (),
    of_another: str = "",
) -> str:
    """Say where the run and the controls part: its images could not be had, it was changed, or it began with others.

    `needs` are the settings that keep it from following the controls; `of_another` is said of other settings.
    """
    running = live.runner.settings or chosen
    remark = live.runner.status().remark
    same = running == chosen or bool(remark and running[1:] == chosen[1:])
    changed = changes_in_words(live.runner.changes, lambda after, before: differences(after[1], before[1]))
    said = "".join(f" :orange[**{sentence}**]" for sentence in (remark, changed) if sentence)
    return said + ("" if same else of_another or waiting_in_words(needs))
