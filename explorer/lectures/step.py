"""One step of a lecture walkthrough."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Step:
    """What the lecturer says at this step, and the controls that the step sets.

    `settings` maps a control's name to its value; `chapter` names the chapter that the step opens.
    """

    title: str
    say: str
    settings: Mapping[str, Any] = field(default_factory=dict)
