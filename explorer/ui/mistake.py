"""A common mistake, shown on the spot: closed until somebody wants to know."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def mistake(title: str) -> Iterator[None]:
    """Draw the box; `title` is what people say, and what stands in it shows with numbers why it is wrong."""
    with st.expander(f"A common mistake: “{title}”", icon=":material/error_outline:"):
        yield
