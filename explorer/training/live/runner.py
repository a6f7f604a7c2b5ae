"""The background runner: one live training run of one visitor, in a thread that ends as soon as nobody watches.

A training loop is a generator of immutable snapshots. A thread draws from it (`run.py`) while the pages only ever read
what has been collected (`status`, `curves`, `frames`). Two things bound the cost for the whole process:

* slots: only `SLOTS.n_slots` runs compute at a time; the others wait in line and take turns;
* a lease: a page calls `touch` each time it draws. A run that was not touched for five seconds (tab closed, other page
  opened) gives its thread and slot back, keeps its place, and goes on at the next touch.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from explorer.training.live.history import S
from explorer.training.live.lease import LEASE_S, Lease
from explorer.training.live.plan import Plan, State, Status
from explorer.training.live.run import Change, Run
from explorer.training.live.slots import SLOTS, Slots
from explorer.training.live.speed import Pace

T = TypeVar("T")


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
        self._lease = Lease(lease_s)
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._run: Run[S] | None = None
        self._n_runs = 0
        self._pace: float | None = None

    # What a page does.

    def start(self, plan: Plan[S]) -> None:
        """Begin a new run and forget the one before."""
        with self._lock:
            self._begin(plan).go()

    def step(self, plan: Plan[S] | None = None, order: Callable[[Any], None] | None = None) -> None:
        """Do one more iteration, then pause. Where no run can go on, begin one with the plan, if there is one.

        `order`, if any, is called with the loop before that iteration.
        """
        with self._lock:
            run = self._run
            if run is None or not (run.state in (State.RUNNING, State.PAUSED) or run.can_go_on):
                if plan is None:
                    return
                run = self._begin(plan)
            run.go_one_further(order)

    def change(self, settings: Any, tell: Callable[[Any], None]) -> None:
        """Let the run go on with other settings: `tell` is called with its loop before the next iteration.

        Waits for the iteration at hand, so that it is known which one is the first with the new settings.
        """
        with self._at_rest() as run:
            if run and run.state in (State.RUNNING, State.PAUSED):
                run.change(settings, tell)

    def extend(self, n_iterations: int, settings: Any, tell: Callable[[Any], None]) -> None:
        """Let a run that is done, or was stopped, go on up to `n_iterations`; `settings` and `tell` as for `change`."""
        with self._at_rest() as run:
            if run and run.state is State.FINISHED:
                run.take_over(settings, tell, n_iterations)
                run.go()

    def load(self, plan: Plan[S]) -> None:
        """Put a run with a history in the place of the one before: paused where it stands, or finished."""
        with self._lock:
            self._begin(plan).end_if_done()

    def pause(self) -> None:
        """Stop after the present iteration and keep the place."""
        with self._lock:
            if self._run and self._run.state is State.RUNNING:
                self._run.pause()

    def resume(self) -> None:
        """Go on after a pause, or after the watch has stopped the run."""
        with self._lock:
            if self._run and (self._run.state is State.PAUSED or self._run.can_go_on):
                self._run.go()

    def stop(self) -> None:
        """End the run and keep its history."""
        with self._lock:
            if self._run and self._run.state in (State.RUNNING, State.PAUSED):
                self._run.end(State.FINISHED, f"Stopped at iteration {self._run.iteration:,}.")

    def reset(self) -> None:
        """Forget the run and its history."""
        with self._lock:
            if self._run:
                run, self._run = self._run, None
                run.end(State.FINISHED, "")

    @property
    def pace(self) -> float | None:
        """The most iterations a second; None is as many as there is time for. May change while the run runs."""
        return self._pace

    @pace.setter
    def pace(self, per_second: float | None) -> None:
        with self._lock:
            self._pace = per_second
            if self._run:
                self._run.pace.per_second = per_second

    def touch(self) -> None:
        """Renew the lease, and wake a run that had gone to sleep. Pages call this each time they draw."""
        with self._lock:
            self._lease.renew()
            if self._run:
                self._run.wake()

    def end_lease(self) -> None:
        """End the lease at once: the visitor's tab has closed. The next `touch` renews it."""
        with self._lock:
            self._lease.end()

    @property
    def left_at(self) -> float | None:
        """When its visitor's session has ended, by the monotonic clock; None while it is open."""
        return self._lease.left_at

    def wait(self, timeout_s: float) -> State:
        """Wait until the run no longer runs and its last iteration is in, at most `timeout_s` s; return the state."""
        with self._changed:
            self._changed.wait_for(lambda: self._run is None or self._run.is_still, timeout_s)
            return self.state

    def _begin(self, plan: Plan[S]) -> Run[S]:
        self.reset()
        self._n_runs += 1
        self._run = Run(plan, self._n_runs, self._changed, self._slots, self._lease, Pace(self._pace))
        return self._run

    @contextmanager
    def _at_rest(self) -> Iterator[Run[S] | None]:
        """Wait for the iteration at hand, and hold the next one back; None if the run is another one by then."""
        with self._lock:
            run = self._run
        if run is None:
            yield None
            return
        with run.loop_lock, self._lock:
            yield run if run is self._run else None

    # What a page reads.

    @property
    def state(self) -> State:
        """What the run is doing."""
        with self._lock:
            return self._run.state if self._run else State.IDLE

    @property
    def settings(self) -> Any:
        """The settings of the run, as it was started or `change`d; None without a run."""
        with self._lock:
            return self._run.plan.settings if self._run else None

    @property
    def changes(self) -> tuple[Change, ...]:
        """How the settings were `change`d since the start, in order."""
        with self._lock:
            return tuple(self._run.changes) if self._run else ()

    @property
    def run_number(self) -> int:
        """Counts the runs of this runner, from 1; 0 without a run. A key for widgets that belong to one run."""
        with self._lock:
            return self._run.number if self._run else 0

    def status(self) -> Status:
        """Return everything that a status line says."""
        with self._lock:
            return self._run.status() if self._run else Status(State.IDLE)

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

    def consult(self, question: Callable[[Any], T]) -> T | None:
        """Ask the loop itself something between two iterations, also when it is paused or over; None without a loop.

        What the runner has collected does not change meanwhile. A run from a file makes its loop here if need be.
        """
        with self._lock:
            run = self._run
        return run.consult(question) if run else None
