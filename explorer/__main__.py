"""The command line: `python -m explorer train --help`."""

import sys

from explorer.command_line.stop import NOTHING_WRITTEN, Stop, Stopped
from explorer.command_line.terminal import end, open_streams, say


def main(arguments: list[str], stop: Stop) -> int | str | None:
    """Do what the arguments say; return the exit code."""
    try:
        from explorer.command_line.train import main  # which takes a second: who stops us meanwhile is heard

        return main(arguments, stop)
    except SystemExit as ended:  # wrong options, or help
        return ended.code
    except (Stopped, Exception):
        if not stop.broke_off:
            raise
        # Else the signal ended what was under way, or a library made an error of its own of that.
        say(sys.stderr, NOTHING_WRITTEN)
        return stop.exit_code


if __name__ == "__main__":
    stop = Stop()
    stop.listen()
    open_streams()
    code = main(sys.argv[1:], stop)
    end(code if isinstance(code, int) else 0)
