"""How a run on the command line is stopped: by Ctrl-C, by SIGTERM, or by the end of its terminal."""

import signal

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
INTERRUPTED = 128  # and the signal's number: the exit code that shells know
NOTHING_WRITTEN = "\nInterrupted before an iteration was done: nothing was written.\n"


class Stopped(BaseException):
    """Somebody asked the program to stop before there was anything to keep.

    No `KeyboardInterrupt`: where that fell into a library's `exec`, Python ends as if by Ctrl-C, whatever we return.
    """


class Stop:
    """Whether somebody asked the run to stop.

    Until `begin_gently` whatever is under way, such as a download, breaks off with `Stopped`: once, since a second
    signal must not disturb what cleans up after the first. From then on an iteration, or a file that is being written,
    comes to its end first.
    """

    def __init__(self) -> None:
        self.signal: int | None = None
        self._is_gentle = False

    def listen(self) -> None:
        """Hear the signals that ask a program to stop, from now on."""
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup ignores SIGHUP
                signal.signal(number, self._hear)

    def begin_gently(self) -> None:
        """Let what is under way come to its end from now on."""
        self.break_off_if_asked()
        self._is_gentle = True

    def break_off_if_asked(self) -> None:
        """Raise `Stopped` again, in case that a library swallowed it."""
        if self:
            raise Stopped

    def __bool__(self) -> bool:
        return self.signal is not None

    @property
    def broke_off(self) -> bool:
        """Whether somebody asked before there was anything to keep."""
        return bool(self) and not self._is_gentle

    @property
    def exit_code(self) -> int:
        """What the program returns when it was stopped."""
        return INTERRUPTED + (self.signal or signal.SIGINT)

    def _hear(self, number: int, _: object) -> None:
        is_first = self.signal is None
        self.signal = self.signal or number
        if is_first and not self._is_gentle:
            raise Stopped
