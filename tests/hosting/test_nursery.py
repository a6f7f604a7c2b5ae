"""What the hosted processes are forked from: it may die, and does not outlive them."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from tests.browser.app import free_port
from tests.conftest import ROOT
from tests.hosting.hosted import START_TIMEOUT_S, Hosted, serve_hosted


def parent(hosted: Hosted) -> list[int]:
    """Return what the processes cannot do without: their nursery, or where there is none, they themselves."""
    nurseries = re.findall(r"nursery: pid (\d+)", hosted.said())
    return [int(nurseries[-1])] if nurseries else [hosted.pids(number)[-1] for number in (1, 2)]


def test_when_the_nursery_dies_all_is_started_anew(tmp_path: Path) -> None:
    with serve_hosted(tmp_path / "log") as hosted:
        for pid in parent(hosted):
            os.kill(pid, signal.SIGKILL)
        hosted.wait_until(lambda: all(len(hosted.pids(number)) > 1 for number in (1, 2)))
        hosted.wait_for(1, 2)
        assert "Traceback" not in hosted.said()


def test_ctrl_c_leaves_nobody_behind() -> None:
    command = [sys.executable, "-m", "hosting.serve", f"--port={free_port()}", "--processes=2"]
    starter = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert starter.stdout is not None
    said = iter(starter.stdout)
    assert next(line for line in said if "GAN Explorer is on" in line)
    starter.send_signal(signal.SIGINT)
    # To the end: whoever is left could still say something.
    rest, _ = starter.communicate(timeout=START_TIMEOUT_S)
    assert starter.returncode == 0
    assert "Traceback" not in rest
