"""What a run on real images takes over while it runs, how it goes on after its end, and the words that say so."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from explorer.training.live.plan import State
from explorer.ui.changes import changes_in_words, waiting_in_words
from explorer.ui.live import LiveRun

# What is learnt from, and how: a frozen dataclass with `n_iterations`, `images_every` and `needs_new_start(other)`.
Choice = tuple[str, Any]
Differences = Callable[[Any, Any], str]  # what settings have that others have not, in words


def follow(live: LiveRun, chosen: Any) -> None:
    """Let the run go on with the settings as they stand, unless something of them needs a new start."""
    if live.runner.settings is None:
        return
    source, running = live.runner.settings
    wanted = replace(chosen, n_iterations=running.n_iterations, images_every=running.images_every)
    if wanted != running and not running.needs_new_start(wanted):
        live.runner.change((source, wanted), lambda loop: loop.change(wanted))


def go_on(live: LiveRun, chosen: Any) -> None:
    """Let a run that was stopped go on to its end, and one that is done as far again as the controls say."""
    source, running = live.runner.settings
    done = live.runner.status().iteration
    n_iterations = running.n_iterations if done < running.n_iterations else done + chosen.n_iterations
    longer = replace(running, n_iterations=n_iterations)
    live.runner.extend(n_iterations, (source, longer), lambda loop: loop.change(longer))


def where_they_part(live: LiveRun, chosen: Choice, differences: Differences, of_another: str = "") -> str:
    """Say where a run and the controls part, and what keeps the run from following them."""
    running: Choice | None = live.runner.settings
    wanted = _as_long_as(running, chosen)
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


def _as_long_as(running: Choice | None, chosen: Choice) -> Choice:
    """Return what is chosen, but for the length of a run that has gone on beyond it."""
    if running is None or running[1].n_iterations < chosen[1].n_iterations:
        return chosen
    length = {name: getattr(running[1], name) for name in ("n_iterations", "images_every")}
    return chosen[0], replace(chosen[1], **length)
