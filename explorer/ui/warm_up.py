"""Import what is slow to import after the first page has been answered, and collect garbage in Streamlit's place.

Streamlit's own collection after each rerun is off (`.streamlit/config.toml`): with torch loaded it costs 76 ms a rerun.
"""

import gc
import importlib
import threading

import streamlit as st

from explorer.importing import IMPORTING
from explorer.training.live.kept import KEPT
from explorer.training.live.memory import give_back_freed_memory
from explorer.training.live.slots import SLOTS, share_cores

HEAVY_MODULES = ("scipy.integrate", "scipy.optimize", "sklearn.datasets", "torch")
HEAD_START_S = 2.0
LOOKS = 15  # at whether somebody trains, before each module: a run in NumPy needs none of them, but the interpreter
COLLECT_EVERY_S = 45.0


def _import_then_collect() -> None:
    pause = threading.Event()
    pause.wait(HEAD_START_S)
    for module in HEAVY_MODULES:
        for _ in range(LOOKS):
            if not SLOTS.n_training:
                break
            pause.wait(HEAD_START_S)
        with IMPORTING:
            importlib.import_module(module)
    share_cores()
    _collect()
    while not pause.wait(COLLECT_EVERY_S):
        _collect()


def _collect() -> None:
    """Collect everything that nobody uses; what is left is not looked at again before the next time.

    Also what was left the last time: the sessions that were open then may have gone.
    """
    KEPT.forget_old()
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    give_back_freed_memory()


@st.cache_resource(show_spinner=False)
def start() -> threading.Thread:
    """Start the process's one warm-up thread; later calls return the same thread."""
    thread = threading.Thread(target=_import_then_collect, name="warm-up", daemon=True)
    thread.start()
    return thread
