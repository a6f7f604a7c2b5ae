"""The buttons that move D and G one step, undo and redo. The moves are text in a control, so a link replays them."""

from collections.abc import Callable

import streamlit as st

from explorer.training.toy_faces.moves import MAX_CHARACTERS, MAX_MOVES, Move, as_text, parse
from explorer.ui.controls import Controls

UNDONE = "undone"  # the moves that Redo would make again; session only


def steps_as_text(controls: Controls) -> tuple[Move, ...]:
    """Draw the control that holds the moves made so far, and return them."""
    with st.expander("The steps as text"):
        text = controls.text(
            "moves",
            "Steps",
            "",
            max_chars=MAX_CHARACTERS,
            help="F: D on a face, N: D on the fake, G: G; then the face or z; after the dash the learning rate. "
            "They are part of this page's link, so a link replays them to the last digit.",
        )
    return parse(text)


def step_buttons(controls: Controls, moves: tuple[Move, ...]) -> None:
    """Draw the buttons that add to the moves made so far or take them back."""
    full = len(moves) > MAX_MOVES - 3
    undone = st.session_state.get(controls.key(UNDONE), ())
    with st.container(horizontal=True, gap="small"):
        _step(controls, "step_face", "D step on a face", "F", full)
        _step(controls, "step_fake", "D step on the fake", "N", full)
        _step(controls, "step_g", "G step", "G", full)
        _step(controls, "step_all", "All three", "FNG", full)
        _step(controls, "step_all_10", "All three, 10 times", "FNG" * 10, len(moves) > MAX_MOVES - 30)
        _history_button(controls, "undo", "Undo", ":material/undo:", _undo, disabled=not moves)
        _history_button(controls, "redo", "Redo", ":material/redo:", _redo, disabled=not undone)
        _history_button(controls, "first", "Back to start", ":material/first_page:", _back_to_start, disabled=not moves)
    count = "No step yet." if not moves else f"{len(moves)} step{'s' if len(moves) > 1 else ''} made."
    st.caption(count + (" That is as many as a link can carry: undo some, or go back to the start." if full else ""))


def _step(controls: Controls, id: str, text: str, kinds: str, disabled: bool) -> None:
    st.button(
        text,
        key=f"_{controls.page}_{id}",
        type="primary" if len(kinds) == 1 else "secondary",
        on_click=_add,
        args=(controls, kinds),
        disabled=disabled,
    )


def _history_button(
    controls: Controls, id: str, text: str, icon: str, action: Callable[[Controls], None], *, disabled: bool
) -> None:
    st.button(
        text,
        icon=icon,
        key=f"_{controls.page}_{id}",
        on_click=action,
        args=(controls,),
        disabled=disabled,
    )


def _moves(controls: Controls) -> tuple[Move, ...]:
    return parse(controls.value("moves", ""))


def _remember(controls: Controls, undone: tuple[Move, ...]) -> None:
    st.session_state[controls.key(UNDONE)] = undone


def _add(controls: Controls, kinds: str) -> None:
    # z is that of the moment of the click: its slider moves without drawing the buttons anew.
    z, rate = controls.value("z"), float(controls.value("hand_rate"))
    arguments = {"F": int(controls.value("face")), "N": z, "G": z}
    added = [Move(kind, arguments[kind], rate) for kind in kinds]
    controls.set(moves=as_text([*_moves(controls), *added]))
    _remember(controls, ())


def _undo(controls: Controls) -> None:
    moves = _moves(controls)
    undone = st.session_state.get(controls.key(UNDONE), ())
    _remember(controls, (*undone, *moves[-1:]))
    controls.set(moves=as_text(moves[:-1]))


def _redo(controls: Controls) -> None:
    undone = st.session_state.get(controls.key(UNDONE), ())
    controls.set(moves=as_text([*_moves(controls), *undone[-1:]]))
    _remember(controls, undone[:-1])


def _back_to_start(controls: Controls) -> None:
    _remember(controls, tuple(reversed(_moves(controls))))
    controls.set(moves="")
