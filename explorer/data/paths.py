"""Paths as people type them."""

import errno
import os
from pathlib import Path

MAX_SHOWN = 200  # letters of a path


def typed_path(text: str) -> Path:
    """Return a path as it was typed, ~ being a home folder where there is such a user."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # no such user
        return Path(text)


def is_file(path: Path) -> bool:
    """Return whether a file is there and may be looked at; a name that no file can have is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def shown(path: object) -> str:
    """Return a path as a sentence can name it: not too long, and of letters that can be shown."""
    text = str(path).encode(errors="replace").decode()  # bytes that are no letters stand for themselves in a path
    half = MAX_SHOWN // 2
    return text if len(text) <= MAX_SHOWN else f"{text[:half]}…{text[-half:]}"


def trouble_with(error: OSError) -> str:
    """Return a sentence on what the system refused, and where."""
    why = error.strerror or os.strerror(error.errno or errno.EIO)
    return f"{shown(error.filename or 'A file')} cannot be used: {why}."
