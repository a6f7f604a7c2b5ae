"""Predict, then see: a step of a walkthrough that asks first, and shows its figure once it has an answer.

What was answered is session state of the page: it outlives going back and forth, is in no link, and is forgotten by
*Reset page*.
"""

from collections.abc import Callable

import streamlit as st

from explorer.lectures.step import Prediction, Step
from explorer.pages import page_named
from explorer.ui.controls import Controls

PREDICT = "Predict, then see"
SHOWN_ANYWAY = ""  # in place of an option's id
WAITING_HEIGHT = 300  # px: about that of a figure


def is_asking(controls: Controls, step: Step) -> bool:
    """Say whether the step's question is still open."""
    return step.predict is not None and step.id not in _answers(controls)


def show_anyway(controls: Controls, step: Step, set_step: Callable[[], None]) -> None:
    """Show the figure without an answer: a callback."""
    _answer(controls, step, SHOWN_ANYWAY, set_step)


def show_step(controls: Controls, number: int, step: Step, set_step: Callable[[], None]) -> None:
    """Say the step; as long as its question is open, ask it instead, and let its chapter wait.

    `set_step`, a callback, sets the step's controls: the answer is computed for them, and the figure shall show it.
    """
    said = _answers(controls).get(step.id)
    if step.predict is None or said is not None:
        st.markdown(f"**{number}. {step.title}**  \n{step.say}\n\n:material/visibility: {step.look}")
        if step.predict is not None and said is not None:
            _reveal(controls, step, step.predict, said)
        return
    st.markdown(f"**{number}. {PREDICT}**  \n{step.predict.question}")
    with st.container(horizontal=True, gap="small"):
        for id, text in step.predict.options.items():
            st.button(
                text,
                key=f"_{controls.page}_predict_{id}",
                icon=":material/radio_button_unchecked:",
                on_click=_answer,
                args=(controls, step, id, set_step),
            )
    # Taken up by the page's body, which is drawn after this.
    st.session_state[_note(controls)] = (step, set_step)


def show_unless_asked(controls: Controls, draw: Callable[[Controls], None]) -> None:
    """Draw the page's body with `draw`, or, while the step asks about it, the place where it will be."""
    asked: tuple[Step, Callable[[], None]] | None = st.session_state.pop(_note(controls), None)
    if asked is None or asked[0].settings.get("chapter") != controls.value("chapter"):
        draw(controls)
        return
    with st.container(
        border=True, height=WAITING_HEIGHT, horizontal_alignment="center", vertical_alignment="center", gap="small"
    ):
        st.markdown(":material/visibility_off: The figure waits for your answer.", width="content")
        st.button(
            "Show it anyway",
            key=f"_{controls.page}_show_anyway",
            type="tertiary",
            on_click=show_anyway,
            args=(controls, *asked),
        )


def _reveal(controls: Controls, step: Step, prediction: Prediction, said: str) -> None:
    right = page_named(controls.page).answer(prediction.which)(step.settings)
    holds = prediction.options[right.option]
    if said == SHOWN_ANYWAY:
        verdict = f":material/lightbulb: **{holds}.**"
    elif said == right.option:
        verdict = f":green[:material/check_circle: **“{holds}”: your prediction holds.**]"
    else:
        verdict = f":orange[:material/lightbulb: **You said “{prediction.options[said]}”. It is “{holds}”.**]"
    # Whoever was right, or a lecturer before a class, hears of the answer that most others gave.
    tempting = said if said in right.wrong else next(iter(right.wrong))
    why_not = f"Why not “{prediction.options[tempting]}”? {right.wrong[tempting]}"
    with st.container(key="walkthrough_reveal"):
        st.markdown(f"{verdict} {right.numbers}  \n{why_not}")


def _answer(controls: Controls, step: Step, option: str, set_step: Callable[[], None]) -> None:
    st.session_state[controls.key("predicted")] = {**_answers(controls), step.id: option}
    set_step()


def _answers(controls: Controls) -> dict[str, str]:
    """Return what was answered on this page, by the step's id."""
    answers: dict[str, str] = st.session_state.get(controls.key("predicted"), {})
    return answers


def _note(controls: Controls) -> str:
    return f"_{controls.page}_asked"
