"""A runner with slots of its own, which must be free again after each test."""

from collections.abc import Iterator

import pytest

from explorer.training.live.runner import Runner
from explorer.training.live.slots import Slots
from tests.training.live.running import TIMEOUT_S, Snapshot, eventually


@pytest.fixture
def slots() -> Slots:
    return Slots(2)


@pytest.fixture
def runner(slots: Slots) -> Iterator[Runner[Snapshot]]:
    runner: Runner[Snapshot] = Runner(slots, lease_s=TIMEOUT_S)
    yield runner
    runner.reset()
    assert eventually(lambda: slots.n_training == 0)
