"""The session's runner for a page, and the key in the page's link by which a reload finds it again."""

from typing import Any

import streamlit as st

from explorer.training.live.kept import KEPT
from explorer.training.live.runner import Runner

KEY = "run_"  # parameters that begin so find a run again; they are nobody else's business


def session_runner(page: str) -> Runner[Any]:
    """Return the session's runner for the page called `page`, made at first use.

    It outlives page switches, and by the key in the address a reload. *Reset page* removes the page's own session state
    and with it the mark that says that the run belongs to what the page shows; then the run is reset, too.
    """
    stored, mark = f"_runner_{page}", f"{page}_run_belongs_here"
    if stored not in st.session_state:
        key = st.query_params.get(f"{KEY}{page}", "")
        left = KEPT.take(key)
        st.session_state[stored] = left or Runner()
        if left:
            st.session_state[f"_{KEY}{page}"] = key
            st.session_state[mark] = True
    runner: Runner[Any] = st.session_state[stored]
    if mark not in st.session_state:
        runner.reset()
        st.session_state[mark] = True
    _leased(page, runner)
    _put_key_in_link(page, runner)
    return runner


def _put_key_in_link(page: str, runner: Runner[Any]) -> None:
    parameter = f"{KEY}{page}"
    if not runner.run_number:
        st.query_params.pop(parameter, None)
        return
    if f"_{parameter}" not in st.session_state:
        st.session_state[f"_{parameter}"] = KEPT.keep(runner)
    if st.query_params.get(parameter) != st.session_state[f"_{parameter}"]:
        st.query_params[parameter] = st.session_state[f"_{parameter}"]


# Called when the tab closes, and at a network blip, too; after a blip the next touch goes on where the run was.
@st.cache_resource(scope="session", on_release=Runner.end_lease, show_spinner=False)
def _leased(page: str, _runner: Runner[Any]) -> Runner[Any]:
    return _runner
