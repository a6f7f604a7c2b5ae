"""The state of a page that its link holds: what each control accepts, and how a value stands in the url.

Streamlit binds its own widgets to the url. Ours are read from it and written to it here.
"""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from explorer.ui.old_links import as_id

Number = TypeVar("Number", int, float)
Option = TypeVar("Option")


@dataclass(frozen=True)
class Spec:
    """What a widget accepts: its default, and either a range or a list of options."""

    default: Any
    low: float | None = None
    high: float | None = None
    options: tuple[Any, ...] | None = None
    in_our_link: bool = False  # kept in the url by us; Streamlit can bind its own widgets only
    accepts: Callable[[str], bool] | None = None  # for a text of a form of its own
    takes_nearest: bool = False  # a number of the link that is out of range stands for the nearest that is not

    def nearest(self, value: Any) -> Any:
        """Bring `value` into what the widget accepts; assigning anything else would raise."""
        if self.accepts is not None:
            return value if self.accepts(value) else self.default
        if self.options is not None:
            return value if value in self.options else self.default
        if self.low is not None and self.high is not None:
            if not math.isfinite(value):
                return self.default
            return type(self.default)(min(max(value, self.low), self.high))
        return value

    def in_link(self, value: Any) -> str | None:
        """Write a value for the url; the default is not written at all."""
        return None if value == self.default else in_words(value)

    def from_link(self, text: str | None) -> Any:
        """Read a value from the url; what the widget does not accept counts as absent, or stands for the nearest."""
        if self.accepts is not None or isinstance(self.default, str):
            return self.nearest(text or "")
        try:
            number = as_number(text or "nan")
            value = type(self.default)(number)
        except (ValueError, OverflowError):
            return self.default
        if self.takes_nearest:
            return self.nearest(value)
        return value if value == number and self.nearest(value) == value else self.default


def in_words(value: Any) -> str:
    """Write a value for the url as the browser writes it: 4 and not 4.0, true and not True."""
    if isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value).removesuffix(".0")


def as_number(text: str) -> float:
    """Read a number, in half of the world's spelling too: 1,5 is 1.5."""
    return float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)


def read(text: str | None, default: Any) -> Any:
    """Return what a link says, in the type of `default`; `default` where it says nothing of the kind."""
    if isinstance(default, bool):
        return {"true": True, "false": False}.get(text or "", default)
    if text is None or not isinstance(default, (int, float)):
        return text or default
    try:
        return type(default)(as_number(text))
    except (ValueError, OverflowError):
        return default


class LinkState:
    """The values of the page called `page`, by the names of its controls."""

    def __init__(self, page: str) -> None:
        self.page = page
        specs: dict[str, Spec] = st.session_state.setdefault(f"_specs_{page}", {})
        self._specs = specs
        # Another page's visit has taken our parameters out of the url; that is no wish for the defaults.
        self._is_entered = st.session_state.get("_page_now") != page
        st.session_state["_page_now"] = page

    def key(self, name: str) -> str:
        """Session-state key and url parameter of the control called `name`."""
        return f"{self.page}_{name}"

    def value(self, name: str, default: Any = None) -> Any:
        """Value of a control that may not be drawn: as it last stood, else as the link says, else `default`.

        What a link says is brought to the type of `default` and no more: the caller checks it.
        """
        key = self.key(name)
        if key in st.session_state:
            return st.session_state[key]
        return read(as_id(key, st.query_params.get(key)), default)

    def parameters(self, without: Collection[str] = ()) -> dict[str, str]:
        """Return what a link must say to show the page as it stands: the controls that are not at their defaults."""
        said = {}
        for name, spec in self._specs.items():
            key = self.key(name)
            # A text of a form of its own stands in the link as far as it fits.
            text = st.query_params.get(key) if spec.accepts else spec.in_link(self.value(name, spec.default))
            if text is not None and name not in without:
                said[key] = text
        return said

    def _read_option(self, name: str, options: Sequence[Any]) -> None:
        """Set a widget to the number that the link says, however it is spelt: Streamlit knows 0.001, but not 1e-3."""
        key = self.key(name)
        text = st.query_params.get(key)
        if text is not None and key not in st.session_state:
            for option in options:
                if read(text, math.nan) == option:
                    st.session_state[key] = option

    def _read_comma(self, name: str, spec: Spec) -> None:
        """Set a widget to the number that the link spells with a comma, which Streamlit does not know."""
        key = self.key(name)
        text = st.query_params.get(key)
        if text is not None and "," in text and key not in st.session_state:
            st.session_state[key] = spec.from_link(text)

    def kept_text(self, name: str, default: str, accepts: Callable[[str], bool], max_in_link: int) -> str:
        """Return a text that no widget shows, for state such as a drawing; the link holds it up to a length."""
        spec = self._specs[name] = Spec(default, in_our_link=True, accepts=accepts)
        text: str = self._read_link(self.key(name), spec)
        self._write_link(self.key(name), spec.in_link(text) if len(text) <= max_in_link else None)
        return text

    def _read_link(self, key: str, spec: Spec) -> Any:
        """Return the value of a control that is bound to the url by us: the url's if the reader has changed that."""
        text = st.query_params.get(key)
        is_new = text != st.session_state.get(f"_{key}_link") and not (text is None and self._is_entered)
        known = None if is_new else st.session_state.get(key)
        value = spec.from_link(as_id(key, text)) if known is None else spec.nearest(known)
        if st.session_state.get(key) != value or type(st.session_state.get(key)) is not type(value):
            st.session_state[key] = value  # a widget would take what it is told already for news, and tell the browser
        return value

    def _write_link(self, key: str, text: str | None) -> None:
        if text is None and key in st.query_params:
            del st.query_params[key]
        elif text is not None and text != st.query_params.get(key):
            st.query_params[key] = text
        st.session_state[f"_{key}_link"] = text
