"""What somebody else's folder is to a user, also where the tests are run by root, whom no folder refuses."""

import ctypes
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
CAPABILITIES_OF_LINUX = 0x20080522  # the version of the two structures of capset(2)
PASSES_ANY_FOLDER = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


def refused_like_anybody(function: Callable[[], T]) -> T:
    """Call a function in a thread to which a folder that is shut is shut."""
    with ThreadPoolExecutor(1, initializer=_give_up_roots_rights) as thread:
        return thread.submit(function).result()


def _give_up_roots_rights() -> None:
    """Give them up in this thread and those that it starts; who is not root on Linux has none."""
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, rights = (ctypes.c_uint32 * 2)(CAPABILITIES_OF_LINUX, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, rights) == 0
    for i in range(3):  # effective, permitted, inheritable
        rights[i] &= ~PASSES_ANY_FOLDER
    assert libc.capset(header, rights) == 0
