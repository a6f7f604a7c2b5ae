"""Keeping memory is asked for once and never in the way."""

import ctypes
import sys

from explorer.training.live import memory


def test_the_allocator_is_asked_to_keep_what_was_freed(monkeypatch):
    asked = []

    class Library:
        mallopt = staticmethod(lambda name, value: asked.append((name, value)))

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: Library)
    memory.keep_freed_memory()
    assert dict(asked) == {memory.M_TRIM_THRESHOLD: 96 * 2**20, memory.M_MMAP_THRESHOLD: 2**25}


def test_the_allocator_is_asked_to_give_everything_back(monkeypatch):
    asked = []

    class Library:
        malloc_trim = staticmethod(asked.append)

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: Library)
    memory.give_back_freed_memory()
    assert asked == [0]


def test_another_allocator_or_system_is_left_alone(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    memory.keep_freed_memory()
    memory.give_back_freed_memory()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "CDLL", None)
    memory.keep_freed_memory()
    memory.give_back_freed_memory()
