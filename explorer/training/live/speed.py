"""How fast a run goes, and how fast it may go."""

from collections import deque
from time import monotonic

RATE_WINDOW_S = 4.0
LONGEST_PAUSE_S = 0.05  # so that a press, or a change of the pace, is heard at once


class Rate:
    """How many iterations a second a run has made lately."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()  # (time, iteration)

    def mark(self, iteration: int) -> None:
        """Say how far the run is now."""
        now = monotonic()
        self._marks.append((now, iteration))
        while now - self._marks[0][0] > RATE_WINDOW_S and len(self._marks) > 2:
            self._marks.popleft()

    def begin_anew(self) -> None:
        """Forget what was: the run has stood still."""
        self._marks.clear()

    @property
    def per_second(self) -> float | None:
        """Iterations a second over the last seconds; None while unknown."""
        if len(self._marks) < 2:
            return None
        (first_time, first), (last_time, last) = self._marks[0], self._marks[-1]
        return (last - first) / (last_time - first_time) if last > first and last_time > first_time else None


class Pace:
    """How many iterations a second a run may make, and so when its next one is due.

    Attributes
    ----------
    per_second : None is as many as there is time for; may change at any time
    """

    def __init__(self, per_second: float | None = None) -> None:
        self.per_second = per_second
        self._due = 0.0

    @property
    def seconds_ahead(self) -> float:
        """How long the next iteration has to wait."""
        return max(0.0, self._due - monotonic()) if self.per_second else 0.0

    def begin_iteration(self) -> None:
        """Say that an iteration begins, so that the next is due; what has been missed is not made up for."""
        if per_second := self.per_second:
            self._due = max(self._due, monotonic() - LONGEST_PAUSE_S) + 1 / per_second
