"""`python -m hosting.serve` as a person starts it: the app's processes behind nginx."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path

from hosting.serve import COOKIE
from tests.browser.app import free_port
from tests.conftest import ROOT

START_TIMEOUT_S = 60


def cookie_in(headers: HTTPMessage) -> str:
    """Return the cookie by which an answer says that another process than before has answered; empty without one."""
    return next((cookie for cookie in headers.get_all("Set-Cookie", []) if cookie.startswith(COOKIE)), "")


@dataclass(frozen=True)
class Hosted:
    """The hosted app: its address, and what its starter says."""

    address: str
    log: Path
    starter: "subprocess.Popen[bytes]"

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def pids(self, number: int) -> list[int]:
        """Return the ids that the process of a number has had so far, the present one last."""
        return [int(pid) for pid in re.findall(rf"spawned: 'app_{number}' with pid (\d+)", self.said())]

    def cookie(self, number: int) -> str:
        """Return the cookie that leads to the process of a number."""
        return f"{COOKIE}={number}"

    def wait_for(self, *numbers: int) -> None:
        """Wait until the processes of these numbers answer for themselves."""
        self.wait_until(lambda: all(map(self._answers, numbers)))

    def _answers(self, number: int) -> bool:
        # Another process that answers in its place says so by a cookie.
        request = urllib.request.Request(f"{self.address}/_stcore/health", headers={"Cookie": self.cookie(number)})
        try:
            with urllib.request.urlopen(request, timeout=5) as response:
                return not cookie_in(response.headers)
        except urllib.error.HTTPError as refused:  # nginx is there before the app
            refused.close()
            return False
        except OSError:
            return False

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while not is_so():
            self._pause(deadline)

    def _pause(self, deadline: float) -> None:
        try:
            self.starter.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            if time.monotonic() < deadline:
                return
        raise RuntimeError(f"the hosted app does not answer: {self.said()}")


@contextmanager
def serve_hosted(log: Path, n_processes: int = 2) -> Iterator[Hosted]:
    """Run the hosted app and yield it once all of it answers."""
    port = free_port()
    command = [sys.executable, "-m", "hosting.serve", f"--port={port}", f"--processes={n_processes}"]
    environment = {**os.environ, "GAN_EXPLORER_OFFLINE": "1"}
    with log.open("wb") as output:
        starter = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env=environment)
    hosted = Hosted(f"http://127.0.0.1:{port}", log, starter)
    try:
        hosted.wait_for(*range(1, n_processes + 1))
        yield hosted
    finally:
        starter.terminate()
        starter.wait(timeout=30)
