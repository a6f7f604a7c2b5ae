"""One step of a lecture walkthrough."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Prediction:
    """What the student is asked before the figure is shown.

    `options` maps ids to what their buttons say. `which` names the function that knows which of them is right, in
    `explorer/quiz/<page>.py`: the answer is never written here.
    """

    question: str
    options: Mapping[str, str]
    which: str


@dataclass(frozen=True)
class Step:
    """What the lecturer says at this step, and the controls that the step sets.

    Attributes
    ----------
    id : its name, ASCII and stable, one of its page's own
    title, say : a heading, and the two or three sentences that everybody reads
    settings : control → value; `chapter` names the chapter that the step opens
    figure : key of the chart, or of the container, that the step speaks of; the page brings it into sight
    look : what to look at, or to try, in the figure
    note : for the presenter's eyes: what to say and to ask, and what to expect as an answer
    minutes : how long it takes in a lecture
    play : the controls that the class is to see moved; in the presenter's view the others of `settings` are away
    predict : the step asks first: its title, what it says and its chapter wait for the student's answer
    is_live : the step is about a run that somebody has to start, so that paper cannot show it
    """

    id: str
    title: str
    say: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    figure: str = ""
    look: str = ""
    note: str = ""
    minutes: float = 1.0
    play: tuple[str, ...] = ()
    is_live: bool = False
    predict: Prediction | None = None
