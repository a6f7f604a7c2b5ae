"""Fetching the IDX files of a data set from its mirrors: checked first, and only then put in their place."""

import errno
import math
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from explorer.data.files import Malformed
from explorer.data.in_use import in_use, remove_unused
from explorer.data.mnist_trainer.idx import unzipped
from explorer.data.mnist_trainer.idx_sets import IdxSet, find_file, sha256

# called with the bytes fetched so far and the bytes in all
Progress = Callable[[int, int], None]

CONNECT_TIMEOUT_S = 4.0
READ_TIMEOUT_S = 15.0
LOOK_EVERY_S = 0.5
PART = ".part"  # how the name of a file ends that is on its way

_one_download = threading.Lock()


class DigitsUnavailable(RuntimeError):
    """A data set is not here and could not be fetched; the message says why and what to do."""


def is_offline() -> bool:
    """Return whether `GAN_EXPLORER_OFFLINE` forbids every attempt to reach the network."""
    return os.environ.get("GAN_EXPLORER_OFFLINE", "").strip() not in ("", "0")


def download(idx_set: IdxSet, folder: Path, progress: Progress | None = None) -> None:
    """Fetch those of the four files that `folder` does not hold; a file appears there only when it is whole and right.

    Whatever `progress` raises ends the download and leaves nothing behind.

    Raises
    ------
    DigitsUnavailable
        When offline, when no mirror answers with the right file, or when the folder cannot be written.
    """
    with _alone(progress, idx_set.gzipped_bytes):
        remove_unused(folder.glob(f".*{PART}"))  # what a download left that was killed
        missing = [name for name in idx_set.files if find_file(idx_set, folder, name) is None]
        if not missing:
            return
        if is_offline():
            raise DigitsUnavailable(
                f"{idx_set.name} is not in {folder}, and GAN_EXPLORER_OFFLINE forbids a download. {_advice(idx_set)}"
            )
        bar = _ProgressBar(progress, sum(idx_set.files[name].gzipped_bytes for name in missing))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name in missing:
                _download_file(idx_set, name, folder, bar)
        except OSError as error:
            raise DigitsUnavailable(_sentence_on_writing(idx_set, folder, error)) from error


@contextmanager
def _alone(progress: Progress | None, n_bytes: int) -> Iterator[None]:
    """Wait for another visitor's download to end; `progress` is called meanwhile, so that it can be given up."""
    while not _one_download.acquire(timeout=LOOK_EVERY_S):
        if progress is not None:
            progress(0, n_bytes)
    try:
        yield
    finally:
        _one_download.release()


def _advice(idx_set: IdxSet) -> str:
    return f"Set {idx_set.variable} to a folder with its four files, or use the built-in digits."


def _sentence_on_writing(idx_set: IdxSet, folder: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        needed = math.ceil(idx_set.gzipped_bytes / 1e6)
        return f"{idx_set.name} could not be stored: the disk that holds {folder} is full ({needed} MB are needed)."
    return f"{idx_set.name} could not be stored in {folder}: {error.strerror or error}."


class _ProgressBar:
    """What pooch's downloader wants of a progress bar; adds the bytes of all files up."""

    def __init__(self, progress: Progress | None, n_bytes: int) -> None:
        self.progress = progress
        self.n_bytes = n_bytes
        self.before = 0  # bytes of the files that are complete
        self.now = 0
        self.total = 0  # set by pooch, for the file at hand

    def update(self, n: int) -> None:
        # pooch counts whole chunks, the last one too
        self.now = min(self.now + n, self.total or self.n_bytes)
        self._report()

    def reset(self) -> None:
        self.now = 0

    def close(self) -> None:
        pass

    def finish_file(self, n: int) -> None:
        self.before, self.now = self.before + n, 0
        self._report()

    def _report(self) -> None:
        if self.progress is not None:
            self.progress(min(self.before + self.now, self.n_bytes), self.n_bytes)


def _download_file(idx_set: IdxSet, name: str, folder: Path, bar: _ProgressBar) -> None:
    """Fetch one file beside its place, check it, and only then move it there."""
    expected = idx_set.files[name]
    failures = []
    for mirror in idx_set.mirrors:
        handle, part = tempfile.mkstemp(prefix=f".{name}-", suffix=PART, dir=folder)
        os.close(handle)
        try:
            with in_use(Path(part)):
                failure = _fetch(f"{mirror}{name}.gz", Path(part), bar) or _wrong_content(Path(part), expected.sha256)
            if failure is None:
                bar.finish_file(expected.gzipped_bytes)
                os.replace(part, folder / f"{name}.gz")
                return
            failures.append(f"{mirror} {failure}")
        finally:
            Path(part).unlink(missing_ok=True)
    raise DigitsUnavailable(
        f"{idx_set.name}'s {name}.gz could not be downloaded: {'; '.join(failures)}. {_advice(idx_set)}"
    )


def _fetch(url: str, part: Path, bar: _ProgressBar) -> str | None:
    """Download one address into `part`; return what went wrong, None if nothing did."""
    import pooch  # here, because only a page that asks for a download needs it
    import requests

    bar.reset()
    fetch = pooch.HTTPDownloader(progressbar=bar, timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S))
    try:
        fetch(url, str(part), None)
    except requests.exceptions.ConnectionError:
        return "cannot be reached"
    except requests.exceptions.Timeout:
        return "does not answer"
    except requests.exceptions.HTTPError as error:
        return f'answers "{error}"'
    except requests.exceptions.RequestException as error:
        return f"broke off ({type(error).__name__})"
    return None


def _wrong_content(part: Path, expected: str) -> str | None:
    try:
        content = unzipped(part.read_bytes())
    except Malformed as error:
        return f"sent a damaged file ({error})"
    return None if sha256(content) == expected else "sent a file with another SHA-256"
