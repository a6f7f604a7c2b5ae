"""Training slots: how many runs compute at the same time in one process, and the line before them."""

import os
import sys
import threading
from collections import deque
from contextlib import suppress
from functools import cache
from time import monotonic

import numpy as np

from explorer.importing import IMPORTING
from explorer.training.live.memory import keep_freed_memory

TURN_S = 15.0  # how long a run keeps its slot while others wait
NICENESS = 10  # of a training thread: 0 is everybody's, 19 the lowest priority


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


def n_torch_threads() -> int:
    """Return how many threads a training run computes with: its slot's share of the cores."""
    # Never more than two: hosts that lend a fraction of a core still report all of theirs.
    cores = int(os.environ.get("GAN_EXPLORER_CORES") or os.cpu_count() or 1)
    return min(2, max(1, cores // SLOTS.n_slots))


@cache
def limit_torch_threads() -> None:
    """Share the cores between the slots. Once a process, in a training thread: pages never import torch for it."""
    keep_freed_memory()
    share_cores()


def share_cores() -> None:
    """Let torch compute with no more than a slot's share of the cores: what pages compute, too.

    One picture takes a network less than a millisecond on one core. On two it waits for both, while a browser, or a
    run, has one of them: sixty times as long.
    """
    with IMPORTING:
        import torch

    torch.set_num_threads(n_torch_threads())


def lower_priority() -> None:
    """Give this thread, and those that it starts, a lower priority than whatever draws a page.

    Only Linux gives each thread a priority of its own.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, max(NICENESS, os.getpriority(os.PRIO_PROCESS, thread)))
