"""Print mode: of a chapter only one figure is drawn, on paper, where nothing can be pressed."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.figures.figure import Figure

# A figure, and one of several: px of the screen, printed at three fifths of their size; of what is higher that share.
HIGHEST, SHARE = 305, 0.55
HIGHEST_OF_SEVERAL, SHARE_OF_SEVERAL = 200, 0.5


@dataclass(frozen=True)
class Print:
    """What is printed of a chapter: the figure of this key, in this place; `prefix` keeps its elements' keys apart."""

    prefix: str
    figure: str
    place: DeltaGenerator


_print: ContextVar[Print | None] = ContextVar("print", default=None)


@contextmanager
def print_mode(figure: str, prefix: str) -> Iterator[None]:
    """Print what is drawn with the key `figure`, here, and nothing else of what is drawn in this block.

    `prefix` keeps the keys of several drawings of one chapter apart.
    """
    nowhere = DeltaGenerator(root_container=None)  # belongs to no part of the page: what is drawn there is not sent
    token = _print.set(Print(prefix, figure, st.container(key=f"{prefix}printed")))
    try:
        with nowhere:
            yield
    finally:
        _print.reset(token)


def is_printed() -> bool:
    """Say whether this is drawn for print."""
    return _print.get() is not None


def key(name: str) -> str:
    """Return the key of an element that elsewhere is called `name`."""
    here = _print.get()
    return here.prefix + name if here else name


def make_small(figure: Figure, name: str, least: int) -> None:
    """Make the figure called `name` one for paper: not as high as elsewhere, and not lower than `least`."""
    layout = figure.layout
    here = _print.get()
    is_alone = here is not None and here.figure == name
    highest, share = (HIGHEST, SHARE) if is_alone else (HIGHEST_OF_SEVERAL, SHARE_OF_SEVERAL)
    layout["height"] = min(layout.height, max(highest, least, round(share * layout.height)))


def place_of(figure: str) -> AbstractContextManager[None]:
    """Return where the figure of this key is drawn: in print the one that is wanted has a place of its own."""
    here = _print.get()
    return here.place if here and here.figure == figure else nullcontext()
