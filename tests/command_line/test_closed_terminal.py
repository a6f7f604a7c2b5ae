"""A run whose terminal is not there, cannot be written to, or goes while it runs is kept all the same."""

import fcntl
import os
import pty
import shlex
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from explorer.command_line.run_folder import FILES
from tests.command_line.signals import hear_signals
from tests.conftest import ROOT

SMALL = ["--data", "built-in", "--network", "dense", "--batch-size", "8", "--samples", "20"]
COMMAND = [sys.executable, "-m", "explorer", "train"]
WRITTEN = set(FILES) - {"run.gif"}


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("streams", ["<&- >&- 2>&-", "2>&1 | head -0"])
def test_streams_that_are_closed(streams: str, tmp_path: Path) -> None:
    told = shlex.join([*COMMAND, *SMALL, "--iterations", "5", "--out", str(tmp_path)])
    script = f"{{ {told}; echo $? > {shlex.quote(str(tmp_path / 'code'))}; }} {streams}"
    shell = subprocess.run(["sh", "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert (tmp_path / "code").read_text() == "0\n" and not shell.stderr
    assert files_in(tmp_path) == WRITTEN | {"code"}


def test_help_that_is_not_read_to_its_end() -> None:
    told = shlex.join([*COMMAND, "--help"])
    shell = subprocess.run(["sh", "-c", f"{told} | head -1"], cwd=ROOT, capture_output=True, text=True)
    assert shell.stdout.startswith("usage: ") and not shell.stderr


def test_a_terminal_that_is_closed_keeps_the_run(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()

    def make_it_the_terminal() -> None:
        hear_signals()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    arguments = [*COMMAND, *SMALL, "--iterations", "1000000", "--out", str(tmp_path)]
    streams = dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
    process = subprocess.Popen(arguments, cwd=ROOT, preexec_fn=make_it_the_terminal, start_new_session=True, **streams)
    os.close(theirs)
    assert b"iteration" in os.read(ours, 1000)
    os.close(ours)
    assert process.wait() == 128 + signal.SIGHUP and files_in(tmp_path) == WRITTEN
