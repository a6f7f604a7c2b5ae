"""What a run of the trainer takes over while it runs, how it goes on after its end, and the words that say so."""

from collections.abc import Sequence
from dataclasses import replace

from explorer.chapters.mnist_trainer.contrasts import differences, settings_in_words
from explorer.chapters.mnist_trainer.settings import as_controls
from explorer.training.live.plan import State
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.ui.changes import changes_in_words, waiting_in_words
from explorer.ui.go_on import as_long_as
from explorer.ui.go_on import go_on as go_on_as
from explorer.ui.live import LiveRun

Choice = tuple[str, GanSettings]  # what is learnt from, and how


def follow(live: LiveRun, chosen: GanSettings) -> None:
    """Let the run go on with the controls as they stand, unless something of them needs a new start.

    What no control offers, a run from a file keeps.
    """
    if live.runner.settings is None:
        return
    source, running = live.runner.settings
    shown = {**as_controls(running), "n_iterations": chosen.n_iterations}
    moved = {name: getattr(chosen, name) for name, value in as_controls(chosen).items() if value != shown[name]}
    wanted = replace(running, **moved)
    if moved and type(running) is type(chosen) and not running.needs_new_start(wanted):
        live.runner.change((source, wanted), lambda loop: loop.change(wanted))


def is_as_chosen(live: LiveRun, chosen: Choice) -> bool:
    """Whether the run is the one that the controls describe, as well as they can: else Start is to begin another.

    A run from a file may have what no control offers, and one whose images could not be had learns from others.
    """
    if live.runner.settings is None:
        return False
    source, running = live.runner.settings
    wanted = as_long_as(running, chosen[1])
    is_alike = type(running) is type(wanted) and as_controls(running) == as_controls(wanted)
    return is_alike and (source == chosen[0] or bool(live.runner.status().remark))


def go_on(live: LiveRun, chosen: GanSettings) -> None:
    """Let a run that is over go on."""
    source, running = live.runner.settings
    go_on_as(live, running, chosen, lambda longer: (source, longer))


def caption(live: LiveRun, chosen: Choice, of_another: str = "") -> str:
    """Return what runs: its settings, and where they and the controls part; `of_another` is said of other settings."""
    running: Choice | None = live.runner.settings
    source, settings = running or chosen
    wanted = (chosen[0], as_long_as(running[1], chosen[1])) if running else chosen
    needs: tuple[str, ...] = ()
    if running and live.runner.state in (State.RUNNING, State.PAUSED):
        needs = running[1].needs_new_start(wanted[1]) + (("real images",) if running[0] != wanted[0] else ())
    return f"This run: {settings_in_words(settings, source)}.{what_differs(live, wanted, needs, of_another)}"


def what_differs(live: LiveRun, chosen: tuple[object, ...], needs: Sequence[str] = (), of_another: str = "") -> str:
    """Say where the run and the controls part: its images could not be had, it was changed, or it began with others.

    `needs` are the settings that keep it from following the controls.
    """
    running = live.runner.settings or chosen
    remark = live.runner.status().remark
    same = running == chosen or bool(remark and running[1:] == chosen[1:])
    changed = changes_in_words(live.runner.changes, lambda after, before: differences(after[1], before[1]))
    said = "".join(f" :orange[**{sentence}**]" for sentence in (remark, changed) if sentence)
    return said + ("" if same else of_another or waiting_in_words(needs))
