"""Paths as people type them."""

import errno
import os
from pathlib import Path


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


def trouble_with(error: OSError) -> str:
    """Return a sentence on what the system refused, and where."""
    name = str(error.filename or "A file")
    shown = name if len(name) <= 100 else f"{name[:100]}…"
    return f"{shown} cannot be used: {error.strerror or os.strerror(error.errno or errno.EIO)}."
