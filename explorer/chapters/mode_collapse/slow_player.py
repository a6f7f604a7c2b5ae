"""Going through an update: which stage, after how many updates, forwards, backwards, or by itself."""

from functools import partial

import streamlit as st

from explorer.numbers import number
from explorer.training.mode_collapse.slow_motion import STAGES
from explorer.ui import heartbeat
from explorer.ui.controls import Controls
from explorer.ui.print_mode import is_printed

MAX_BEFORE = 2_000  # a second of training
STAGE_S = 3.0  # to look at a stage that has come by itself
PLAYING = "slow_playing"
FORWARD = (1, 10, 100)
STAGE_NAMES = {
    "fakes": "G makes fakes",
    "d_judges": "D judges both",
    "d_moves": "D moves",
    "d_judges_new": "D judges new fakes",
    "g_moves": "G moves",
}

Place = tuple[int, int]  # stage, from 1, and updates before


def choose_stage(controls: Controls) -> Place:
    """Draw what chooses the moment, and return the stage, from 1, and how many updates came before."""
    row, below = (st.container(horizontal=True, gap="small", vertical_alignment="center") for _ in range(2))
    with below:
        before = controls.slider(
            "slow_before",
            "Updates before this one",
            0,
            MAX_BEFORE,
            0,
            1,
            help="How long both have trained before the update that is shown.",
        )
    with row:
        stage = (
            STAGES.index(
                controls.choice(
                    "slow_stage",
                    "Stage of the update",
                    STAGE_NAMES,
                    STAGES[0],
                    help="An update of D, stages 1 to 3, then one of G.",
                )
            )
            + 1
        )
    if not is_printed():
        with row:
            _buttons(controls, (stage, before))
        with below:
            _fast_forward(controls, (stage, before))
    return stage, before


def neighbour(here: Place, by: int) -> Place | None:
    """Return the stage after (1) or before (−1) this one, if need be of another update; None beyond either end."""
    at = here[1] * len(STAGES) + here[0] - 1 + by
    before, stage = divmod(at, len(STAGES))
    return (stage + 1, before) if 0 <= before <= MAX_BEFORE else None


def keep_playing(controls: Controls) -> None:
    """Let the next stage come by itself while it plays. Called last in the fragment."""
    if not is_printed():
        playing = is_playing(controls)
        heartbeat.beat(f"_{controls.page}_slow", STAGE_S if playing else 0, partial(_advance, controls))


def stop_playing(controls: Controls) -> None:
    """Let it rest."""
    st.session_state[controls.key(PLAYING)] = False


def is_playing(controls: Controls) -> bool:
    """Say whether stages come by themselves."""
    return bool(st.session_state.get(controls.key(PLAYING), False))


def _buttons(controls: Controls, here: Place) -> None:
    for id, text, icon, by, shortcut, width in (
        ("back", "Earlier", "arrow_back", -1, "J", 122),
        ("next", "Next stage", "arrow_forward", 1, "K", 148),
    ):
        target = neighbour(here, by)
        st.button(
            text,
            icon=f":material/{icon}:",
            key=f"_{controls.page}_slow_{id}",
            type="primary" if by > 0 else "secondary",
            shortcut=shortcut,
            disabled=target is None,
            width=width,
            on_click=_go,
            args=(controls, target),
        )
    playing = is_playing(controls)
    st.button(
        "Pause" if playing else "Play",
        icon=":material/pause:" if playing else ":material/play_arrow:",
        key=f"_{controls.page}_slow_play",
        shortcut="P",
        width=102,
        help=f"The stages come by themselves, one every {number(STAGE_S)} seconds.",
        on_click=_set_playing,
        args=(controls, not playing),
    )


def _fast_forward(controls: Controls, here: Place) -> None:
    stage, before = here
    for further in FORWARD:
        st.button(
            f"+ {further}",
            key=f"_{controls.page}_slow_forward_{further}",
            help=f"{further} update{'s' if further > 1 else ''} further, at the same stage.",
            disabled=before >= MAX_BEFORE,
            width=80,
            on_click=_go,
            args=(controls, (stage, min(before + further, MAX_BEFORE))),
        )
    st.button(
        "First update",
        icon=":material/first_page:",
        key=f"_{controls.page}_slow_first",
        help="Back to the networks as the seed has made them.",
        disabled=here == (1, 0),
        width=150,
        on_click=_go,
        args=(controls, (1, 0)),
    )


def _go(controls: Controls, target: Place) -> None:
    controls.set(slow_stage=STAGES[target[0] - 1], slow_before=target[1])


def _set_playing(controls: Controls, playing: bool) -> None:
    st.session_state[controls.key(PLAYING)] = playing


def _advance(controls: Controls) -> None:
    here = (STAGES.index(controls.value("slow_stage", STAGES[0])) + 1, int(controls.value("slow_before", 0)))
    target = neighbour(here, 1)
    if target is None or not is_playing(controls):
        stop_playing(controls)
    else:
        _go(controls, target)
