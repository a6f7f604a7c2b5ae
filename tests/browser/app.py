"""The real app in a real browser: a server on a free port, a Chromium, and the waits that users of both share."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

ROOT = Path(__file__).resolve().parents[2]
START_TIMEOUT_S = 60
# The shell comes first: without windows and tabs of its own it opens a page a sixth sooner.
CHROMIUM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
CHROMIUM_ADVICE = (
    "No Chromium was found. Install one from your system's packages (Debian: apt install chromium; macOS: brew install "
    "--cask chromium), or name one: CHROMIUM=/path/to/chromium make test."
)
# Chromium would otherwise look up hosts of its own at every start; the tests use no network.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # One process for all tabs on the app: it compiles Plotly once, as long as one of the tabs stays open.
    "--process-per-site",
]


def find_chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def launch(playwright: Playwright, executable: str) -> Browser:
    """Start a headless Chromium."""
    return playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _wait_until_it_answers(server: subprocess.Popen[bytes], url: str, log: Path | None) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while not _answers(url):
        try:
            server.wait(timeout=0.02)
        except subprocess.TimeoutExpired:
            if time.monotonic() < deadline:
                continue
        raise RuntimeError(f"the app did not start; see {log}")


@dataclass(frozen=True)
class Server:
    """A running app: its address, and its process."""

    address: str
    process: "subprocess.Popen[bytes]"


@contextmanager
def run_server(
    script: Path = ROOT / "streamlit_app.py", log: Path | None = None, options: Sequence[str] = ()
) -> Iterator[Server]:
    """Run a Streamlit script with the project's settings, and more options if given."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    here = [f"--server.port={port}", "--server.headless=true", "--server.address=127.0.0.1"]
    environment = {**os.environ, "GAN_EXPLORER_OFFLINE": "1"}
    with open(log or os.devnull, "wb") as output:
        server = subprocess.Popen(
            [*command, *here, *options], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env=environment
        )
        try:
            _wait_until_it_answers(server, f"http://127.0.0.1:{port}/_stcore/health", log)
            yield Server(f"http://127.0.0.1:{port}", server)
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def serve(script: Path = ROOT / "streamlit_app.py", log: Path | None = None) -> Iterator[str]:
    """Run a Streamlit script with the project's settings and yield its address."""
    with run_server(script, log) as server:
        yield server.address


# A press leaves in a timer's task, and only then does the page say that it runs.
_PRESSES_HAVE_LEFT = "new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done))))"


def wait_until_idle(page: Page) -> None:
    """Wait until what was pressed has been asked for, the script has run and every fragment has been drawn."""
    page.evaluate(_PRESSES_HAVE_LEFT)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=60_000)


def open_page(page: Page, address: str) -> None:
    """Open an address of the app and wait until its first run is over."""
    page.goto(address)
    # Attached, not visible: the presenter's view has no title.
    page.locator('[data-testid="stMainBlockContainer"] h1').first.wait_for(state="attached", timeout=60_000)
    wait_until_idle(page)
