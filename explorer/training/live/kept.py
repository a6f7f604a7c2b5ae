"""Runs that outlive their visitor's session for a while, so that who reloads a page finds the run that was there.

A run lies under a key that nobody can guess, which the page's address holds. It is found by the next session only once
its own has ended: whoever opens a copied address beside it gets no hold of it.
"""

import secrets
import threading
from time import monotonic
from typing import Any

from explorer.training.live.runner import Runner

KEPT_S = 15 * 60.0
MOST_LEFT = 8  # a run takes some 10 MB, most of it pictures


class KeptRuns:
    """The process's runs by their keys.

    Parameters
    ----------
    kept_s
        Seconds for which a run is kept after its session has ended.
    most_left
        How many such runs are kept; those that were left last.
    """

    def __init__(self, kept_s: float = KEPT_S, most_left: int = MOST_LEFT) -> None:
        self.kept_s = kept_s
        self.most_left = most_left
        self._lock = threading.Lock()
        self._runners: dict[str, Runner[Any]] = {}

    def keep(self, runner: Runner[Any]) -> str:
        """Keep a run from now on, and return its key."""
        self.forget_old()
        key = secrets.token_urlsafe(12)
        with self._lock:
            self._runners[key] = runner
        return key

    def take(self, key: str) -> Runner[Any] | None:
        """Return the run that was left under a key; None where there is none, or its session is still open."""
        self.forget_old()
        with self._lock:
            runner = self._runners.get(key)
            if runner is None or runner.left_at is None:
                return None
            runner.touch()
            return runner

    def forget_old(self) -> None:
        """Forget the runs that were left too long ago, and the oldest where too many were left."""
        now = monotonic()
        with self._lock:
            left = [(runner.left_at, key) for key, runner in self._runners.items() if runner.left_at is not None]
            newest_first = sorted(left, reverse=True)
            for place, (left_at, key) in enumerate(newest_first):
                if place >= self.most_left or now - left_at > self.kept_s:
                    del self._runners[key]


KEPT = KeptRuns()
