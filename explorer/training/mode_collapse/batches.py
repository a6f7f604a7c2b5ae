"""Batches cut from larger draws: a call of the random generator costs as much as a layer."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

B = TypeVar("B")


def batches(draw: Callable[[], Sequence[B]]) -> Iterator[B]:
    """Hand out batch after batch, each once; `draw` makes the next few whenever none is left."""
    while True:
        yield from draw()
