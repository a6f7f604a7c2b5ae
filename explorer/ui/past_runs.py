"""What is left of the earlier runs of a visit: their curves, to lay the present run's over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from explorer.figures.overlaid_runs import Curve

MOST = 5  # of some 50 kB each


@dataclass(frozen=True)
class PastRun:
    """A run as it was last seen: its number among the visit's, its settings, and its curves by name."""

    number: int
    settings: Any
    curves: Mapping[str, Curve]


class PastRuns:
    """The runs of the page called `page` in this visit, until the page is reset; the last few, and the present one."""

    def __init__(self, page: str) -> None:
        self._runs: dict[int, PastRun] = st.session_state.setdefault(f"{page}_past_runs", {})

    def remember(self, run: PastRun) -> None:
        """Keep a run as it is now, in the place of what it was before."""
        self._runs[run.number] = run
        for number in sorted(self._runs)[: -MOST - 1]:
            del self._runs[number]

    def before(self, number: int) -> list[PastRun]:
        """Return the runs before the one with that number, the oldest first; all of them where it is 0."""
        return [run for n, run in sorted(self._runs.items()) if n < number or not number]

    def forget(self) -> None:
        """Forget all of them; the present one comes back when it is next seen."""
        self._runs.clear()
