"""Files that are in use while some process holds them: the system lets go of them with the process, however it ends."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be removed
    fcntl = None  # type: ignore[assignment]

JUST_MADE_S = 60.0  # an empty file that is no older may be held in a moment


@contextmanager
def in_use(file: Path) -> Iterator[None]:
    """Hold a file."""
    if fcntl is None:
        yield
        return
    with file.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def remove_unused(files: Iterable[Path]) -> None:
    """Remove those of the files that no process holds."""
    for file in files:
        with suppress(OSError):
            known = file.stat()
            if known.st_size or time.time() - known.st_mtime > JUST_MADE_S:
                with in_use(file):
                    pass
                file.unlink()
