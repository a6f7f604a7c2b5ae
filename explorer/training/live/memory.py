"""Freed memory is kept for the next iteration while a run trains, and given back afterwards.

By default glibc gives larger pieces back to the system as soon as they are free. A training loop asks for the same ones
again in every iteration, and getting them page by page costs the convolutional networks a seventh of their time.
"""

import ctypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # malloc.h
KEPT_BYTES = 96 * 2**20  # what may lie free at the end of a heap
DEFAULT_KEPT_BYTES = 128 * 2**10  # malloc.h
LARGEST_BYTES = 32 * 2**20  # a larger piece is the system's own; malloc.h allows no more
PIECE_BYTES = 2**20

_lock = threading.Lock()
_n_keeping = 0  # threads that want it kept


def _glibc() -> ctypes.CDLL | None:
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    return libc if hasattr(libc, "mallopt") and hasattr(libc, "malloc_trim") else None


def keep_freed_memory() -> None:
    """Let each heap keep up to 96 MB that it has freed. Does nothing where the allocator is not glibc's."""
    if libc := _glibc():
        libc.mallopt(M_TRIM_THRESHOLD, KEPT_BYTES)
        libc.mallopt(M_MMAP_THRESHOLD, LARGEST_BYTES)


def give_back_freed_memory() -> None:
    """Give the system what this process has freed: after a class has gone, tens of MB lie free between what is used.

    Does nothing where the allocator is not glibc's. What `keep_freed_memory` keeps, it gets again.
    """
    if libc := _glibc():
        libc.malloc_trim(0)


@contextmanager
def freed_memory_is_kept() -> Iterator[None]:
    """Keep freed memory while this thread trains; afterwards give back the end of its heap, and all else with the last.

    Threads have heaps of their own, eight for each core, and `malloc_trim` leaves the end of every one but the main
    thread's as it is: ten visitors' runs left 140 MB there. Such an end is looked at only when a piece of 64 kB or more
    of the same heap is freed, so one is.
    """
    global _n_keeping
    with _lock:
        _n_keeping += 1
        keep_freed_memory()
    try:
        yield
    finally:
        with _lock:
            _n_keeping -= 1
            if libc := _glibc():
                libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
                libc.mallopt(M_TRIM_THRESHOLD, DEFAULT_KEPT_BYTES)
                libc.free(libc.malloc(PIECE_BYTES))
            if _n_keeping:
                keep_freed_memory()
            else:
                give_back_freed_memory()
