"""What is kept of a training run while it grows: every scalar, and a bounded number of pictures."""

from dataclasses import fields
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

MAX_FRAMES = 120
MAX_ROWS = 20_000


class Snapshot(Protocol):
    """What a training loop yields: a frozen dataclass with the iteration's number, scalars and arrays.

    Every int or float field becomes a curve. A snapshot in which some field is an array is a frame: it is kept whole,
    for the timeline.
    """

    @property
    def iteration(self) -> int:
        """Number of the iteration, from 1."""
        ...


S = TypeVar("S", bound=Snapshot)


class History(Generic[S]):
    """What is kept of a run: its scalars as growing arrays, and a bounded number of frames.

    Parameters
    ----------
    max_rows
        Rows of scalars kept; beyond, every second row goes and only every second (fourth, ...) comes in.
    max_frames
        Frames kept; beyond, the one whose neighbours are nearest to each other goes. First and last always stay.
    """

    def __init__(self, max_rows: int = MAX_ROWS, max_frames: int = MAX_FRAMES) -> None:
        self.latest: S | None = None
        self._max_rows = max_rows
        self._max_frames = max_frames
        self._names: tuple[str, ...] = ()
        self._rows = np.empty((0, 0))
        self._n_rows = 0
        self._every = 1
        self._n_seen = 0
        self._frames: list[S] = []

    def append(self, snapshot: S) -> None:
        """Take in the next snapshot."""
        values = {f.name: getattr(snapshot, f.name) for f in fields(snapshot)}  # type: ignore[arg-type]
        self.latest = snapshot
        if not self._names:
            self._names = tuple(name for name, value in values.items() if isinstance(value, (int, float)))
        if self._n_seen % self._every == 0:
            self._append_row([values[name] for name in self._names])
        self._n_seen += 1
        if any(isinstance(value, np.ndarray) for value in values.values()):
            self._append_frame(snapshot)

    def _append_row(self, row: list[float]) -> None:
        if self._n_rows == len(self._rows):
            grown = np.empty((min(max(256, 2 * self._n_rows), self._max_rows), len(row)))
            grown[: self._n_rows] = self._rows[: self._n_rows].reshape(self._n_rows, len(row))
            self._rows = grown
        self._rows[self._n_rows] = row
        self._n_rows += 1
        if self._n_rows == self._max_rows:
            kept = self._rows[: self._n_rows : 2].copy()
            self._n_rows = len(kept)
            self._rows[: self._n_rows] = kept
            self._every *= 2

    def _append_frame(self, snapshot: S) -> None:
        self._frames.append(snapshot)
        if len(self._frames) > self._max_frames:
            iterations = np.array([frame.iteration for frame in self._frames])
            del self._frames[1 + int(np.argmin(iterations[2:] - iterations[:-2]))]

    def curves(self) -> dict[str, NDArray[np.float64]]:
        """Return every scalar of the snapshots by its name, as copies of equal length."""
        return {name: self._rows[: self._n_rows, i].copy() for i, name in enumerate(self._names)}

    def frames(self) -> tuple[S, ...]:
        """Return the kept snapshots that carry arrays, in order."""
        return tuple(self._frames)
