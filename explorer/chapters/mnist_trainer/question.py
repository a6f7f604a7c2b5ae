"""Chapter "Question it": what a student asks of a GAN, answered by its networks as they stand."""

import streamlit as st

from explorer import names
from explorer.chapters.mnist_trainer import live_run, settings
from explorer.chapters.mnist_trainer.questions import average, coordinate, memory, number, opinion, walk
from explorer.chapters.mnist_trainer.questions.asking import Asking, forget_answers
from explorer.training.live.plan import State
from explorer.ui import charts, real_images
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun

# id -> (button, what answers it)
QUESTIONS = {
    "opinion": ("What does D say?", opinion),
    "memory": ("Is it memorised?", memory),
    "walk": ("Walk", walk),
    "coordinate": ("One coordinate", coordinate),
    "average": ("Average of a class", average),
    "number": ("Write a number", number),
}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    live = LiveRun(controls.page)
    texts = {id: text for id, (text, _) in QUESTIONS.items()}
    chosen = controls.choice("question", "Ask the networks", texts, next(iter(texts)))
    _, question = QUESTIONS[chosen]
    st.markdown(question.ABOUT)
    if live.runner.state is State.IDLE:
        _offer_a_run(controls, live, "Nothing has been trained yet, so there is nobody to ask.", chosen)
    elif live.runner.state is State.FAILED and not live.runner.status().can_go_on:
        live.show_status()
        _offer_a_run(controls, live, "Networks that ended like this have nothing left to say.", chosen)
    elif live.runner.latest() is None:
        live.show(lambda: _until_the_first(live))
    else:
        live.show(live.show_status)
        place = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
        asking = Asking(controls, live.runner, place)
        with st.spinner("Asking the networks"):
            question.show(asking)
        if asking.answered_at is not None:
            with place:
                _say_when(controls, live, asking.answered_at)


def _offer_a_run(controls: Controls, live: LiveRun, why: str, question: str) -> None:
    real = real_images.current_images(controls)
    network = settings.current_settings(controls).network
    told = " that are told the digit" if question == "number" else ""

    def start() -> None:
        if question == "number":
            controls.set(conditional=True)  # any other run cannot answer
        live.runner.start(live_run.new_run(settings.current_settings(controls), real))

    place = charts.group(f"{controls.page}_{question}")  # where the answer will be
    place.info(
        f"{why} Start a run of the **{network}** networks{told} on {names.DIGITS[real.source]} digits here, or see in "
        "**Recorded runs** how others went.",
        icon=":material/school:",
    )
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Start a run",
            icon=":material/play_arrow:",
            type="primary",
            key=f"_{controls.page}_question_start",
            on_click=start,
        )
        key = f"_{controls.page}_question_recorded"
        to_recorded_runs = {"chapter": "recorded"}
        if st.button(
            "Recorded runs", icon=":material/history:", key=key, on_click=controls.set, kwargs=to_recorded_runs
        ):
            st.rerun()  # the row of chapters lies outside this one, which reruns alone


def _until_the_first(live: LiveRun) -> None:
    live.show_status()
    st.info("The networks are just being made. The answer follows in a moment.", icon=":material/hourglass_top:")
    if live.runner.latest() is not None:
        st.rerun()


def _say_when(controls: Controls, live: LiveRun, iteration: int) -> None:
    state = live.runner.state
    if state is State.RUNNING:
        st.button(
            "Ask again",
            icon=":material/refresh:",
            type="primary",
            key=f"_{controls.page}_question_again",
            help="The run has gone on: asks the networks as they are now.",
            on_click=forget_answers,
            args=(controls.page,),
        )
        st.button("Pause", icon=":material/pause:", key=f"_{controls.page}_question_pause", on_click=live.runner.pause)
    elif state is State.PAUSED:
        st.button("Resume", icon=":material/resume:", key=f"_{controls.page}_question_go", on_click=live.runner.resume)
    st.markdown(f"Answered at **iteration {iteration:,}**", width="content")
