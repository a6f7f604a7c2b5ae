"""Training loops that tests run in the background, and the patience to wait for what their threads do."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from explorer.training.live.plan import Plan
from explorer.training.live.runner import Runner

TIMEOUT_S = 20.0
ENDLESS = 1_000_000_000


@dataclass(frozen=True)
class Snapshot:
    iteration: int
    loss: float
    images: NDArray[np.uint8] | None = None


def snapshots(n: int = ENDLESS, images_every: int = 5) -> Iterator[Snapshot]:
    breath = threading.Event()
    for iteration in range(1, n + 1):
        breath.wait(0.0005)
        image = np.full(1, iteration % 256, np.uint8) if iteration % images_every == 0 else None
        yield Snapshot(iteration, 1.0 / iteration, image)


def plan(n: int = ENDLESS, **others: object) -> Plan[Snapshot]:
    return Plan(lambda: snapshots(n), n, **others)  # type: ignore[arg-type]


def eventually(condition: Callable[[], bool]) -> bool:
    """Wait for a condition that a thread brings about; False after a long time."""
    breath, end = threading.Event(), monotonic() + TIMEOUT_S
    while not condition():
        if monotonic() > end:
            return False
        breath.wait(0.002)
    return True


def has_done(runner: Runner[Snapshot], iteration: int) -> bool:
    return eventually(lambda: runner.status().iteration >= iteration)
