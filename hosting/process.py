"""One process of the app, as `streamlit run` would be, among several that share what is large.

On Linux each is forked from a nursery (`hosting/nursery.py`), a fork server of Python's own that has the libraries
in memory already: their pages are there once for all, and a new process answers at once. Elsewhere a process is
started from nothing: macOS's libraries do not bear a fork.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NURSERY = "hosting.nursery"
STDOUT = 1
PR_SET_PDEATHSIG = 1  # linux/prctl.h


def start_process(port: int, environment: Mapping[str, str]) -> BaseProcess:
    """Start a process of the app that listens on a port of this machine; it ends with SIGTERM, or with the nursery.

    Raises EOFError or OSError where the nursery does not live to bear it.
    """
    process: BaseProcess
    if sys.platform == "linux":
        forking = multiprocessing.get_context("forkserver")
        forking.set_forkserver_preload([NURSERY])
        process = forking.Process(target=run_app, args=(port, environment))
    else:
        process = multiprocessing.get_context("spawn").Process(target=run_app, args=(port, environment))
    process.start()
    return process


def run_app(port: int, environment: Mapping[str, str]) -> None:
    """Be `streamlit run streamlit_app.py`, quietly, with more in the environment."""
    stay_behind()
    os.dup2(os.open(os.devnull, os.O_WRONLY), STDOUT)
    os.environ.update(environment)
    os.chdir(ROOT)  # where Streamlit looks for its settings
    here = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    sys.argv = ["streamlit", "run", str(ROOT / "streamlit_app.py"), *here]
    from streamlit.web.cli import main

    main(prog_name="streamlit")


def stay_behind() -> None:
    """Leave Ctrl-C to whoever has started this process, and end when that ends, however it does."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
