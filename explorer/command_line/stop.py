"""How a run on the command line is stopped: by Ctrl-C, by SIGTERM, or by the end of its terminal."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
INTERRUPTED = 128  # and the signal's number: the exit code that shells know


class Stop:
    """Whether somebody asked the run to stop.

    Until `begin_gently` whatever is under way, such as a download, breaks off with `KeyboardInterrupt`. From then on an
    iteration, or a file that is being written, comes to its end first.
    """

    def __init__(self) -> None:
        self.signal: int | None = None
        self._is_gentle = False

    def begin_gently(self) -> None:
        """Let what is under way come to its end from now on."""
        self._is_gentle = True

    def __bool__(self) -> bool:
        return self.signal is not None

    @property
    def exit_code(self) -> int:
        """What the program returns when it was stopped."""
        return INTERRUPTED + (self.signal or signal.SIGINT)

    def _hear(self, number: int, _: object) -> None:
        self.signal = number
        if not self._is_gentle:
            raise KeyboardInterrupt


@contextmanager
def listening() -> Iterator[Stop]:
    """Hear the signals that ask a program to stop."""
    stop = Stop()
    heard = [number for number in SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]  # nohup ignores SIGHUP
    before = {number: signal.signal(number, stop._hear) for number in heard}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
