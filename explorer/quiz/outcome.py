"""What a page says of its questions: the answer to a prediction, and how near a challenge is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Controls = Mapping[str, Any]  # what the step sets


@dataclass(frozen=True)
class Answer:
    """The answer to a prediction.

    Attributes
    ----------
    option : the id of the option that is right
    numbers : what decides it, in a sentence
    wrong : why each of the other options is not, by id, the most tempting one first
    """

    option: str
    numbers: str
    wrong: Mapping[str, str]


@dataclass(frozen=True)
class State:
    """Where the student stands: `near` in plain words, with the numbers, and whether the challenge is solved."""

    near: str
    solved: bool


def nearest(value: float, options: Mapping[str, float]) -> str:
    """Return the option whose value is nearest."""
    return min(options, key=lambda option: abs(options[option] - value))
