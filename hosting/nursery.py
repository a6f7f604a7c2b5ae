"""What the app's processes share: libraries, imported once in the process that all are forked from.

Nothing here may start a thread or read the app's own settings: threads do not come along, and settings are each
process's own. What is here is frozen, so that no process's garbage collection ever looks at it: a look writes into each
object, and a page that is written to is no longer shared.
"""

import gc
import importlib
import os
import sys

from explorer.training.memory import give_back_freed_memory
from hosting.process import stay_behind

MODULES = (
    "streamlit.web.cli",
    "pandas",
    "scipy.integrate",
    "scipy.optimize",
    "scipy.special",
    "sklearn.datasets",
    "torch",
)

stay_behind()
sys.stderr.write(f"nursery: pid {os.getpid()}\n")
gc.disable()
for module in MODULES:
    importlib.import_module(module)
gc.enable()
gc.collect()
gc.freeze()
give_back_freed_memory()
