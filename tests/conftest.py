"""What every test needs: the project's root, and a process that asks no network for anything."""

import importlib
import os
import threading
from functools import cache
from pathlib import Path

# Before numpy is loaded: two test processes with a thread a core each take each other's time and are no faster.
# torch's number is set below, for this process alone: in those that tests start it is tested.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from streamlit.components.v2 import manifest_scanner

from explorer.training.live.lease import LEASE_S
from explorer.ui.warm_up import HEAVY_MODULES

ROOT = Path(__file__).resolve().parent.parent

os.environ["GAN_EXPLORER_OFFLINE"] = "1"

# Or the app's warm-up imports them beside a test, and whoever walks through the modules just then stumbles.
for module in HEAVY_MODULES:
    importlib.import_module(module)

importlib.import_module("torch").set_num_threads(1)

# Whenever AppTest opens a page, Streamlit reads the metadata of all installed packages: a quarter of a second.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


# What trains, opens page after page or starts a server.
SLOW_FOLDERS = ("command_line", "hosting", "pages", "scripts", "training")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser or takes long, and run what is quick first: its failures are the ones to mend."""
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        if folder == "browser":
            item.add_marker("browser")
        elif folder in SLOW_FOLDERS:
            item.add_marker("slow")
    items.sort(key=lambda item: [bool(list(item.iter_markers(name))) for name in ("browser", "slow")])


def pytest_sessionfinish() -> None:
    """Let runs that nobody watches any more end first: a process that ends while one is within torch is aborted."""
    for thread in threading.enumerate():
        if thread.name == "training":
            thread.join(3 * LEASE_S)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder that holds `streamlit_app.py`."""
    return ROOT
