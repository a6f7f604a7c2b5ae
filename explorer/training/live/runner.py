"""The background runner: one live training run of one visitor, in a thread that ends as soon as nobody watches.

A training loop is a generator of immutable snapshots. The runner draws from it in a thread of its own, in slices of
about 50 ms with short pauses between, so that the pages stay quick on one or two cores. The pages only ever read what
the runner has collected (`status`, `curves`, `frames`). Two things bound the cost for the whole process:

* slots: only `SLOTS.n_slots` runs compute at a time; the others wait in line and take turns;
* a lease: a page calls `touch` each time it draws. A run that was not touched for five seconds (tab closed, other page
  opened) gives its thread and slot back, keeps its place, and goes on at the next touch.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from explorer.training.live.history import History, S
from explorer.training.live.memory import freed_memory_is_kept
from explorer.training.live.plan import Plan, Report, State, Status, TrainingDiverged
from explorer.training.live.slots import SLOTS, Slots, limit_torch_threads, lower_priority

LEASE_S = 5.0
SLICE_S = 0.05
SHORT_SLICE_S = 0.02  # NumPy's small products keep the interpreter to themselves: whoever draws a page waits for it
PAUSE_S = 0.003
LONGEST_PAUSE_S = 0.05  # so that a press, or a change of the pace, is heard at once
RATE_WINDOW_S = 4.0

logger = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(eq=False)
class _Run(Generic[S]):
    """One run from its start to its end."""

    plan: Plan[S]
    number: int
    watch: Callable[[S], str | None] | None
    history: History[S]
    snapshots: Iterator[S] | None = None
    loop_lock: threading.Lock = field(default_factory=threading.Lock)  # one iteration, or one question, at a time
    thread: threading.Thread | None = None
    ticket: object = None  # of its present thread, for a slot
    is_over: bool = False  # done, stopped or broken: the loop is not drawn from any more
    budget: int | None = None  # iterations left to do before a pause; None: no such limit
    marks: deque[tuple[float, int]] = field(default_factory=deque)  # (time, iteration) of the last slices
    orders: deque[Callable[[Any], None]] = field(default_factory=deque)  # for the loop, each with its own iteration
    change: Callable[[Any], None] | None = None  # for the loop, before whichever iteration comes next
    changed_at: int | None = None  # the first iteration with other settings than at the start
    preparation: tuple[float, str] | None = None  # how far it is, 0 to 1, and a sentence
    due: float = 0.0  # when the next iteration may come, where the pace is held back


class _Unwanted(Exception):
    """Nobody waits for what is being prepared: its run was paused, stopped or forgotten, or its visitor has gone."""


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

    Attributes
    ----------
    pace : the most iterations a second; None is as many as there is time for. May change while the run runs.
    """

    def __init__(self, slots: Slots = SLOTS, lease_s: float = LEASE_S) -> None:
        self._slots = slots
        self._lease_s = lease_s
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._never = threading.Event()  # is never set: waiting for it is the pause between two slices
        self._state = State.IDLE
        self._message = ""
        self._run: _Run[S] | None = None
        self._n_runs = 0
        self._touched = monotonic()
        self._left_at: float | None = None
        self.pace: float | None = None

    # What a page does.

    def start(self, plan: Plan[S]) -> None:
        """Begin a new run and forget the one before."""
        with self._lock:
            self._begin(plan)
            self._go(budget=None)

    def step(self, plan: Plan[S] | None = None, order: Callable[[Any], None] | None = None) -> None:
        """Do one more iteration, then pause. Where no run can go on, begin one with the plan, if there is one.

        `order`, if any, is called with the loop before that iteration.
        """
        with self._lock:
            if self._state not in (State.RUNNING, State.PAUSED) and not self._can_go_on():
                if plan is None:
                    return
                self._begin(plan)
            if order and self._run:
                self._run.orders.append(order)
            budget = self._run.budget if self._run and self._state is State.RUNNING else 0
            self._go(budget=1 + (budget or 0))

    def change(self, settings: Any, tell: Callable[[Any], None]) -> None:
        """Let the run go on with other settings: `tell` is called with its loop before the next iteration.

        Waits for the iteration at hand, so that `changed_at` is the first one with the new settings.
        """
        with self._at_rest() as run:
            if run and self._state in (State.RUNNING, State.PAUSED):
                run.plan = replace(run.plan, settings=settings)
                run.change = tell
                run.changed_at = self._iteration() + 1

    def extend(self, n_iterations: int, settings: Any, tell: Callable[[Any], None]) -> None:
        """Let a run that is done, or was stopped, go on up to `n_iterations`; `settings` and `tell` as for `change`."""
        with self._at_rest() as run:
            if run and self._state is State.FINISHED:
                run.plan = replace(run.plan, settings=settings, n_iterations=n_iterations)
                run.change = tell
                run.is_over = False
                self._go(budget=None)

    @contextmanager
    def _at_rest(self) -> Iterator[_Run[S] | None]:
        """Wait for the iteration at hand, and hold the next one back; None if the run is another one by then."""
        with self._lock:
            run = self._run
        if run is None:
            yield None
            return
        with run.loop_lock, self._lock:
            yield run if run is self._run else None

    def load(self, plan: Plan[S]) -> None:
        """Put a run with a history in the place of the one before: paused where it stands, or finished."""
        with self._lock:
            self._begin(plan)
            if self._run and self._iteration() >= plan.n_iterations:
                self._end(self._run, State.FINISHED, f"Done: {self._iteration():,} iterations.")
            else:
                self._set_state(State.PAUSED)

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
            self._left_at = None
            if self._state is State.RUNNING and self._run:
                self._ensure_thread(self._run)

    def end_lease(self) -> None:
        """End the lease at once: the visitor's tab has closed. The next `touch` renews it."""
        with self._lock:
            self._touched = -np.inf
            self._left_at = monotonic()

    @property
    def left_at(self) -> float | None:
        """When its visitor's session has ended, by the monotonic clock; None while it is open."""
        return self._left_at

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
        """The settings of the run, as it was started or `change`d; None without a run."""
        with self._lock:
            return self._run.plan.settings if self._run else None

    @property
    def changed_at(self) -> int | None:
        """The first iteration since the settings were last changed; None if they are those of the start."""
        with self._lock:
            return self._run.changed_at if self._run else None

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
                preparation=run.preparation if running else None,
                remark=run.plan.remark,
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

    def consult(self, question: Callable[[Any], T]) -> T | None:
        """Ask the loop itself something between two iterations, also when it is paused or over; None without a loop.

        What the runner has collected does not change meanwhile. A run from a file makes its loop here if need be.
        """
        with self._lock:
            run = self._run
        if run is None or (run.snapshots is None and run.plan.history is None):
            return None
        with run.loop_lock:
            return question(_loop_of(run))

    # How it works. Everything below is called with the lock held, except what the thread runs.

    def _begin(self, plan: Plan[S]) -> None:
        self._n_runs += 1
        self._run = _Run(plan, self._n_runs, plan.watch, plan.history or History())

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
        self._set_state(state, message)

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
                self._changed.notify_all()
            return is_wanted

    def _work(self, run: _Run[S]) -> None:
        """Draw from the loop in slices until the run is over or unwanted. The thread's main function."""
        ticket = object()
        lower_priority()
        try:
            with freed_memory_is_kept():
                while self._may_go_on(run):
                    run.ticket = ticket
                    if run.plan.prepare:
                        self._prepare(run, run.plan.prepare)
                    elif self._slots.acquire(ticket, timeout_s=0.1):
                        self._work_a_slice(run)
                        if self._slots.end_turn(ticket):
                            run.marks.clear()
                        self._never.wait(self._pause_after_a_slice(run, ticket))
        finally:
            self._slots.release(ticket)

    def _prepare(self, run: _Run[S], prepare: Callable[[Report], Plan[S]]) -> None:
        def report(share: float, sentence: str) -> None:
            with self._lock:
                if not self._is_wanted(run):
                    raise _Unwanted
                run.preparation = share, sentence

        with self._failing(run), suppress(_Unwanted):
            plan = prepare(report)
            with self._lock:
                run.plan, run.watch = plan, plan.watch
        run.preparation = None

    @contextmanager
    def _failing(self, run: _Run[S]) -> Iterator[None]:
        """Let the run fail with what goes wrong within the block."""
        try:
            yield
        except TrainingDiverged as diverged:
            self._fail(run, str(diverged))
        except Exception as error:
            logger.exception("a training loop failed")
            self._fail(run, f"The training loop broke: {error}")

    def _work_a_slice(self, run: _Run[S]) -> None:
        slice_end = monotonic() + (SLICE_S if run.plan.uses_torch else SHORT_SLICE_S)
        with self._failing(run):
            with run.loop_lock:
                snapshots = _loop_of(run)
            self._mark(run)
            while self._is_wanted(run) and monotonic() < slice_end and not self._seconds_ahead(run):
                self._pace(run)
                with run.loop_lock:
                    self._pass_on(run, snapshots)
                    began = monotonic()
                    snapshot = next(snapshots, None)
                    seconds = monotonic() - began
                    said = run.watch(snapshot) if run.watch and snapshot is not None else None
                    with self._lock:
                        self._take(run, snapshot, seconds, said)
            self._mark(run)

    def _pace(self, run: _Run[S]) -> None:
        """Say when the iteration after the one that comes now is due; what has been missed is not made up for."""
        if self.pace:
            run.due = max(run.due, monotonic() - LONGEST_PAUSE_S) + 1 / self.pace

    def _seconds_ahead(self, run: _Run[S]) -> float:
        """Return how long the next iteration has to wait for the pace."""
        return max(0.0, run.due - monotonic()) if self.pace else 0.0

    def _pause_after_a_slice(self, run: _Run[S], ticket: object) -> float:
        ahead = self._seconds_ahead(run)
        if ahead > PAUSE_S:
            self._slots.release(ticket)  # others need not wait for a run that waits
        return min(max(PAUSE_S, ahead), LONGEST_PAUSE_S)

    def _pass_on(self, run: _Run[S], loop: Iterator[S]) -> None:
        """Tell the loop what it is to know before its next iteration; called with its lock held."""
        with self._lock:
            change, run.change = run.change, None
            order = run.orders.popleft() if run.orders else None
        for say in (change, order):
            if say:
                say(loop)

    def _take(self, run: _Run[S], snapshot: S | None, seconds: float, said: str | None) -> None:
        if snapshot is not None:
            run.history.append(snapshot, seconds)
        is_last = snapshot is None or snapshot.iteration >= run.plan.n_iterations
        if run is not self._run or self._state not in (State.RUNNING, State.PAUSED):  # reset or stopped meanwhile
            return
        if is_last:
            self._end(run, State.FINISHED, f"Done: {self._iteration():,} iterations.")
        elif said:
            self._set_state(State.FAILED, said)
        elif run.budget is not None:
            run.budget -= 1
            if run.budget <= 0 and not run.orders:  # an order waits for an iteration of its own
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


def _loop_of(run: _Run[S]) -> Iterator[S]:
    """Return the run's loop, made at first use; called with the loop's lock held."""
    if run.snapshots is None:
        if run.plan.uses_torch:
            limit_torch_threads()
        run.snapshots = run.plan.make_snapshots()
    return run.snapshots


def _rate(marks: deque[tuple[float, int]]) -> float | None:
    if len(marks) < 2:
        return None
    (first_time, first), (last_time, last) = marks[0], marks[-1]
    return (last - first) / (last_time - first_time) if last > first and last_time > first_time else None
