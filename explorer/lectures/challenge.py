"""A challenge, in words. What solves it is computed, not written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Challenge:
    """What is to be reached on a page, in plain words.

    `name` is unique among all pages, whose browser notes what is solved, and that of the function in the page's
    `explorer/quiz/<page>.py` which says how near it is. It stands in `chapter`; `start` maps controls to the values
    from which it begins.
    """

    name: str
    chapter: str
    title: str
    task: str
    hint: str
    start: Mapping[str, Any] = field(default_factory=dict)
