"""The curves beside G's pictures: all of a run's at once, or one quantity of this run and of those before it."""

from collections.abc import Sequence

import streamlit as st

from explorer.chapters.mnist_trainer import panels
from explorer.chapters.mnist_trainer.contrasts import differences
from explorer.chapters.mnist_trainer.quantities import curves_of, quantities
from explorer.figures.overlaid_runs import Drawing, OverlaidRun, overlaid_figure
from explorer.names import DIGITS
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.ui.charts import show as show_chart
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun
from explorer.ui.past_runs import PastRun, PastRuns

OVERVIEW = "overview"
CURVES = {
    OVERVIEW: "Overview",
    "losses": "Losses",
    "said": "What D says",
    "accuracy": "How often D is right",
    "gradients": "Lengths of the gradients",
    "frechet": "Fréchet distance",
    "digits": "Sure digits, and none",
    "balance": "Class balance",
}

Choice = tuple[str, GanSettings]


def show(controls: Controls, live: LiveRun, running: Choice, at: int | None) -> None:
    """Draw the choice of curves, and what is chosen; `at` is an iteration to mark."""
    source, settings = running
    past = PastRuns(live.page)
    runner = live.runner
    if runner.run_number:
        past.remember(PastRun(runner.run_number, running, curves_of(runner.curves(), runner.frames())))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = controls.choice("curve", "Curves", CURVES, OVERVIEW, help=_HELP, in_list=True)
        quantity = quantities(settings, source).get(chosen)
        with st.popover("Axes and runs", icon=":material/tune:", disabled=quantity is None):
            drawing, with_past = _choose_drawing(controls, past)
    if quantity is None:
        panels.show_curves(f"{live.page}_curves", runner.curves(), settings, at)
        return
    earlier = past.before(runner.run_number) if with_past else []
    runs = [
        *(OverlaidRun(str(run.number), run.settings[1].n_iterations, run.curves) for run in earlier),
        OverlaidRun("this run", settings.n_iterations, curves_of(runner.curves(), runner.frames())),
    ]
    figure = overlaid_figure(runs, quantity, drawing, at)
    show_chart(figure, f"{live.page}_overlaid", f"{quantity.title} over this run and {len(earlier)} runs before it")
    st.caption(_in_words(earlier, running))


_HELP = (
    "One quantity alone can be smoothed, drawn over seconds or on a logarithmic axis, and compared with the earlier "
    "runs of your visit."
)


def _choose_drawing(controls: Controls, past: PastRuns) -> tuple[Drawing, bool]:
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
    is_log = controls.toggle("curve_log", "Logarithmic axis", False, help="Not for shares, nor for what D says.")
    over_seconds = controls.toggle(
        "curve_seconds",
        "Over seconds",
        False,
        help="Seconds that this server has computed, without pauses and without waiting for others.",
    )
    with_past = controls.toggle("curve_past", "Earlier runs", True, help="Up to five of this visit, pale.")
    st.button(
        "Forget earlier runs", key=f"_{controls.page}_forget_past", icon=":material/delete:", on_click=past.forget
    )
    return Drawing(smoothing, is_log, over_seconds), with_past


def _in_words(earlier: Sequence[PastRun], running: Choice) -> str:
    """Say what the earlier runs had that this one has not."""
    if not earlier:
        return "Start another run with one setting changed: this one stays here, pale, to compare with."
    return "Pale, by number: " + " · ".join(
        f"**{run.number}** {_what_is_other(run.settings, running)}" for run in earlier
    )


def _what_is_other(settings: Choice, running: Choice) -> str:
    digits = DIGITS[settings[0]] if settings[0] != running[0] else ""
    return ", ".join(filter(None, (digits, differences(settings[1], running[1])))) or "the same settings"
