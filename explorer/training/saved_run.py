"""A whole run as it is kept in a file, whatever was trained."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from explorer.training.live.history import MAX_ROWS, History, S

Settings = TypeVar("Settings")


@dataclass(frozen=True)
class Saved(Generic[Settings, S]):
    """A run between two iterations.

    Attributes
    ----------
    source : where the pictures come from, one of `explorer.data.mnist_trainer.digits.SOURCES`
    settings : what decides the run
    state : as the `state` of its training returns it
    curves, frames, latest : as a `History` or `Runner` returns them
    """

    source: str
    settings: Settings
    state: Mapping[str, NDArray[np.generic]]
    curves: Mapping[str, NDArray[np.float64]]
    frames: tuple[S, ...]
    latest: S

    @property
    def iteration(self) -> int:
        """How many iterations are done."""
        return int(self.state["iteration"])

    def history(self, max_rows: int = MAX_ROWS) -> History[S]:
        """Return the history that the run goes on with."""
        return History.restored(self.curves, self.frames, self.latest, max_rows)
