"""A run that is told to stop: while Python still loads its libraries, while it fetches, gets ready, or saves."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from explorer.__main__ import main
from explorer.command_line import job, outcome
from explorer.command_line.run_folder import FILES, RunFolder
from explorer.command_line.stop import SIGNALS, Stop, Stopped
from explorer.training.mnist_trainer.gan import GanTraining
from tests.command_line.signals import hear_signals
from tests.conftest import ROOT

SMALL = ["--data", "built-in", "--network", "dense", "--batch-size", "8", "--iterations", "5", "--samples", "20"]
NOTHING_WRITTEN = "\nInterrupted before an iteration was done: nothing was written.\n"

# The command line, which sends itself a signal as soon as it imports a certain module.
SIGNALLED = """
import os, runpy, sys
name, number = sys.argv.pop(1), int(sys.argv.pop(1))
sys.addaudithook(lambda what, of: os.kill(os.getpid(), number) if what == "import" and of[0] == name else None)
runpy.run_module("explorer", run_name="__main__")
"""

# The command line, for which a server of the test stands in as MNIST's only mirror.
WITH_MIRROR = """
import runpy, sys
from dataclasses import replace
from explorer.data.mnist_trainer.idx_sets import IDX_SETS
IDX_SETS["mnist"] = replace(IDX_SETS["mnist"], mirrors=(sys.argv.pop(1),))
runpy.run_module("explorer", run_name="__main__")
"""


def start(program: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, preexec_fn=hear_signals, **pipes)


@pytest.mark.parametrize(
    ("module", "number"), [("explorer.command_line.train", signal.SIGINT), ("torch", signal.SIGTERM)]
)
def test_while_libraries_are_loaded_nothing_is_left(module: str, number: int, tmp_path: Path) -> None:
    process = start(SIGNALLED, module, str(int(number)), "train", *SMALL, "--out", str(tmp_path / "run"))
    said, complained = process.communicate()
    assert process.returncode == 128 + number and not said
    assert complained == NOTHING_WRITTEN
    assert not (tmp_path / "run").exists()


@pytest.fixture
def stop() -> Iterator[Stop]:
    """Hear signals in this process, whatever it was started with."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    hear_signals()
    stop = Stop()
    stop.listen()
    yield stop
    for number, handler in before.items():
        signal.signal(number, handler)


def signals_before(monkeypatch: pytest.MonkeyPatch, of: object, name: str, *numbers: int) -> None:
    """Let signals come just before a function is called."""
    function = getattr(of, name)

    def signalled(*arguments: object) -> object:
        for number in numbers:
            signal.raise_signal(number)
        return function(*arguments)

    monkeypatch.setattr(of, name, signalled)


@pytest.mark.parametrize(
    ("of", "name", "numbers", "code"),
    [
        (job, "load_digits", (signal.SIGHUP, signal.SIGINT), 128 + signal.SIGHUP),
        (GanTraining, "__init__", (signal.SIGHUP, signal.SIGINT), 128 + signal.SIGHUP),
        (RunFolder, "_make_ready", (signal.SIGHUP, signal.SIGINT), 128 + signal.SIGHUP),
        (outcome, "save_run", SIGNALS, 0),
        (outcome, "write_history", SIGNALS, 0),
        (outcome, "write_film", SIGNALS, 0),
    ],
    ids=["digits", "networks", "folder", "run", "history", "film"],
)
def test_before_the_first_iteration_nothing_is_left_and_while_it_saves_everything_is_saved(
    of: object,
    name: str,
    numbers: tuple[int, ...],
    code: int,
    stop: Stop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "run"
    signals_before(monkeypatch, of, name, *numbers)
    assert main(["train", *SMALL, "--out", str(folder)], stop) == code
    said, complained = capsys.readouterr()
    if code:
        assert (said, complained) == ("", NOTHING_WRITTEN) and not folder.exists()
    else:
        assert "Done. To go on" in said
        assert {path.name for path in folder.iterdir()} == set(FILES) - {"run.gif"}


def test_an_error_that_a_library_makes_of_a_signal_is_no_traceback(
    stop: Stop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(*_: object) -> None:
        with suppress(Stopped):
            signal.raise_signal(signal.SIGINT)
        raise ImportError("half of a module")

    monkeypatch.setattr(job, "load", load)
    assert main(["train", "--out", "x"], stop) == 128 + signal.SIGINT
    assert capsys.readouterr().err == NOTHING_WRITTEN


@pytest.fixture
def slow_mirror() -> Iterator[tuple[str, threading.Event]]:
    """Serve 9.9 MB at 3 kB a second; return the address, and an event that is set once some of it is under way."""
    is_under_way, is_over = threading.Event(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "9912422")
            self.end_headers()
            while not is_over.wait(0.1):
                try:
                    self.wfile.write(bytes(300))
                except OSError:
                    return
                is_under_way.set()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", is_under_way
    is_over.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_beside_a_slow_mirror_it_says_how_far_it_is_and_leaves_no_part_of_a_file(
    slow_mirror: tuple[str, threading.Event], tmp_path: Path
) -> None:
    address, is_under_way = slow_mirror
    online = {"GAN_EXPLORER_OFFLINE": "0", "GAN_EXPLORER_DATA": "", "no_proxy": "127.0.0.1"}
    caches = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    arguments = ["train", "--data", "mnist", "--out", str(tmp_path / "run")]
    process = start(WITH_MIRROR, address, *arguments, **online, **caches)
    assert process.stderr is not None
    assert process.stderr.readline() == "Fetching the images: 0.0 of 11.6 MB\n"
    assert is_under_way.wait(20)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    _, complained = process.communicate(timeout=20)  # the whole file would take an hour
    assert process.returncode == 128 + signal.SIGINT
    assert complained == NOTHING_WRITTEN
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
