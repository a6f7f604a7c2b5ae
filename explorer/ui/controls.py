"""The controls of a page: widgets keyed `page_name` and bound to the url, so that a link is the page's whole state.

A page makes one `Controls` and hands it to its chapters. Values are changed from code only through `set`
(`presets.py`). What only reads controls takes `Readings` (`readings.py`).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Literal

import numpy as np
import streamlit as st

from explorer.ui.drag_controls import DragControls
from explorer.ui.link_state import Number, Option, Spec
from explorer.ui.paging import Paging
from explorer.ui.presets import Presets

MAX_SEED = 9999


class Controls(DragControls, Paging, Presets):
    """The url-bound widgets of the page called `page`."""

    def slider(
        self,
        name: str,
        label: str,
        low: Number,
        high: Number,
        default: Number,
        step: Number,
        *,
        help: str | None = None,
        disabled: bool = False,
    ) -> Number:
        """Draw a slider over [low, high]; one that may be negative is a `drag_slider`, which writes a true minus."""
        spec = self._specs[name] = Spec(default, low=low, high=high)
        self._read_comma(name, spec)
        return st.slider(
            label,
            low,
            high,
            default,
            step,
            key=self.key(name),
            bind="query-params",
            help=help,
            disabled=disabled,
        )

    def steps(
        self,
        name: str,
        label: str,
        options: Sequence[Option],
        default: Option,
        *,
        help: str | None = None,
        disabled: bool = False,
    ) -> Option:
        """Draw a slider over the listed values, for scales that are not even, such as learning rates."""
        self._specs[name] = Spec(default, options=tuple(options))
        self._read_option(name, options)
        return st.select_slider(
            label,
            options,
            default,
            key=self.key(name),
            bind="query-params",
            help=help,
            disabled=disabled,
        )

    def choice(
        self,
        name: str,
        label: str,
        options: Mapping[str, str] | Sequence[str],
        default: str,
        *,
        help: str | None = None,
        label_visibility: Literal["visible", "hidden", "collapsed"] = "visible",
        on_change: Callable[[], None] | None = None,
        in_list: bool = False,
    ) -> str:
        """Draw a row of buttons of which one is on, and return its id; `options` maps ids to what the buttons say.

        Ids are stable and ASCII: they stand in links. We bind them ourselves, since Streamlit would write the texts.
        Ids that read well need no texts beside them. `in_list`: a list that opens instead, for many.
        """
        texts = options if isinstance(options, Mapping) else {option: option for option in options}
        spec = self._specs[name] = Spec(default, options=tuple(texts), in_our_link=True)
        key = self.key(name)
        self._read_link(key, spec)
        widget = st.selectbox if in_list else partial(st.segmented_control, required=True, wrap=True)
        chosen: str | None = widget(
            label,
            list(texts),
            format_func=texts.__getitem__,
            key=key,
            persist_state="session",
            help=help,
            label_visibility=label_visibility,
            on_change=on_change,
        )
        self._write_link(key, None if chosen is None else spec.in_link(chosen))
        return chosen or default

    def toggle(
        self,
        name: str,
        label: str,
        default: bool,
        *,
        help: str | None = None,
        on_change: Callable[[], None] | None = None,
    ) -> bool:
        """Draw an on-off switch."""
        self._specs[name] = Spec(default, options=(False, True))
        return st.toggle(label, default, key=self.key(name), bind="query-params", help=help, on_change=on_change)

    def text(self, name: str, label: str, default: str = "", *, max_chars: int, help: str | None = None) -> str:
        """Draw a line of text, for state that is a list, such as the moves made so far."""
        self._specs[name] = Spec(default)
        value = st.text_input(label, default, max_chars=max_chars, key=self.key(name), bind="query-params", help=help)
        return value or ""

    def seed(self, name: str = "seed", label: str = "Seed", default: int = 0) -> int:
        """Draw the visible seed of whatever on the page is random, and a button that draws another."""
        # A widget of floats that shows whole numbers: Streamlit 1.67 turns the url parameter of an integer one into an
        # int unchecked, and 1e999 would end in a traceback.
        spec = self._specs[name] = Spec(float(default), low=0.0, high=float(MAX_SEED))
        self._read_comma(name, spec)
        key = self.key(name)
        if not _is_whole(st.session_state.get(key)):
            st.session_state[key] = float(np.floor(st.session_state[key] + 0.5))
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            value = st.number_input(
                label,
                0.0,
                float(MAX_SEED),
                float(default),
                1.0,
                "%.0f",
                key=key,
                bind="query-params",
                help="Everything random here follows from this number: the same seed, the same run.",
            )
            st.button(
                "",
                icon=":material/casino:",
                help="Another seed",
                key=f"_{key}_dice",
                on_click=self._roll,
                args=(name,),
            )
        if not _is_whole(value):
            st.rerun()  # a 2.5, of a link, becomes the 3 that is shown: only before it is drawn can it be changed
        return int(value if value is not None else default)

    def _roll(self, name: str) -> None:
        # Only the choice of a seed is left to chance; everything after it follows from the seed.
        self.set(**{name: float(np.random.default_rng().integers(MAX_SEED + 1))})


def _is_whole(value: float | None) -> bool:
    return value is None or float(value).is_integer()
