"""Freed memory is kept while somebody trains, given back afterwards, and no other allocator or system is touched."""

import ctypes
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from explorer.training.live import memory

MB = 2**20


class Library:
    """What glibc is asked for."""

    def __init__(self) -> None:
        self.thresholds: dict[int, int] = {}
        self.trimmed: list[int] = []
        self.mallopt = self.thresholds.__setitem__
        self.malloc_trim = self.trimmed.append
        self.malloc = partial(int)  # takes attributes, as a function of ctypes does
        self.free = partial(int)


@pytest.fixture
def glibc(monkeypatch: pytest.MonkeyPatch) -> Library:
    library = Library()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    monkeypatch.setattr(memory, "_n_keeping", 0)  # whatever still trains of the tests before
    return library


def test_the_allocator_is_asked_to_keep_what_was_freed_until_the_last_one_has_trained(glibc: Library) -> None:
    with memory.freed_memory_is_kept():
        assert glibc.thresholds == {memory.M_TRIM_THRESHOLD: 96 * MB, memory.M_MMAP_THRESHOLD: 32 * MB}
        with memory.freed_memory_is_kept():
            pass
        assert glibc.thresholds[memory.M_TRIM_THRESHOLD] == 96 * MB
    assert glibc.thresholds[memory.M_TRIM_THRESHOLD] == 128 * 2**10


def test_the_allocator_is_asked_to_give_everything_back(glibc: Library) -> None:
    memory.give_back_freed_memory()
    assert glibc.trimmed == [0]


# In a process of its own: what else a test process does meanwhile moves its memory, too. Left free are the middle of
# the thread's heap, below what is still used, and its end.
TRAIN = """
import ctypes, os
from concurrent.futures import ThreadPoolExecutor
from benchmarks.resident import resident_mb
from explorer.training.live import memory

def train():
    with memory.freed_memory_is_kept():
        pieces = [ctypes.create_string_buffer(b"1" * (8 * 2**20)) for _ in range(2)]
        used = ctypes.create_string_buffer(4096)
        pieces += [ctypes.create_string_buffer(b"1" * (8 * 2**20)) for _ in range(2)]
        del pieces
        return used

before = resident_mb(os.getpid())
with ThreadPoolExecutor(1) as pool:
    used = pool.submit(train).result()
print(resident_mb(os.getpid()) - before)
"""


def test_a_thread_that_has_trained_leaves_nothing_in_its_heap(root: Path) -> None:
    grown_mb = float(subprocess.run([sys.executable, "-c", TRAIN], cwd=root, check=True, capture_output=True).stdout)
    assert not grown_mb > 5  # nor where the system does not tell


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_another_allocator_or_system_is_left_alone(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", (lambda name: object()) if platform == "linux" else None)
    memory.keep_freed_memory()
    memory.give_back_freed_memory()
    with memory.freed_memory_is_kept():
        pass
