"""A file that a visitor brings, and what is said of it."""

import io
from collections.abc import Callable, Sequence

import streamlit as st

from explorer.data.paths import shown
from explorer.ui.controls import Controls


def show_upload(
    controls: Controls,
    name: str,
    label: str,
    endings: Sequence[str],
    max_bytes: int,
    take: Callable[[io.BytesIO], tuple[str, bool]],
    help: str | None = None,
) -> None:
    """Draw the uploader; `take`, a callback, gets the file and returns what to say of it, and whether it is good.

    After a good file the uploader is a new one: what the browser itself has refused, it would list for ever.
    """
    said, taken = (controls.key(f"{name}_{what}") for what in ("said", "taken"))
    n_taken: int = st.session_state.get(taken, 0)
    key = f"_{controls.page}_{name}_{n_taken}"

    def hear() -> None:
        file = st.session_state[key]
        sentence, is_good = ("", True) if file is None else take(file)
        if file and is_good:
            sentence = f"`{shown(file.name).replace('`', '')}`: {sentence}"
        st.session_state[said] = sentence, is_good
        st.session_state[taken] = n_taken + bool(file and is_good)

    st.file_uploader(label, endings, key=key, on_change=hear, max_upload_size=max_bytes // 1024**2, help=help)
    sentence, is_good = st.session_state.get(said, ("", True))
    if sentence:
        (st.success if is_good else st.error)(sentence)
