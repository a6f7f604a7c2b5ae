"""Chapter "Attack to generator": from noise up a score, with a network that stays and with one that learns."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.chapters.adversarial_examples.choose import choose_source, say_where_from
from explorer.data.recordings import load_recording
from explorer.figures.adversarial_examples.strips import Strip, strips_figure
from explorer.names import CLASSIFIERS
from explorer.numbers import percent
from explorer.training.adversarial_examples.settings import N_CLIMB_STEPS, N_SHOWN, STEPS_A_MOMENT
from explorer.training.live.plan import Plan
from explorer.ui import charts
from explorer.ui.changes import waiting_in_words
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun

if TYPE_CHECKING:
    from explorer.training.adversarial_examples.climb import Climb, Learned

DIGITS = tuple("0123456789")
STRIPS_PX = 440
Settings = tuple[str, int]  # source and seed


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        source = choose_source(controls, "climb_pictures")
        network = controls.choice(
            "climb_network", "Classifier", CLASSIFIERS, "plain", help="Robust: that of the chapter *A defence*."
        )
        digit = controls.choice("climb_digit", "Digit to climb to", DIGITS, "3")
        seed = controls.seed("climb_seed")
    live = LiveRun(f"{controls.page}_climb")
    live.show_buttons(lambda: _plan((source, seed)))
    live.show(lambda: _draw(controls, live, source, network, int(digit), seed))
    say_where_from(source)
    _explain()


def _plan(settings: Settings) -> "Plan[Learned]":
    def make_snapshots() -> "Iterator[Learned]":
        from explorer.training.adversarial_examples.climb import climb_learning_discriminator  # brings torch

        return climb_learning_discriminator(*settings)

    return Plan(make_snapshots, N_CLIMB_STEPS, settings)


def _draw(controls: Controls, live: LiveRun, source: str, network: str, digit: int, seed: int) -> None:
    live.show_status()
    steps = controls.drag_slider("climb_steps", "Steps gone", 0, N_CLIMB_STEPS, N_CLIMB_STEPS, 1)
    by_classifier, by_D = _climbs(source, network, digit, seed)
    strips = [
        Strip(_first(by_classifier, network, digit, steps), by_classifier.pictures[steps]),
        Strip(
            f"<b>D fixed</b>: D(x) {percent(by_D.scores[steps])}<br>{_seen(int(by_D.n_seen[steps]))}",
            by_D.pictures[steps],
        ),
        _learning(live, steps, by_D.pictures[0]),
        Strip("<b>D learns, and G draws</b><br>a recorded run", _recorded(steps)),
    ]
    alt = "Four rows of pictures that began as noise: " + "; ".join(strip.name for strip in strips) + "."
    figure = strips_figure(strips, N_SHOWN, STRIPS_PX)
    charts.show(figure, "adversarial_climb", alt.replace("<b>", "").replace("</b>", "").replace("<br>", ", "))
    if live.runner.settings not in (None, (source, seed)):
        st.caption(waiting_in_words().strip())
    charts.notice(
        "Every row begins with noise and follows a gradient. The classifier becomes sure, and so does the D that stays "
        "as it is: do *you* see digits? **Start** lets a D learn in between. Then take the **robust** "
        "classifier: its first row is another."
    )


def _first(climb: "Climb", network: str, digit: int, steps: int) -> str:
    other = "robust" if network == "plain" else "plain"
    return (
        f"<b>Classifier, {network}</b>: a {digit}, {percent(climb.scores[steps])}<br>the {other} one agrees on "
        f"{climb.n_seen[steps]} of {N_SHOWN}"
    )


def _learning(live: LiveRun, steps: int, noise: NDArray[np.floating]) -> Strip:
    learned: Learned | None = live.runner.frame_at(steps) if steps else None
    if learned is None:
        return Strip(
            "<b>D learns</b>" if live.runner.frames() else "<b>D learns</b><br>begins with <b>Start</b>", noise
        )
    return Strip(f"<b>D learns</b>: D(x) {percent(learned.score)}<br>{_seen(learned.n_seen)}", learned.pictures)


def _seen(n: int) -> str:
    return f"a classifier sees digits in {n} of {N_SHOWN}"


# Not copied at every look: some 5 MB.
@st.cache_resource(max_entries=4, show_spinner="Climbing")
def _climbs(source: str, network: str, digit: int, seed: int) -> "tuple[Climb, Climb]":
    from explorer.training.adversarial_examples.climb import climb_classifier, climb_discriminator  # brings torch

    return climb_classifier(network, digit, seed), climb_discriminator(source, seed)


def _recorded(steps: int) -> NDArray[np.float64]:
    images = _recorded_images()
    at: NDArray[np.float64] = images[round(steps / N_CLIMB_STEPS * (len(images) - 1))] / 255.0
    return at


@st.cache_data(max_entries=1, show_spinner=False)
def _recorded_images() -> NDArray[np.uint8]:
    return load_recording("default").images[:, :N_SHOWN]


def _explain() -> None:
    st.markdown(
        "The discriminator **D** of a GAN says how likely a picture is real. Its gradient in the pixels, ∂t/∂x with t "
        "its raw output, is all that a generator **G** ever hears of real digits. In the second and third row the "
        "pixels follow it themselves; in the fourth, by the chain rule, G's weights θ do, so that G can draw as many "
        "pictures as one likes. What makes digits is not the gradient alone, it is a D that learns: wherever the "
        "pictures have fooled it, it changes, until only digits are left to fool it with."
    )
    st.latex(
        r"x\leftarrow x+\eta\,\frac{\partial t}{\partial x}\quad\text{(pixels)},\qquad"
        r"\theta\leftarrow\theta+\eta\,\frac{\partial t}{\partial x}\,\frac{\partial x}{\partial\theta}"
        r"\quad\text{(G's weights, }x=G_\theta(z))"
    )
    st.caption(
        f"Each step has the L2 norm 0.25. The fixed D is one that has learned (the recorded compact networks); the one "
        f"that learns begins with random weights, and its pictures go {STEPS_A_MOMENT} steps for one of the slider's. "
        "The fourth row is the recorded run *default* of page Live MNIST trainer, from its beginning to its end. "
        "Goodfellow et al. 2014 (arXiv 1406.2661)."
    )
