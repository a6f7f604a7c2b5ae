"""What the app's processes share: libraries, imported once in the process that all are forked from.

Nothing here may start a thread or read the app's own settings: threads do not come along, and settings are each
process's own. What is here is frozen, so that no process's garbage collection ever looks at it: a look writes into each
object, and a page that is written to is no longer shared.
"""

import ctypes
import gc
import importlib
import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from explorer.training.live.memory import give_back_freed_memory
from hosting.process import stay_behind

MODULES = (
    "streamlit.web.cli",
    "starlette.applications",
    "starlette.staticfiles",
    "uvicorn",
    "uvloop",
    "websockets.server",
    "jinja2",
    "PIL.Image",
    "pandas",
    "scipy.integrate",
    "scipy.optimize",
    "scipy.special",
    "sklearn.datasets",
    "torch",
)
MADV_DONTNEED = 4  # asm-generic/mman-common.h


def leave_to_the_disk() -> None:
    """Let go of what was read of the libraries' files: most of it only their loading needed.

    Whoever needs a page finds it again, in the system's cache or on the disk. Only in mappings that nobody may write to
    and nobody has written to: there a page is what the file says.
    """
    libc = ctypes.CDLL(None)
    for mapping in re.split(r"\n(?=[0-9a-f]+-)", Path("/proc/self/smaps").read_text(encoding="utf-8")):
        place = re.match(r"([0-9a-f]+)-([0-9a-f]+) r-.p .* /", mapping)
        if place and re.search(r"^Anonymous: +0 kB$", mapping, re.MULTILINE):
            start, end = (int(address, 16) for address in place.groups())
            libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), MADV_DONTNEED)


stay_behind()
sys.stderr.write(f"nursery: pid {os.getpid()}\n")
for module in MODULES:
    with suppress(ImportError):  # then it is each process's own to miss
        importlib.import_module(module)
gc.collect()
gc.freeze()
give_back_freed_memory()
leave_to_the_disk()
