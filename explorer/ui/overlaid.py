"""One quantity of a live run over the earlier runs of the visit: the choice of it and of its axes, and the figure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import streamlit as st

from explorer.figures.overlaid_runs import Curve, Drawing, OverlaidRun, Quantity, overlaid_figure
from explorer.training.live.run import Change
from explorer.ui.changes import changes_in_words
from explorer.ui.charts import show as show_chart
from explorer.ui.controls import Controls

OVERVIEW = "overview"
MOST = 5  # earlier runs, of some 50 kB each
_HELP = (
    "One quantity alone can be smoothed, drawn over seconds or on a logarithmic axis, and compared with the earlier "
    "runs of your visit."
)


@dataclass(frozen=True)
class PastRun:
    """A run as it was last seen.

    Attributes
    ----------
    number : its place among the visit's
    settings : the last ones; how they came about `changes` say
    n_iterations : its planned length
    curves : by name
    """

    number: int
    settings: Any
    n_iterations: int
    curves: Mapping[str, Curve]
    changes: tuple[Change, ...] = ()

    @property
    def first_settings(self) -> Any:
        """The settings that it began with."""
        return self.changes[0].before if self.changes else self.settings


@dataclass(frozen=True)
class Chosen:
    """What is to be drawn: the id of a quantity or `OVERVIEW`, how, and whether over the earlier runs."""

    curve: str
    drawing: Drawing
    with_past: bool


class Numbered(Protocol):
    """A run with its place among the visit's."""

    @property
    def number(self) -> int:
        """From 1; 0 where there is none."""


R = TypeVar("R", bound=Numbered)


class RunsOfVisit(Generic[R]):
    """The runs of the page called `page` in this visit, until the page is reset; the last few, and the present one."""

    def __init__(self, page: str) -> None:
        self._runs: dict[int, R] = st.session_state.setdefault(f"{page}_past_runs", {})

    def remember(self, run: R) -> None:
        """Keep a run as it is now, in the place of what it was before; one without a number is none."""
        if run.number:
            self._runs[run.number] = run
            for number in sorted(self._runs)[: -MOST - 1]:
                del self._runs[number]

    def before(self, number: int) -> list[R]:
        """Return the runs before the one with that number, the oldest first; all of them where it is 0."""
        return [run for n, run in sorted(self._runs.items()) if n < number or not number]

    def forget(self) -> None:
        """Forget all of them; the present one comes back when it is next seen."""
        self._runs.clear()


class PastRuns(RunsOfVisit[PastRun]):
    """Those with curves over their iterations."""


def choose(controls: Controls, quantities: Mapping[str, str]) -> Chosen:
    """Draw the choice of all curves at once or of one quantity, by its id, and of how it is drawn."""
    with st.container(horizontal=True, vertical_alignment="center"):
        options = {OVERVIEW: "All at once", **quantities}
        curve = controls.choice("curve", "Curves", options, OVERVIEW, help=_HELP, in_list=True)
        with st.popover("Axes and runs", icon=":material/tune:", disabled=curve == OVERVIEW):
            return Chosen(curve, *_choose_drawing(controls))


def _choose_drawing(controls: Controls) -> tuple[Drawing, bool]:
    smoothing = controls.slider(
        "curve_smoothing",
        "Smoothing",
        0.0,
        0.98,
        0.0,
        0.02,
        help="The share of each point that comes from those before it (a moving average). The run as it was stays "
        "behind it, pale.",
    )
    is_log = controls.toggle("curve_log", "Logarithmic axis", False, help="For what has no upper end; not for shares.")
    over_seconds = controls.toggle(
        "curve_seconds",
        "Over seconds",
        False,
        help="Seconds that this server has computed, without pauses and without waiting for others.",
    )
    with_past = controls.toggle("curve_past", "Earlier runs", True, help=f"Up to {MOST} of this visit, pale.")
    st.button(
        "Forget earlier runs",
        key=f"_{controls.page}_forget_past",
        icon=":material/delete:",
        on_click=PastRuns(controls.page).forget,
        disabled=len(PastRuns(controls.page).before(0)) < 2,  # one is the present
    )
    return Drawing(smoothing, is_log, over_seconds), with_past


def show(
    page: str,
    quantity: Quantity,
    chosen: Chosen,
    present: PastRun,
    differences: Callable[[Any, Any], str],
    shown: int | None,
    height: int,
) -> None:
    """Draw a quantity of the present run, and of those before it; `shown` is an iteration to mark.

    `differences` says in words what settings have that others have not; empty where they are the same.
    """
    earlier = PastRuns(page).before(present.number) if chosen.with_past else []
    runs = [
        OverlaidRun(
            "" if run is present else str(run.number),
            run.n_iterations,
            run.curves,
            tuple(change.iteration for change in run.changes),
        )
        for run in (*earlier, present)
    ]
    figure = overlaid_figure(runs, quantity, chosen.drawing, shown, height)
    show_chart(figure, f"{page}_overlaid", f"{quantity.title} over this run and {len(earlier)} before it")
    others = [f"**{run.number}** {_in_words(run, present, differences)}" for run in earlier]
    if others:
        st.caption(f"Pale, by number: {' · '.join(others)}")
    else:
        st.caption("Start another run with one setting changed: this one stays here, pale, to compare with.")


def _in_words(run: PastRun, present: PastRun, differences: Callable[[Any, Any], str]) -> str:
    """Say what an earlier run began with that the present one did not, and how it was changed."""
    began = differences(run.first_settings, present.first_settings) or "the same settings"
    changed = changes_in_words(run.changes, differences).removesuffix(".")
    return f"{began} ({changed[0].lower()}{changed[1:]})" if changed else began
