"""Two runs side by side, in step: one iteration of the first, one of the second, and so on."""

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.training.live.plan import TrainingDiverged
from explorer.training.mnist_trainer.gan import GanTraining
from explorer.training.mnist_trainer.snapshot import GanSnapshot


@dataclass(frozen=True)
class PairSnapshot:
    """Both runs after the same iteration."""

    iteration: int
    first: GanSnapshot
    second: GanSnapshot


class PairTraining(Iterator[PairSnapshot]):
    """Two runs of the same length that take turns: whoever is faster waits for the other.

    Raises
    ------
    TrainingDiverged
        By `next`, when both have diverged. One alone stays at its last snapshot while the other goes on; `diverged`
        keeps what it said.
    """

    def __init__(self, first: GanTraining, second: GanTraining) -> None:
        self.runs = (first, second)
        self.diverged: list[str | None] = [None, None]
        self._last: list[GanSnapshot | None] = [None, None]

    def __next__(self) -> PairSnapshot:
        """Do one iteration of each run that still can."""
        for i, run in enumerate(self.runs):
            if self.diverged[i] is None:
                try:
                    self._last[i] = next(run)
                except TrainingDiverged as diverged:
                    self.diverged[i] = str(diverged)
        first, second = self._last
        if first is None or second is None or all(self.diverged):
            raise TrainingDiverged(" ".join(said for said in self.diverged if said))
        return PairSnapshot(max(run.iteration for run in self.runs), first, second)
