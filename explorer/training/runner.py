"""The background runner: one live training run of one visitor, in a thread that ends as soon as nobody watches.

A training loop is a generator of immutable snapshots. The runner draws from it in a thread of its own, in slices of
about 50 ms with short pauses between, so that the pages stay quick on one or two cores. The pages only ever read what
the runner has collected (`status`, `curves`, `frames`). Two things bound the cost for the whole process:

* slots: only `SLOTS.n_slots` runs compute at a time; the others wait in line and take turns;
* a lease: a page calls `touch` each time it draws. A run that was not touched for five seconds (tab closed, other page
  opened) gives its thread and slot back, keeps its place, and goes on at the next touch.
"""

import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache
from time import monotonic
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

LEASE_S = 5.0
SLICE_S = 0.05
PAUSE_S = 0.003
TURN_S = 15.0  # how long a run keeps its slot while others wait
RATE_WINDOW_S = 4.0
MAX_FRAMES = 120
MAX_ROWS = 20_000

logger = logging.getLogger(__name__)


class TrainingDiverged(RuntimeError):
    """A training loop met a number that is not finite; the message says it in a sentence."""


class State(StrEnum):
    """What a run is doing."""

    IDLE = "idle"  # nothing has been started
    RUNNING = "running"  # computing, or waiting for a slot, or asleep until the next touch
    PAUSED = "paused"  # keeps its place; `resume` goes on
    FINISHED = "finished"  # all iterations done, or stopped
    FAILED = "failed"  # diverged, collapsed or broken; the history is kept


class Snapshot(Protocol):
    """What a training loop yields: a frozen dataclass with the iteration's number, scalars and arrays.

    Every int or float field becomes a curve. A snapshot in which some field is an array is a frame: it is kept whole,
    for the timeline.
    """

    @property
    def iteration(self) -> int:
        """Number of the iteration, from 1."""
        ...


S = TypeVar("S", bound=Snapshot)


class Slots:
    """The process's training slots and the line before them.

    Parameters
    ----------
    n_slots
        How many runs may compute at the same time.
    turn_s
        Seconds after which a run hands its slot to the first in line, if there is one.
    """

    def __init__(self, n_slots: int, turn_s: float = TURN_S) -> None:
        self.n_slots = max(1, n_slots)
        self.turn_s = turn_s
        self._changed = threading.Condition(threading.RLock())
        self._holders: dict[object, float] = {}
        self._line: deque[object] = deque()

    def acquire(self, ticket: object, timeout_s: float) -> bool:
        """Take a slot for `ticket`, or stand in line up to `timeout_s` seconds; True once it holds one."""
        with self._changed:
            if ticket in self._holders:
                return True
            if ticket not in self._line:
                self._line.append(ticket)
            if not self._changed.wait_for(lambda: self._is_next(ticket), timeout_s):
                return False
            self._line.remove(ticket)
            self._holders[ticket] = monotonic()
            self._changed.notify_all()
            return True

    def _is_next(self, ticket: object) -> bool:
        n_free = self.n_slots - len(self._holders)
        return ticket in self._line and self._line.index(ticket) < n_free

    def release(self, ticket: object) -> None:
        """Give back the slot or the place in line of `ticket`, if it has one."""
        with self._changed:
            self._holders.pop(ticket, None)
            if ticket in self._line:
                self._line.remove(ticket)
            self._changed.notify_all()

    def end_turn(self, ticket: object) -> bool:
        """Let the first in line have the slot of `ticket` if its turn is over; True when it was given back."""
        with self._changed:
            is_over = bool(self._line) and monotonic() - self._holders.get(ticket, np.inf) > self.turn_s
            if is_over:
                self.release(ticket)
            return is_over

    def ahead_of(self, ticket: object) -> int | None:
        """How many stand in line before `ticket`; None when it does not stand in line."""
        with self._changed:
            return self._line.index(ticket) if ticket in self._line else None

    @property
    def n_training(self) -> int:
        """How many runs hold a slot."""
        with self._changed:
            return len(self._holders)


SLOTS = Slots(int(os.environ.get("GAN_EXPLORER_SLOTS") or 2))


@cache
def _limit_torch_threads() -> None:
    """Share the cores between the slots. Once a process, in a training thread: pages never import torch for it."""
    import torch

    # Never more than two: hosts that lend a fraction of a core still report all of theirs.
    torch.set_num_threads(min(2, max(1, (os.cpu_count() or 1) // SLOTS.n_slots)))


class History(Generic[S]):
    """What is kept of a run: its scalars as growing arrays, and a bounded number of frames.

    Parameters
    ----------
    max_rows
        Rows of scalars kept; beyond, every second row goes and only every second (fourth, ...) comes in.
    max_frames
        Frames kept; beyond, the one whose neighbours are nearest to each other goes. First and last always stay.
    """

    def __init__(self, max_rows: int = MAX_ROWS, max_frames: int = MAX_FRAMES) -> None:
        self.latest: S | None = None
        self._max_rows = max_rows
        self._max_frames = max_frames
        self._names: tuple[str, ...] = ()
        self._rows = np.empty((0, 0))
        self._n_rows = 0
        self._every = 1
        self._n_seen = 0
        self._frames: list[S] = []

    def append(self, snapshot: S) -> None:
        """Take in the next snapshot."""
        values = {f.name: getattr(snapshot, f.name) for f in fields(snapshot)}  # type: ignore[arg-type]
        self.latest = snapshot
        if not self._names:
            self._names = tuple(name for name, value in values.items() if isinstance(value, (int, float)))
        if self._n_seen % self._every == 0:
            self._append_row([values[name] for name in self._names])
        self._n_seen += 1
        if any(isinstance(value, np.ndarray) for value in values.values()):
            self._append_frame(snapshot)

    def _append_row(self, row: list[float]) -> None:
        if self._n_rows == len(self._rows):
            grown = np.empty((min(max(256, 2 * self._n_rows), self._max_rows), len(row)))
            grown[: self._n_rows] = self._rows[: self._n_rows].reshape(self._n_rows, len(row))
            self._rows = grown
        self._rows[self._n_rows] = row
        self._n_rows += 1
        if self._n_rows == self._max_rows:
            kept = self._rows[: self._n_rows : 2].copy()
            self._n_rows = len(kept)
            self._rows[: self._n_rows] = kept
            self._every *= 2

    def _append_frame(self, snapshot: S) -> None:
        self._frames.append(snapshot)
        if len(self._frames) > self._max_frames:
            iterations = np.array([frame.iteration for frame in self._frames])
            del self._frames[1 + int(np.argmin(iterations[2:] - iterations[:-2]))]

    def curves(self) -> dict[str, NDArray[np.float64]]:
        """Return every scalar of the snapshots by its name, as copies of equal length."""
        return {name: self._rows[: self._n_rows, i].copy() for i, name in enumerate(self._names)}

    def frames(self) -> tuple[S, ...]:
        """Return the kept snapshots that carry arrays, in order."""
        return tuple(self._frames)


@dataclass(frozen=True)
class Status:
    """What a page says about a run, read at one moment.

    `message` is a sentence on how the run ended, or empty. `n_ahead` counts those before this run in the line for a
    slot, None when it does not wait. `rate` is in iterations a second over the last seconds, None while unknown.
    """

    state: State
    iteration: int = 0
    n_iterations: int = 0
    rate: float | None = None
    message: str = ""
    can_go_on: bool = False
    n_ahead: int | None = None
    n_training: int = 0

    @property
    def is_waiting(self) -> bool:
        """Whether the run stands in line for a slot."""
        return self.n_ahead is not None

    @property
    def progress(self) -> float:
        """Share of the iterations that are done, 0 to 1."""
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
    """

    make_snapshots: Callable[[], Iterator[S]]
    n_iterations: int
    settings: Any = None
    watch: Callable[[S], str | None] | None = None


@dataclass(eq=False)
class _Run(Generic[S]):
    """One run from its start to its end."""

    plan: Plan[S]
    number: int
    watch: Callable[[S], str | None] | None
    history: History[S] = field(default_factory=lambda: History())
    snapshots: Iterator[S] | None = None
    thread: threading.Thread | None = None
    ticket: object = None  # of its present thread, for a slot
    is_over: bool = False  # done, stopped or broken: the loop is not drawn from any more
    budget: int | None = None  # iterations left to do before a pause; None: no such limit
    marks: deque[tuple[float, int]] = field(default_factory=deque)  # (time, iteration) of the last slices


class Runner(Generic[S]):
    """One visitor's training run, started, paused, stepped and stopped from a page while a thread computes it.

    Every method may be called at any time, from any thread, any number of times; one that makes no sense in the present
    state (pausing a run that is over) does nothing. Each returns at once: the thread follows after the iteration that
    it is in. `wait` is there for those who want the outcome.

    Parameters
    ----------
    slots
        The slots to share; the process's own by default.
    lease_s
        Seconds without a `touch` after which the run gives its thread and slot back.
    """

    def __init__(self, slots: Slots = SLOTS, lease_s: float = LEASE_S) -> None:
        self._slots = slots
        self._lease_s = lease_s
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._breath = threading.Event()  # never set: waiting on it is the pause between two slices
        self._state = State.IDLE
        self._message = ""
        self._run: _Run[S] | None = None
        self._n_runs = 0
        self._touched = monotonic()

    # What a page does.

    def start(self, plan: Plan[S]) -> None:
        """Begin a new run and forget the one before."""
        with self._lock:
            self._begin(plan)
            self._go(budget=None)

    def step(self, plan: Plan[S] | None = None) -> None:
        """Do one more iteration, then pause. Where no run can go on, begin one with the plan, if there is one."""
        with self._lock:
            if self._state not in (State.RUNNING, State.PAUSED) and not self._can_go_on():
                if plan is None:
                    return
                self._begin(plan)
            budget = self._run.budget if self._run and self._state is State.RUNNING else 0
            self._go(budget=1 + (budget or 0))

    def pause(self) -> None:
        """Stop after the present iteration and keep the place."""
        with self._lock:
            if self._state is State.RUNNING:
                self._set_state(State.PAUSED)

    def resume(self) -> None:
        """Go on after a pause, or after the watch has stopped the run."""
        with self._lock:
            if self._state is State.PAUSED or self._can_go_on():
                self._go(budget=None)

    def stop(self) -> None:
        """End the run and keep its history."""
        with self._lock:
            if self._run and self._state in (State.RUNNING, State.PAUSED):
                self._end(self._run, State.FINISHED, f"Stopped at iteration {self._iteration():,}.")

    def reset(self) -> None:
        """Forget the run and its history."""
        with self._lock:
            self._run = None
            self._set_state(State.IDLE)

    def touch(self) -> None:
        """Renew the lease, and wake a run that had gone to sleep. Pages call this each time they draw."""
        with self._lock:
            self._touched = monotonic()
            if self._state is State.RUNNING and self._run:
                self._ensure_thread(self._run)

    def let_go(self) -> None:
        """Give the lease back at once: the visitor's tab has closed. The next `touch` goes on."""
        with self._lock:
            self._touched = -np.inf

    def wait(self, timeout_s: float) -> State:
        """Wait until the run no longer runs and its last iteration is in, at most `timeout_s` s; return the state."""
        with self._changed:
            self._changed.wait_for(self._is_still, timeout_s)
            return self._state

    def _is_still(self) -> bool:
        has_thread = self._run is not None and self._run.thread is not None
        return self._state is not State.RUNNING and not has_thread

    # What a page reads.

    @property
    def state(self) -> State:
        """What the run is doing."""
        return self._state

    @property
    def settings(self) -> Any:
        """The settings that the run was started with; None without a run."""
        with self._lock:
            return self._run.plan.settings if self._run else None

    @property
    def run_number(self) -> int:
        """Counts the runs of this runner, from 1; 0 without a run. A key for widgets that belong to one run."""
        with self._lock:
            return self._run.number if self._run else 0

    def status(self) -> Status:
        """Return everything that a status line says."""
        with self._lock:
            run = self._run
            if run is None:
                return Status(self._state)
            running = self._state is State.RUNNING
            return Status(
                state=self._state,
                iteration=self._iteration(),
                n_iterations=run.plan.n_iterations,
                rate=_rate(run.marks) if running else None,
                message=self._message,
                can_go_on=self._can_go_on(),
                n_ahead=self._slots.ahead_of(run.ticket) if running else None,
                n_training=self._slots.n_training,
            )

    def curves(self) -> dict[str, NDArray[np.float64]]:
        """Return every scalar of the snapshots so far by its name; empty before the first."""
        with self._lock:
            return self._run.history.curves() if self._run else {}

    def frames(self) -> tuple[S, ...]:
        """Return the kept snapshots that carry arrays, in order."""
        with self._lock:
            return self._run.history.frames() if self._run else ()

    def frame_at(self, iteration: float) -> S | None:
        """Return the last kept frame at or before `iteration` (the first one if all come later); None without any."""
        frames = self.frames()
        earlier = [frame for frame in frames if frame.iteration <= iteration]
        return earlier[-1] if earlier else (frames[0] if frames else None)

    def latest(self) -> S | None:
        """Return the newest snapshot; None before the first."""
        with self._lock:
            return self._run.history.latest if self._run else None

    # How it works. Everything below is called with the lock held, except what the thread runs.

    def _begin(self, plan: Plan[S]) -> None:
        self._n_runs += 1
        self._run = _Run(plan, self._n_runs, plan.watch)

    def _go(self, budget: int | None) -> None:
        if self._run:
            if self._state is State.FAILED:
                self._run.watch = None  # it has said what it saw; whoever goes on knows
            self._run.budget = budget
            self._touched = monotonic()
            self._set_state(State.RUNNING)
            self._ensure_thread(self._run)

    def _end(self, run: _Run[S], state: State, message: str) -> None:
        run.is_over = True
        self._drop_loop(run)
        self._set_state(state, message)

    def _drop_loop(self, run: _Run[S]) -> None:
        # Networks and data go with the loop. While a thread draws from it, that thread drops it when it leaves.
        if run.is_over and run.thread is None:
            run.snapshots = None

    def _set_state(self, state: State, message: str = "") -> None:
        self._state, self._message = state, message
        self._changed.notify_all()

    def _iteration(self) -> int:
        latest = self.latest()
        return latest.iteration if latest else 0

    def _can_go_on(self) -> bool:
        return self._state is State.FAILED and self._run is not None and not self._run.is_over

    def _ensure_thread(self, run: _Run[S]) -> None:
        if run.thread is None:
            run.marks.clear()
            run.thread = threading.Thread(target=self._work, args=(run,), name="training", daemon=True)
            run.thread.start()

    def _is_wanted(self, run: _Run[S]) -> bool:
        is_leased = monotonic() - self._touched < self._lease_s
        return run is self._run and self._state is State.RUNNING and is_leased

    def _may_go_on(self, run: _Run[S]) -> bool:
        """Whether the thread of `run` should go on; when not, it counts as gone from this moment on."""
        with self._lock:
            is_wanted = self._is_wanted(run)
            if not is_wanted:
                run.thread = None
                self._drop_loop(run)
                self._changed.notify_all()
            return is_wanted

    def _work(self, run: _Run[S]) -> None:
        """Draw from the loop in slices until the run is over or unwanted. The thread's main function."""
        ticket = object()
        try:
            while self._may_go_on(run):
                run.ticket = ticket
                if self._slots.acquire(ticket, timeout_s=0.1):
                    self._work_a_slice(run)
                    if self._slots.end_turn(ticket):
                        run.marks.clear()
                    self._breath.wait(PAUSE_S)
        finally:
            self._slots.release(ticket)

    def _work_a_slice(self, run: _Run[S]) -> None:
        slice_end = monotonic() + SLICE_S
        try:
            if run.snapshots is None:
                _limit_torch_threads()
                run.snapshots = run.plan.make_snapshots()
            self._mark(run)
            while self._is_wanted(run) and monotonic() < slice_end:
                snapshot = next(run.snapshots, None)
                said = run.watch(snapshot) if run.watch and snapshot is not None else None
                with self._lock:
                    self._take(run, snapshot, said)
            self._mark(run)
        except TrainingDiverged as diverged:
            self._fail(run, str(diverged))
        except Exception as error:
            logger.exception("a training loop failed")
            self._fail(run, f"The training loop broke: {error}")

    def _take(self, run: _Run[S], snapshot: S | None, said: str | None) -> None:
        if snapshot is not None:
            run.history.append(snapshot)
        is_last = snapshot is None or snapshot.iteration >= run.plan.n_iterations
        if run is not self._run or self._state not in (State.RUNNING, State.PAUSED):  # reset or stopped meanwhile
            return
        if is_last:
            self._end(run, State.FINISHED, f"Done: {self._iteration():,} iterations.")
        elif said:
            self._set_state(State.FAILED, said)
        elif run.budget is not None:
            run.budget -= 1
            if run.budget <= 0:
                self._set_state(State.PAUSED)

    def _fail(self, run: _Run[S], message: str) -> None:
        with self._lock:
            if run is self._run:
                self._end(run, State.FAILED, message)

    def _mark(self, run: _Run[S]) -> None:
        with self._lock:
            latest = run.history.latest
            now = monotonic()
            run.marks.append((now, latest.iteration if latest else 0))
            while now - run.marks[0][0] > RATE_WINDOW_S and len(run.marks) > 2:
                run.marks.popleft()


def _rate(marks: deque[tuple[float, int]]) -> float | None:
    if len(marks) < 2:
        return None
    (first_time, first), (last_time, last) = marks[0], marks[-1]
    return (last - first) / (last_time - first_time) if last > first and last_time > first_time else None
