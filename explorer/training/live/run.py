"""One training run from its start to its end: what its thread does, and what has come of it so far.

The thread draws from the training loop in slices of about 50 ms with short pauses between, so that the pages stay quick
on one or two cores. It ends when the run is over or nobody wants it any more, and is made again when somebody does.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from time import monotonic
from typing import Any, Generic, NamedTuple, TypeVar

from explorer.numbers import counted
from explorer.training.live.history import History, S
from explorer.training.live.lease import Lease
from explorer.training.live.memory import freed_memory_is_kept
from explorer.training.live.plan import Plan, Report, State, Status, TrainingDiverged
from explorer.training.live.slots import Slots, limit_torch_threads, lower_priority
from explorer.training.live.speed import LONGEST_PAUSE_S, Pace, Rate

SLICE_S = 0.05
SHORT_SLICE_S = 0.02  # NumPy's small products keep the interpreter to themselves: whoever draws a page waits for it
PAUSE_S = 0.003
MOST_CHANGES = 50

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Change(NamedTuple):
    """A change of a run's settings: the first iteration with other ones, those before it, and those from it on."""

    iteration: int
    before: Any
    after: Any


class _Unwanted(Exception):
    """Nobody waits for what is being prepared: its run was paused, stopped or forgotten, or its visitor has gone."""


class Run(Generic[S]):
    """One run from its start to its end; a new one is paused.

    Whoever reads or changes something of it holds the lock of `changed`, which is notified when its state changes or
    its thread ends. An iteration, or a question to the loop, holds `loop_lock`, taken before the other.

    Attributes
    ----------
    plan, history : what it was started with, and what came of it
    number : its place among the runs of its runner, from 1
    pace : how fast it may go
    state, message : what it is doing, and a sentence on how it ended
    changes : how its settings were changed on the way, in order; the last `MOST_CHANGES`
    """

    def __init__(
        self, plan: Plan[S], number: int, changed: threading.Condition, slots: Slots, lease: Lease, pace: Pace
    ) -> None:
        self.plan = plan
        self.history: History[S] = plan.history or History()
        self.number = number
        self.pace = pace
        self.state = State.PAUSED
        self.message = ""
        self.changes: deque[Change] = deque(maxlen=MOST_CHANGES)
        self.loop_lock = threading.Lock()
        self._changed = changed
        self._slots = slots
        self._lease = lease
        self._loop: Iterator[S] | None = None
        self._watch = plan.watch
        self._thread: threading.Thread | None = None
        self._ticket: object = None  # of its present thread, for a slot
        self._never = threading.Event()  # is never set: waiting for it is the pause between two slices
        self._is_over = False  # done, stopped or broken: the loop is not drawn from any more
        self._budget: int | None = None  # iterations left to do before a pause; None: no such limit
        self._orders: deque[Callable[[Any], None]] = deque()  # for the loop, each with its own iteration
        self._change: Callable[[Any], None] | None = None  # for the loop, before whichever iteration comes next
        self._preparation: tuple[float, str] | None = None  # how far it is, 0 to 1, and a sentence
        self._rate = Rate()

    # What is read of it.

    @property
    def iteration(self) -> int:
        """The iteration of the newest snapshot; 0 before the first."""
        return self.history.latest.iteration if self.history.latest else 0

    @property
    def can_go_on(self) -> bool:
        """Whether only its watch has stopped it."""
        return self.state is State.FAILED and not self._is_over

    @property
    def is_still(self) -> bool:
        """Whether it no longer runs and its last iteration is in."""
        return self.state is not State.RUNNING and self._thread is None

    def status(self) -> Status:
        """Return everything that a status line says."""
        running = self.state is State.RUNNING
        return Status(
            state=self.state,
            iteration=self.iteration,
            n_iterations=self.plan.n_iterations,
            rate=self._rate.per_second if running else None,
            message=self.message,
            can_go_on=self.can_go_on,
            n_ahead=self._slots.ahead_of(self._ticket) if running else None,
            n_training=self._slots.n_training,
            preparation=self._preparation if running else None,
            remark=self.plan.remark,
        )

    def consult(self, question: Callable[[Any], T]) -> T | None:
        """Ask the loop something between two iterations; None where there is no loop yet, nor a past to make it from.

        Called without the lock: it may take as long as an iteration.
        """
        if self._loop is None and self.plan.history is None:
            return None
        with self.loop_lock:
            return question(self._made_loop())

    # What its runner tells it.

    def go(self) -> None:
        """Go on for as long as there is something to do."""
        self._budget = None
        self._set_running()

    def go_one_further(self, order: Callable[[Any], None] | None) -> None:
        """Do one more iteration, of which the loop is told by `order`, then pause."""
        if order:
            self._orders.append(order)
        asked_for = self._budget if self.state is State.RUNNING else None
        self._budget = 1 + (asked_for or 0)
        self._set_running()

    def _set_running(self) -> None:
        if self.state is State.FAILED:
            self._watch = None  # it has said what it saw; whoever goes on knows
        self._is_over = False
        self._lease.renew()
        self._set_state(State.RUNNING)
        self.wake()

    def wake(self) -> None:
        """Let it have a thread, if it runs and has none."""
        if self.state is State.RUNNING and self._thread is None:
            self._rate.begin_anew()
            self._thread = threading.Thread(target=self._work, name="training", daemon=True)
            self._thread.start()

    def pause(self) -> None:
        """Stop after the present iteration and keep the place."""
        self._set_state(State.PAUSED)

    def end(self, state: State, message: str) -> None:
        """Draw from the loop no more; what it yet yields comes to nothing but a row in the history."""
        self._is_over = True
        self._set_state(state, message)

    def end_if_done(self) -> None:
        """Be finished if all iterations are there already."""
        if self.iteration >= self.plan.n_iterations:
            self.end(State.FINISHED, f"Done: {counted(self.iteration, 'iteration')}.")

    def change(self, settings: Any, tell: Callable[[Any], None]) -> None:
        """Have other settings from the next iteration on, and remember since when; called between two iterations."""
        at, before = self.iteration + 1, self.plan.settings
        if self.changes and self.changes[-1].iteration == at:
            before = self.changes.pop().before
        if self.iteration and settings != before:
            self.changes.append(Change(at, before, settings))
        self.take_over(settings, tell)

    def take_over(self, settings: Any, tell: Callable[[Any], None], n_iterations: int | None = None) -> None:
        """Have other settings, perhaps another length, from the next iteration on: `tell` tells the loop of them."""
        self.plan = replace(self.plan, settings=settings, n_iterations=n_iterations or self.plan.n_iterations)
        self._change = tell

    def _set_state(self, state: State, message: str = "") -> None:
        self.state, self.message = state, message
        self._changed.notify_all()

    # What its thread does, which takes the lock where it needs it.

    @property
    def _is_wanted(self) -> bool:
        return self.state is State.RUNNING and self._lease.is_held

    def _may_go_on(self) -> bool:
        """Whether the thread should go on; when not, it counts as gone from this moment on."""
        with self._changed:
            is_wanted = self._is_wanted
            if not is_wanted:
                self._thread = None
                self._changed.notify_all()
            return is_wanted

    def _work(self) -> None:
        """Draw from the loop in slices until the run is over or unwanted. The thread's main function."""
        ticket = object()
        lower_priority()
        try:
            with freed_memory_is_kept():
                while self._may_go_on():
                    self._ticket = ticket
                    if self.plan.prepare:
                        self._prepare(self.plan.prepare)
                    elif self._slots.acquire(ticket, timeout_s=0.1):
                        self._work_a_slice()
                        if self._slots.end_turn(ticket):
                            self._rate.begin_anew()
                        self._never.wait(self._pause_after_a_slice(ticket))
        finally:
            self._slots.release(ticket)

    def _prepare(self, prepare: Callable[[Report], Plan[S]]) -> None:
        def report(share: float, sentence: str) -> None:
            with self._changed:
                if not self._is_wanted:
                    raise _Unwanted
                self._preparation = share, sentence

        with self._failing(), suppress(_Unwanted):
            plan = prepare(report)
            with self._changed:
                self.plan, self._watch = plan, plan.watch
        self._preparation = None

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Let the run fail with what goes wrong within the block."""
        try:
            yield
        except TrainingDiverged as diverged:
            self._fail(str(diverged))
        except Exception as error:
            logger.exception("a training loop failed")
            self._fail(f"The training loop broke: {error}")

    def _fail(self, message: str) -> None:
        with self._changed:
            self.end(State.FAILED, message)

    def _work_a_slice(self) -> None:
        slice_end = monotonic() + (SLICE_S if self.plan.uses_torch else SHORT_SLICE_S)
        with self._failing():
            with self.loop_lock:
                loop = self._made_loop()
            self._mark_rate()
            while self._is_wanted and monotonic() < slice_end and not self.pace.seconds_ahead:
                self.pace.begin_iteration()
                self._iterate(loop)
            self._mark_rate()

    def _made_loop(self) -> Iterator[S]:
        """Return the loop, made at first use; called with its lock held."""
        if self._loop is None:
            if self.plan.uses_torch:
                limit_torch_threads()
            self._loop = self.plan.make_snapshots()
        return self._loop

    def _iterate(self, loop: Iterator[S]) -> None:
        with self.loop_lock:
            self._pass_on(loop)
            began = monotonic()
            snapshot = next(loop, None)
            seconds = monotonic() - began
            said = self._watch(snapshot) if self._watch and snapshot is not None else None
            with self._changed:
                self._take(snapshot, seconds, said)

    def _pass_on(self, loop: Iterator[S]) -> None:
        """Tell the loop what it is to know before its next iteration."""
        with self._changed:
            change, self._change = self._change, None
            order = self._orders.popleft() if self._orders else None
        for say in (change, order):
            if say:
                say(loop)

    def _take(self, snapshot: S | None, seconds: float, said: str | None) -> None:
        """Take in what the loop yielded, None at its end, how long that took, and what the watch said of it."""
        if snapshot is not None:
            self.history.append(snapshot, seconds)
        if self.state not in (State.RUNNING, State.PAUSED):  # stopped or forgotten meanwhile
            return
        if snapshot is None or snapshot.iteration >= self.plan.n_iterations:
            self.end(State.FINISHED, f"Done: {counted(self.iteration, 'iteration')}.")
        elif said:
            self._set_state(State.FAILED, said)
        elif self._budget is not None:
            self._budget -= 1
            if self._budget <= 0 and not self._orders:  # an order waits for an iteration of its own
                self._set_state(State.PAUSED)

    def _mark_rate(self) -> None:
        with self._changed:
            self._rate.mark(self.iteration)

    def _pause_after_a_slice(self, ticket: object) -> float:
        ahead = self.pace.seconds_ahead
        if ahead > PAUSE_S:
            self._slots.release(ticket)  # others need not wait for a run that waits
        return min(max(PAUSE_S, ahead), LONGEST_PAUSE_S)
