"""How a run whose settings say how long it is goes on after its end."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from explorer.ui.live import LiveRun

Settings = TypeVar("Settings", bound=Any)

LENGTH = ("n_iterations", "images_every", "frame_every")  # how long a run is, and what follows from that


def as_long_as(running: Settings | None, chosen: Settings) -> Settings:
    """Return what is chosen, but for the length of a run that has gone on beyond it."""
    if running is None or running.n_iterations < chosen.n_iterations:
        return chosen
    own = {field.name for field in fields(chosen)}
    return replace(chosen, **{name: getattr(running, name) for name in LENGTH if name in own})


def go_on(
    live: LiveRun, running: Settings, chosen: Settings, kept: Callable[[Settings], Any] = lambda longer: longer
) -> None:
    """Let a run that was stopped go on to its end, and one that is done as far again as the controls say.

    `kept` makes of settings what the runner keeps of them.
    """
    done = live.runner.status().iteration
    n_iterations = running.n_iterations if done < running.n_iterations else done + chosen.n_iterations
    longer = replace(running, n_iterations=n_iterations)
    live.runner.extend(n_iterations, kept(longer), lambda loop: loop.change(longer))
