"""The warm-up thread imports what is slow, once a process, and collects garbage in Streamlit's place."""

import importlib.util
import os
import subprocess
import sys
import tomllib

from explorer.ui import warm_up
from tests.conftest import ROOT


def test_it_starts_once() -> None:
    thread = warm_up.start()
    assert warm_up.start() is thread
    assert thread.daemon and thread.is_alive()


def test_what_it_imports_exists() -> None:
    assert all(importlib.util.find_spec(module) for module in warm_up.HEAVY_MODULES)


def test_streamlit_leaves_collecting_to_it() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert settings["runner"]["postScriptGC"] is False


def test_what_the_home_page_needs_is_not_among_the_slow_modules() -> None:
    program = (
        "import sys, explorer.chapters.home\n"
        "slow = {'torch', 'sklearn', 'scipy.stats', 'scipy.integrate', 'scipy.optimize'} & set(sys.modules)\n"
        "assert not slow, slow"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_pages_compute_with_a_slots_share_of_the_cores() -> None:
    program = (
        "import threading\n"
        "from explorer.training.live.slots import n_torch_threads\n"
        "from explorer.ui import warm_up\n"
        "is_warm = threading.Event()\n"
        "warm_up.HEAD_START_S, warm_up.HEAVY_MODULES, warm_up._collect = 0.0, ('torch',), is_warm.set\n"
        "threading.Thread(target=warm_up._import_then_collect, daemon=True).start()\n"
        "assert is_warm.wait(120)\n"
        "import torch\n"
        "assert torch.get_num_threads() == n_torch_threads(), torch.get_num_threads()"
    )
    environment = {**os.environ, "OMP_NUM_THREADS": "3"}  # more than a run ever gets
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, env=environment)
