"""What a run is started with, and what a page says about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic

from explorer.training.live.history import History, S

# Called with the share that is done, 0 to 1, and a sentence; raises when the run is not wanted any more.
Report = Callable[[float, str], None]


class TrainingDiverged(RuntimeError):
    """A training loop met a number that is not finite; the message says it in a sentence."""


class State(StrEnum):
    """What a run is doing."""

    IDLE = "idle"  # nothing has been started
    RUNNING = "running"  # computing, or waiting for a slot, or asleep until the next touch
    PAUSED = "paused"  # keeps its place; `resume` goes on
    FINISHED = "finished"  # all iterations done, or stopped
    FAILED = "failed"  # diverged, collapsed or broken; the history is kept


@dataclass(frozen=True)
class Status:
    """What a page says about a run, read at one moment.

    `message` is a sentence on how the run ended, or empty. `n_ahead` counts those before this run in the line for a
    slot, None when it does not wait. `rate` is in iterations a second over the last seconds, None while unknown.
    `preparation` is how far what comes before the first iteration is, and a sentence on it; None when nothing is done.
    `remark` is the plan's.
    """

    state: State
    iteration: int = 0
    n_iterations: int = 0
    rate: float | None = None
    message: str = ""
    can_go_on: bool = False
    n_ahead: int | None = None
    n_training: int = 0
    preparation: tuple[float, str] | None = None
    remark: str = ""

    @property
    def progress(self) -> float:
        """Share of the iterations that are done, or of what comes before them, 0 to 1."""
        if self.preparation:
            return self.preparation[0]
        return min(1.0, self.iteration / self.n_iterations) if self.n_iterations else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the run is done at the present rate."""
        return (self.n_iterations - self.iteration) / self.rate if self.rate else None


@dataclass(frozen=True)
class Plan(Generic[S]):
    """Everything that a run is started with.

    Parameters
    ----------
    make_snapshots
        Makes the training loop. Called in the training thread, so that a page never waits for networks or torch:
        import those inside it.
    n_iterations
        How many snapshots the loop will yield, for progress and time left.
    settings
        Anything that tells this plan from others (a frozen dataclass), for the page to compare with its controls.
    watch
        Looks at every snapshot and returns a sentence when the run has gone wrong (collapsed), else None. The run then
        fails with that sentence; `Runner.resume` goes on without the watch.
    history
        What the run has behind it, for a run that goes on from a file; it is taken over, not copied.
    uses_torch
        Whether the loop computes with torch. Importing it takes seconds, which a loop in NumPy need not wait for.
    prepare
        What has to be done before the loop can be made, such as a download: called in the training thread, which holds
        no slot meanwhile, and returns the plan to go on with in the place of this one.
    remark
        A sentence on what became of what was asked for, or empty.
    """

    make_snapshots: Callable[[], Iterator[S]]
    n_iterations: int
    settings: Any = None
    watch: Callable[[S], str | None] | None = None
    history: History[S] | None = None
    uses_torch: bool = True
    prepare: Callable[[Report], "Plan[S]"] | None = None
    remark: str = ""
