"""Freed memory is kept for the next iteration.

By default glibc gives larger pieces back to the system as soon as they are free. A training loop asks for the same ones
again in every iteration, and getting them page by page costs the convolutional networks a seventh of their time.
"""

import ctypes
import sys

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # malloc.h
KEPT_BYTES = 96 * 2**20  # what may lie free at the end of the heap
LARGEST_BYTES = 32 * 2**20  # a larger piece is the system's own; malloc.h allows no more


def give_back_freed_memory() -> None:
    """Give the system what this process has freed: after a class has gone, tens of MB lie free between what is used.

    Does nothing where the allocator is not glibc's. What `keep_freed_memory` keeps, it gets again.
    """
    if sys.platform == "linux":
        malloc_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if malloc_trim is not None:
            malloc_trim(0)


def keep_freed_memory() -> None:
    """Let this process keep up to 96 MB that it has freed. Does nothing where the allocator is not glibc's."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(M_TRIM_THRESHOLD, KEPT_BYTES)
            mallopt(M_MMAP_THRESHOLD, LARGEST_BYTES)
