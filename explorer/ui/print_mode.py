"""Print mode: several drawings of one chapter on one page, and nothing that has to be pressed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_prefix: ContextVar[str] = ContextVar("prefix", default="")


@contextmanager
def print_mode(prefix: str) -> Iterator[None]:
    """Draw for print; `prefix` keeps the keys of this drawing apart from those of others."""
    token = _prefix.set(prefix)
    try:
        yield
    finally:
        _prefix.reset(token)


def is_printed() -> bool:
    """Say whether this is drawn for print."""
    return bool(_prefix.get())


def key(name: str) -> str:
    """Return the key of an element that elsewhere is called `name`."""
    return _prefix.get() + name


def more(title: str, icon: str | None = None) -> DeltaGenerator:
    """Draw a box with more on the subject: closed until somebody opens it, and open in print."""
    return st.expander(title, icon=icon, expanded=is_printed())
