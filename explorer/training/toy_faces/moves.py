"""Training by hand, one move at a time: a list of moves is text, so that a link can carry it and be replayed exactly.

A move is `F3-0.5` (D steps on face 3), `N0.7-0.5` (D steps on the fake made from z = 0.7, which is not a face) or
`G0.7-0.5` (G steps with z = 0.7); behind the dash stands the learning rate. Moves are joined by underscores.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.data.toy_faces import FACES
from explorer.training.toy_faces.gan import Gan

MAX_MOVES = 240
MAX_CHARACTERS = 2640
MAX_LEARNING_RATE = 10.0

_MOVE = re.compile(r"([FNG])(\d(?:\.\d+)?)-(\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class Move:
    """One step of D or G. `kind` is F, N or G; `argument` is the face's number from 1, or z."""

    kind: str
    argument: float
    learning_rate: float

    def __str__(self) -> str:
        return f"{self.kind}{self.argument:g}-{self.learning_rate:g}"

    def applied(self, gan: Gan) -> Gan:
        """Return the networks after this move."""
        if self.kind == "F":
            return gan.face_step(FACES[int(self.argument) - 1], self.learning_rate)
        if self.kind == "N":
            return gan.fake_step(self.argument, self.learning_rate)
        return gan.generator_step(self.argument, self.learning_rate)


def parse(text: str) -> tuple[Move, ...]:
    """Read moves from text; whatever is no move is left out, and so is what exceeds `MAX_MOVES`."""
    moves = []
    for word in re.split(r"[_\s,]+", text or ""):
        match = _MOVE.fullmatch(word)
        if match is None:
            continue
        move = Move(match[1], float(match[2]), float(match[3]))
        possible = move.argument in range(1, len(FACES) + 1) if move.kind == "F" else move.argument <= 1.0
        if possible and move.learning_rate <= MAX_LEARNING_RATE:
            moves.append(move)
    return tuple(moves[:MAX_MOVES])


def as_text(moves: Sequence[Move]) -> str:
    """Write moves so that `parse` reads the same moves again."""
    return "_".join(str(move) for move in moves)


def replay(first: Gan, moves: Sequence[Move]) -> list[Gan]:
    """Return the networks at the start and after every move."""
    states = [first]
    for move in moves:
        states.append(move.applied(states[-1]))
    return states
