"""Chapter "Make it fail": runs that go wrong on purpose, each beside the one setting that mends it."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from explorer.chapters.mnist_trainer import live_run, panels, side_by_side
from explorer.chapters.mnist_trainer.digits import BUILT_IN, RealImages, current_images
from explorer.chapters.mnist_trainer.mid_run import Choice
from explorer.chapters.mnist_trainer.settings import settings_of
from explorer.data.mnist_trainer.digits import Digits, load_built_in
from explorer.figures.mnist_trainer.failures import Seen, nothing_seen, proof_figure
from explorer.lectures.mnist_trainer_failures import FAILURES, Failure
from explorer.names import LOSSES
from explorer.training.live.plan import Plan
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from explorer.training.mnist_trainer.symptoms import class_shares, ink
from explorer.ui.charts import notice
from explorer.ui.charts import show as show_chart
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

LABELS = {contrast.field: contrast.label for contrast in side_by_side.CONTRASTS.values()}
BY_ID = {failure.id: failure for failure in FAILURES}
TITLES = ("It fails", "Fixed")

FRESH = "It begins with fresh networks."
TRAINED = "It begins with recorded networks that draw all ten digits."
GOES_ON = "It goes on with what the failing run has left; that run is made again first, which takes a moment."


@dataclass(frozen=True)
class StagedSettings(GanSettings):
    """Settings of a run of this chapter: from other networks than the trainer's, so never equal to its settings."""

    failure: str = ""


def show(controls: Controls) -> None:
    """Draw the chapter."""
    choice, chance = st.columns([3, 1], gap="medium")
    with choice:
        titles = {failure.id: failure.title for failure in FAILURES}
        failure = BY_ID[controls.choice("failure", "What should go wrong?", titles, FAILURES[0].id)]
    with chance:
        seed = controls.seed()
    real = digits_for(current_images(controls))
    plans = [plan(failure, is_cure, seed, real) for is_cure in (False, True)]
    failing, mended = (each.settings for each in plans)
    st.markdown(failure.what_happens)
    live = LiveRun(controls.page)
    begins = TRAINED if failure.is_trained else FRESH
    words = (
        f"{begins} {panels.in_words(failing[1], failing[0])}.",
        f"{GOES_ON if failure.cure_goes_on else begins} {failure.why}",
    )
    for is_cure, column in enumerate(st.columns(2, gap="medium")):
        with column:
            _show_side(controls, live, failure, bool(is_cure), words[is_cure], plans[is_cure])
    at_hand = plans[live.runner.settings == mended]
    live_run.show_planned(live, at_hand, lambda: _prove(live, failure, failing, mended))
    if failure.source:
        st.caption(failure.source)


def digits_for(current: RealImages) -> RealImages:
    """Return the digits to learn from: the recorded networks know digits, so clothing is of no use to them."""
    return current if panels.is_judged(current.source) else RealImages(BUILT_IN, load_built_in())


def settings_for(failure: Failure, is_cure: bool, seed: int) -> GanSettings:
    """Return the settings of the failing or of the mended run."""
    values = failure.mended if is_cure else failure.settings
    return settings_of({**values, **failure.hidden, "seed": seed})


def make_run(failure: Failure, is_cure: bool, seed: int, digits: Digits) -> "GanTraining":
    """Return the run itself. Called in the training thread: it brings torch."""
    from explorer.training.classifier.judge import judge
    from explorer.training.mnist_trainer.trained import trained_run

    goes_on = is_cure and failure.cure_goes_on
    return trained_run(
        digits,
        settings_for(failure, is_cure, seed),
        judge,
        is_trained=failure.is_trained,
        before=settings_for(failure, False, seed) if goes_on else None,
    )


def plan(failure: Failure, is_cure: bool, seed: int, real: RealImages) -> Plan[GanSnapshot]:
    """Return the plan of the failing or of the mended run."""
    settings = StagedSettings(**asdict(settings_for(failure, is_cure, seed)), failure=failure.id)

    def plan_on(digits: Digits) -> Plan[GanSnapshot]:
        # without a watch: what it would stop is what is to be seen
        choice = (digits.source, settings)
        return Plan(lambda: make_run(failure, is_cure, seed, digits), settings.n_iterations, choice)

    return real.plan(settings.n_iterations, (real.source, settings), plan_on)


def _show_side(
    controls: Controls, live: LiveRun, failure: Failure, is_cure: bool, says: str, plan: Plan[GanSnapshot]
) -> None:
    field, cure = failure.cure
    value = cure if is_cure else failure.settings[field]
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{TITLES[is_cure]}** · {LABELS[field]}: **{in_words(value)}**  \n{says}")
        st.button(
            "Run the cure" if is_cure else "Run it",
            key=f"_{controls.page}_failure_{'cure' if is_cure else 'run'}",
            icon=":material/healing:" if is_cure else ":material/heart_broken:",
            on_click=lambda: live.runner.start(plan),
        )


def in_words(value: object) -> str:
    """Say a setting's value."""
    return ("off", "on")[value] if isinstance(value, bool) else LOSSES.get(str(value), str(value))


def _prove(live: LiveRun, failure: Failure, failing: Choice, mended: Choice) -> None:
    """Draw what is watched over both runs: the one at hand as far as it is, the other as it was last seen."""
    remembered: dict[Choice, Seen] = st.session_state.setdefault(f"{live.page}_failures_seen", {})
    running = live.runner.settings
    if running in (failing, mended):
        remembered[running] = _seen(live)
    for choice in [choice for choice in remembered if choice not in (failing, mended)]:
        del remembered[choice]
    sides = [remembered.get(choice, nothing_seen()) for choice in (failing, mended)]
    for watched in failure.watched:
        show_chart(
            proof_figure(watched, sides[0], sides[1], (failing[1].n_iterations, mended[1].n_iterations), TITLES),
            f"{live.page}_failure_{watched}",
            f"{failure.title}: {watched} over the failing run on the left and over the mended one on the right",
        )
    notice(failure.notice)


def _seen(live: LiveRun) -> Seen:
    """Return what the figure draws of the run so far."""
    frames, curves = live.runner.frames(), live.runner.curves()
    return Seen(
        np.array([frame.iteration for frame in frames], dtype=float),
        class_shares(frames),
        np.array([frame.gradient_G for frame in frames], dtype=float),
        ink(frames),
        *(curves.get(name, np.zeros(0)) for name in ("iteration", "loss_D", "loss_G", "D_real", "D_fake")),
    )
