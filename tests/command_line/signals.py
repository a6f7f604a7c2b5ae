"""What a test's own programs hear, whatever the tests themselves were started with."""

import signal

from explorer.command_line.stop import SIGNALS


def hear_signals() -> None:
    """Hear what whoever started the tests, such as nohup or a shell's background, ignores: it would be inherited."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
