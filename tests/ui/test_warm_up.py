"""The warm-up thread imports what is slow, once a process, and collects garbage in Streamlit's place."""

import importlib.util
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
