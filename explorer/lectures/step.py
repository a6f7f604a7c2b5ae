"""One step of a lecture walkthrough."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Prediction:
    """What the student is asked before the figure is shown.

    `which` names the computation that knows which of the `options` is right, in `explorer/quiz/predictions.py`: the
    answer is never written here.
    """

    question: str
    options: tuple[str, ...]
    which: str


@dataclass(frozen=True)
class Step:
    """What the lecturer says at this step, and the controls that the step sets.

    `settings` maps a control's name to its value; `chapter` names the chapter that the step opens. With `predict`, the
    step asks first: what it says, its title and the chapter wait for the student's answer.
    """

    title: str
    say: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    predict: Prediction | None = None
