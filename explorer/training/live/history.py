"""What is kept of a training run while it grows: every scalar, and a bounded number of pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

MAX_FRAMES = 120
MAX_ROWS = 20_000
SECONDS = "seconds"  # the curve of how long the run has computed, beside those of the snapshots


class Snapshot(Protocol):
    """What a training loop yields: a frozen dataclass with the iteration's number, scalars and arrays.

    Every int or float field becomes a curve. A snapshot in which some field is an array is a frame: it is kept whole,
    for the timeline. A field that is a snapshot itself, as in two runs side by side, gives curves `field.name`.
    """

    @property
    def iteration(self) -> int:
        """Number of the iteration, from 1."""
        ...


S = TypeVar("S", bound=Snapshot)


def _values(snapshot: Any) -> dict[str, Any]:
    values = {field.name: getattr(snapshot, field.name) for field in fields(snapshot)}
    inner = {name: value for name, value in values.items() if hasattr(value, "iteration")}
    nested = {f"{name}.{key}": v for name, value in inner.items() for key, v in _values(value).items()}
    return {name: value for name, value in values.items() if name not in inner} | nested


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
        self._seconds = 0.0
        self._frames: list[S] = []

    @classmethod
    def restored(
        cls,
        curves: Mapping[str, NDArray[np.float64]],
        frames: Sequence[S],
        latest: S | None,
        max_rows: int = MAX_ROWS,
    ) -> "History[S]":
        """Return the history of a run that goes on: what another one's `curves`, `frames` and `latest` were.

        The curves begin at iteration 1 and go on in even steps, as `curves` returns them.
        """
        history = cls(max_rows)
        history.latest = latest
        history._frames = list(frames)
        if latest is None:
            return history
        history._names = tuple(curves)
        rows = np.stack([np.asarray(column, np.float64) for column in curves.values()], axis=1)
        history._n_seen = latest.iteration
        history._seconds = float(curves[SECONDS][-1]) if SECONDS in curves else 0.0
        if len(rows) > 1:
            history._every = int(curves["iteration"][1] - curves["iteration"][0])
        while len(rows) >= max_rows:
            rows, history._every = rows[::2], 2 * history._every
        history._rows, history._n_rows = rows.copy(), len(rows)
        return history

    def append(self, snapshot: S, seconds: float | None = None) -> None:
        """Take in the next snapshot, and the seconds that it took to compute: for all of a run's, or for none."""
        self._seconds += seconds or 0.0
        values = _values(snapshot) | {SECONDS: self._seconds}
        self.latest = snapshot
        if not self._names:
            scalars = [name for name, value in values.items() if isinstance(value, (int, float))]
            self._names = tuple(name for name in scalars if name != SECONDS or seconds is not None)
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
        """Return every scalar of the snapshots by its name, and `seconds` if they were told, as equally long copies."""
        return {name: self._rows[: self._n_rows, i].copy() for i, name in enumerate(self._names)}

    def frames(self) -> tuple[S, ...]:
        """Return the kept snapshots that carry arrays, in order."""
        return tuple(self._frames)
