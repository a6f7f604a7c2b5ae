"""The folder that a run is kept in: whether it can be written, and files that appear in it whole or not at all."""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

LOCK = ".lock"
RUN, CONFIG, HISTORY, SAMPLES, GRID = "run.npz", "config.json", "history.csv", "samples.npz", "grid.png"
FILMS = ("run.webp", "run.gif")
FILES = (CONFIG, HISTORY, RUN, SAMPLES, GRID, *FILMS)
MAX_PROBE_BYTES = 100 * 1024**2


class FolderTrouble(RuntimeError):
    """A folder cannot hold the run; the message is a sentence that says why."""


class RunFolder:
    """A folder for the outcome of a run. Its files are written beside their place and then moved there.

    Raises
    ------
    FolderTrouble
        By every method, when the folder cannot be made or written, or its disk is full.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def holds_a_run(self) -> bool:
        """Whether a run has been written here."""
        return any((self.path / name).exists() for name in FILES)

    def must_be_free(self) -> None:
        """Refuse a folder that holds a run."""
        if self.holds_a_run:
            raise FolderTrouble(f"{self.path} already holds a run: --resume goes on with it, --overwrite replaces it.")

    @contextmanager
    def held(self, n_bytes: int) -> Iterator[None]:
        """Make the folder ready for `n_bytes`, and keep every other process out of it meanwhile.

        A folder that was made for nothing is gone again.
        """
        is_new = not self.path.exists()
        try:
            self._make_ready(n_bytes)
            with self._locked():
                yield
        finally:
            if is_new:
                with suppress(OSError):  # something is kept in it
                    self.path.rmdir()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if fcntl is None:
            yield
            return
        path = self.path / LOCK
        with path.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # ends with the process, however that ends
                is_ours = path.exists() and os.path.samestat(os.fstat(lock.fileno()), path.stat())
            except BlockingIOError:
                is_ours = False
            if not is_ours:
                raise FolderTrouble(f"Another run is being written to {self.path}: choose another folder.")
            for name in FILES:  # of a run that was killed
                self._part(name).unlink(missing_ok=True)
            try:
                yield
            finally:
                path.unlink(missing_ok=True)

    def _make_ready(self, n_bytes: int) -> None:
        """Make the folder and try whether `n_bytes` fit, before hours are spent on what could not be kept."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            free = shutil.disk_usage(self.path).free
            if free < n_bytes:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            with tempfile.TemporaryFile(dir=self.path) as probe:
                for _ in range(min(n_bytes, MAX_PROBE_BYTES) // 2**20 + 1):
                    probe.write(bytes(2**20))
                probe.flush()
        except OSError as error:
            raise FolderTrouble(self._sentence("The run", error, n_bytes)) from error

    def write(self, name: str, write: Callable[[IO[bytes]], object]) -> None:
        """Let `write` fill the file called `name`; one that is there stays until the new one is whole."""
        part = self._part(name)
        try:
            with part.open("wb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, self.path / name)
        except OSError as error:
            raise FolderTrouble(self._sentence(name, error)) from error
        finally:
            part.unlink(missing_ok=True)

    def _part(self, name: str) -> Path:
        return self.path / f".{name}.part"

    def remove_all_but(self, names: Collection[str]) -> None:
        """Remove what is left of a run that was here before."""
        for name in set(FILES) - set(names):
            (self.path / name).unlink(missing_ok=True)

    def _sentence(self, what: str, error: OSError, n_bytes: int | None = None) -> str:
        if error.errno == errno.ENOSPC:
            needed = "" if n_bytes is None else f": about {n_bytes / 1e6:.0f} MB are needed"
            return f"{what} does not fit into {self.path}, because the disk is full{needed}."
        why = "it is no folder" if error.errno == errno.EEXIST else error.strerror or error
        return f"{what} cannot be written to {self.path}: {why}."
