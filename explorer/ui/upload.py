"""A file that a visitor brings, and what is said of it."""

import io
from collections.abc import Callable, Sequence

import streamlit as st

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
    """Draw the uploader; `take`, a callback, gets the file and returns what to say of it, and whether it is good."""
    key, said = f"_{controls.page}_{name}", controls.key(f"{name}_said")

    def hear() -> None:
        file = st.session_state[key]
        st.session_state[said] = ("", True) if file is None else take(file)

    st.file_uploader(label, endings, key=key, on_change=hear, max_upload_size=max_bytes // 1024**2, help=help)
    sentence, is_good = st.session_state.get(said, ("", True))
    if sentence:
        (st.success if is_good else st.error)(sentence)
