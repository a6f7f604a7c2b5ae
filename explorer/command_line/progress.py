"""How far a run is: a bar that stays in its line on a terminal, now and then a line anywhere else."""

from time import monotonic
from typing import TextIO

from explorer.command_line.terminal import say

WIDTH = 30
ON_A_TERMINAL_S = 0.1
ELSEWHERE_S = 5.0


def duration(seconds: float) -> str:
    """Return a duration in words of two parts at most: 42 s, 3 min 05 s, 2 h 10 min."""
    s = round(seconds)
    if s < 60:
        return f"{s} s"
    return f"{s // 60} min {s % 60:02} s" if s < 3600 else f"{s // 3600} h {s % 3600 // 60:02} min"


class Progress:
    """Says how far a run is, at most ten times a second on a terminal, every five seconds elsewhere.

    Parameters
    ----------
    stream : where to
    first : iterations that were done before
    n_iterations : to be done all in all
    seconds : how long the run is to take, where that ends it
    """

    def __init__(self, stream: TextIO, first: int, n_iterations: int, seconds: float | None = None) -> None:
        self._stream = stream
        self._first, self._n_iterations, self._seconds = first, n_iterations, seconds
        self._on_terminal = stream.isatty()
        self._begun = monotonic()
        self._said = -float("inf")
        self._length = 0

    @property
    def elapsed(self) -> float:
        """Seconds since it was made."""
        return monotonic() - self._begun

    @property
    def is_over(self) -> bool:
        """Whether the run's seconds have passed."""
        return self._seconds is not None and self.elapsed >= self._seconds

    def show(self, iteration: int, loss_D: float, loss_G: float) -> None:
        """Say where the run is, if it is time to, and at its end."""
        now = monotonic()
        is_time = now - self._said >= (ON_A_TERMINAL_S if self._on_terminal else ELSEWHERE_S)
        if not is_time and iteration != self._n_iterations:
            return
        self._said = now
        self._write(self._words(iteration, loss_D, loss_G))

    def close(self) -> None:
        """Leave the line that the bar stood in."""
        if self._on_terminal and self._length:
            say(self._stream, "\n")

    def _words(self, iteration: int, loss_D: float, loss_G: float) -> str:
        rate = (iteration - self._first) / max(self.elapsed, 1e-9)
        if self._seconds is None:
            share = iteration / self._n_iterations
            left, place = (self._n_iterations - iteration) / max(rate, 1e-9), f"of {self._n_iterations:,}"
        else:
            share, left = min(1.0, self.elapsed / self._seconds), max(0.0, self._seconds - self.elapsed)
            place = f"in {duration(self.elapsed)} of {duration(self._seconds)}"
        words = f"iteration {iteration:,} {place}, {rate:,.3g} a second, {duration(left)} left, "
        words += f"loss of D {loss_D:.4g}, of G {loss_G:.4g}"
        full = round(share * WIDTH)
        return f"[{'#' * full}{'.' * (WIDTH - full)}] {words}" if self._on_terminal else words

    def _write(self, words: str) -> None:
        if self._on_terminal:
            say(self._stream, "\r" + words.ljust(self._length))
            self._length = len(words)
        else:
            say(self._stream, words + "\n")
