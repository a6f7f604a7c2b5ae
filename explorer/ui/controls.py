"""The controls of a page: widgets keyed `page_name` and bound to the url, so that a link is the page's whole state.

A page makes one `Controls` and hands it to its chapters. Values are changed from code only through `set`, as a
callback: Streamlit accepts a new value for a widget only before that widget is drawn.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import numpy as np
import streamlit as st

from explorer.ui import drag_slider

MAX_SEED = 9999

Number = TypeVar("Number", int, float)
Option = TypeVar("Option")


@dataclass(frozen=True)
class _Spec:
    """What a widget accepts: its default, and either a range or a list of options."""

    default: Any
    low: float | None = None
    high: float | None = None
    options: tuple[Any, ...] | None = None
    in_our_link: bool = False  # kept in the url by us; Streamlit can bind its own widgets only
    accepts: Callable[[str], bool] | None = None  # for a text of a form of its own

    def nearest(self, value: Any) -> Any:
        """Bring `value` into what the widget accepts; assigning anything else would raise."""
        if self.accepts is not None:
            return value if self.accepts(value) else self.default
        if self.options is not None:
            return value if value in self.options else self.default
        if self.low is not None and self.high is not None:
            if not np.isfinite(value):
                return self.default
            return type(self.default)(min(max(value, self.low), self.high))
        return value

    def in_link(self, value: Any) -> str | None:
        """Write a value for the url as the browser writes it, 4 and not 4.0; the default is not written at all."""
        return None if value == self.default else str(value).removesuffix(".0")

    def from_link(self, text: str | None) -> Any:
        """Read a value from the url; what the widget does not accept counts as absent."""
        if self.accepts is not None:
            return self.nearest(text or "")
        try:
            number = float(text or "nan")
            value = type(self.default)(number)
        except (ValueError, OverflowError):
            return self.default
        return value if value == number and self.nearest(value) == value else self.default


def _read(text: str | None, default: Any) -> Any:
    """Return what a link says, in the type of `default`; `default` where it says nothing of the kind."""
    if isinstance(default, bool):
        return {"true": True, "false": False}.get(text or "", default)
    if text is None or not isinstance(default, (int, float)):
        return text or default
    try:
        return type(default)(float(text))
    except (ValueError, OverflowError):
        return default


class Controls:
    """The url-bound widgets of the page called `page`."""

    def __init__(self, page: str) -> None:
        self.page = page
        specs: dict[str, _Spec] = st.session_state.setdefault(f"_specs_{page}", {})
        self._specs = specs
        self._value_at: dict[str, Callable[[float], Any]] = {}  # of the drag sliders drawn, by their keys
        self._gathered: list[dict[str, Any]] | None = None  # drag sliders that are to be drawn together
        self.away: frozenset[str] = frozenset()  # keys of the drag sliders that are not to be seen
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
        return _read(st.query_params.get(key), default)

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
        format: str | None = None,
        disabled: bool = False,
        on_change: Callable[[], None] | None = None,
    ) -> Number:
        """Draw a slider over [low, high]."""
        self._specs[name] = _Spec(default, low=low, high=high)
        return st.slider(
            label,
            low,
            high,
            default,
            step,
            key=self.key(name),
            bind="query-params",
            help=help,
            format=format,
            disabled=disabled,
            on_change=on_change or "rerun",
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
        self._specs[name] = _Spec(default, options=tuple(options))
        return st.select_slider(
            label,
            options,
            default,
            key=self.key(name),
            bind="query-params",
            help=help,
            disabled=disabled,
        )

    @contextmanager
    def together(self, name: str, columns: int | None = 1) -> Iterator[None]:
        """Draw the drag sliders of this block as one element, `columns` abreast; None is as many as there is room for.

        An answer is as quick as it has few elements. Nothing else is to be drawn within the block.
        """
        sliders: list[dict[str, Any]] = []
        self._gathered = sliders
        try:
            yield
        finally:
            self._gathered = None
        if sliders:
            drag_slider.draw(self.page, self.key(name), sliders, columns, self._move)

    def drag_slider(
        self, name: str, label: str, low: Number, high: Number, default: Number, step: Number, *, unit: str = ""
    ) -> Number:
        """Draw a slider over [low, high] that its fragment follows while it is dragged: for what is drawn quickly."""
        spec = _Spec(default, low=low, high=high, in_our_link=True)
        digits = 0 if isinstance(default, int) else 2
        data = {"low": low, "high": high, "step": step, "default": default, "unit": unit, "digits": digits}
        value: Number = self._drag(name, label, spec, data, lambda value: value, lambda position: position)
        return value

    def drag_steps(self, name: str, label: str, options: Sequence[Option], default: Option) -> Option:
        """Draw a slider over the listed numbers that its fragment follows while it is dragged."""
        spec = _Spec(default, options=tuple(options), in_our_link=True)
        texts = [f"{option}" for option in options]

        def option_at(position: float) -> Option:
            return options[int(min(max(position, 0), len(options) - 1))]

        data = {"low": 0, "high": len(options) - 1, "step": 1, "default": options.index(default), "texts": texts}
        value: Option = self._drag(name, label, spec, data, options.index, option_at)
        return value

    def _drag(
        self,
        name: str,
        label: str,
        spec: _Spec,
        data: dict[str, Any],
        position_of: Callable[[Any], float],
        value_at: Callable[[float], Any],
    ) -> Any:
        """Draw a slider of our own; it knows positions, which for listed values are places in the list."""
        self._specs[name] = spec
        key = self.key(name)
        value = self._read_link(key, spec)
        self._value_at[key] = lambda position: spec.nearest(type(spec.default)(value_at(position)))
        slider = {**data, "parameter": key, "label": label, "value": position_of(value)}
        if self._gathered is not None:
            self._gathered += [slider] if key not in self.away else []
        elif key not in self.away:
            drag_slider.draw(self.page, key, [slider], 1, self._move)
        if not drag_slider.is_held(key):
            self._write_link(key, spec.in_link(value))
        return value

    def _move(self, key: str, position: float) -> None:
        st.session_state[key] = self._value_at[key](position)

    def last_dragged(self) -> str:
        """Return the key of the drag slider that moved last, if it is drawn; else nothing."""
        key = drag_slider.last_dragged(self.page)
        return key if key in self._value_at else ""

    def imagined(self, key: str, position: float | None) -> dict[str, Any]:
        """Return every control's value as it would be with the drag slider called `key` at `position`, or as it is."""
        values = {name: st.session_state.get(self.key(name), spec.default) for name, spec in self._specs.items()}
        if position is not None:
            values[key.removeprefix(f"{self.page}_")] = self._value_at[key](position)
        return values

    def stand_without(self, key: str) -> str:
        """Return a text that is another one whenever any control but the one called `key` stands otherwise."""
        values = self.imagined(key, None)
        values.pop(key.removeprefix(f"{self.page}_"), None)
        return repr(sorted(values.items()))

    def _read_link(self, key: str, spec: _Spec) -> Any:
        """Return the value of a control that is bound to the url by us: the url's if the reader has changed that."""
        text = st.query_params.get(key)
        is_new = text != st.session_state.get(f"_{key}_link") and not (text is None and self._is_entered)
        known = None if is_new else st.session_state.get(key)
        value = spec.from_link(text) if known is None else spec.nearest(known)
        st.session_state[key] = value
        return value

    def _write_link(self, key: str, text: str | None) -> None:
        if text is None and key in st.query_params:
            del st.query_params[key]
        elif text is not None and text != st.query_params.get(key):
            st.query_params[key] = text
        st.session_state[f"_{key}_link"] = text

    def choice(
        self,
        name: str,
        label: str,
        options: Sequence[str],
        default: str,
        *,
        help: str | None = None,
        disabled: bool = False,
        label_visibility: Literal["visible", "hidden", "collapsed"] = "visible",
        on_change: Callable[[], None] | None = None,
    ) -> str:
        """Draw a row of buttons of which one is on. Options are stable ASCII ids that read well as labels."""
        self._specs[name] = _Spec(default, options=tuple(options))
        chosen = st.segmented_control(
            label,
            options,
            default=default,
            required=True,
            wrap=True,
            key=self.key(name),
            bind="query-params",
            help=help,
            disabled=disabled,
            label_visibility=label_visibility,
            on_change=on_change,
        )
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
        self._specs[name] = _Spec(default, options=(False, True))
        return st.toggle(label, default, key=self.key(name), bind="query-params", help=help, on_change=on_change)

    def text(self, name: str, label: str, default: str = "", *, max_chars: int, help: str | None = None) -> str:
        """Draw a line of text, for state that is a list, such as the moves made so far."""
        self._specs[name] = _Spec(default)
        value = st.text_input(label, default, max_chars=max_chars, key=self.key(name), bind="query-params", help=help)
        return value or ""

    def kept_text(self, name: str, default: str, accepts: Callable[[str], bool], max_in_link: int) -> str:
        """Return a text that no widget shows, for state such as a drawing; the link holds it up to a length."""
        spec = self._specs[name] = _Spec(default, in_our_link=True, accepts=accepts)
        text: str = self._read_link(self.key(name), spec)
        self._write_link(self.key(name), spec.in_link(text) if len(text) <= max_in_link else None)
        return text

    def seed(self, name: str = "seed", label: str = "Seed", default: int = 0, *, disabled: bool = False) -> int:
        """Draw the visible seed of whatever on the page is random, and a button that draws another."""
        # A widget of floats that shows whole numbers: Streamlit 1.67 turns the url parameter of an integer one into an
        # int unchecked, and 1e999 would end in a traceback.
        self._specs[name] = _Spec(float(default), low=0.0, high=float(MAX_SEED))
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", width=320):
            value = st.number_input(
                label,
                0.0,
                float(MAX_SEED),
                float(default),
                1.0,
                "%.0f",
                key=self.key(name),
                bind="query-params",
                help="Everything random here follows from this number: the same seed, the same run.",
                disabled=disabled,
            )
            st.button(
                "",
                icon=":material/casino:",
                help="Another seed",
                key=f"_{self.key(name)}_dice",
                on_click=self._roll,
                args=(name,),
                disabled=disabled,
            )
        return int(value if value is not None else default)

    def _roll(self, name: str) -> None:
        # Only the choice of a seed is left to chance; everything after it follows from the seed.
        self.set(**{name: float(np.random.default_rng().integers(MAX_SEED + 1))})

    def set(self, **settings: Any) -> None:
        """Change controls from a callback; a value outside a control's range is brought to its nearest end."""
        for name, value in settings.items():
            spec = self._specs.get(name)
            st.session_state[self.key(name)] = value if spec is None else spec.nearest(value)
            # From here on this is the value, whatever the url still says.
            st.session_state[f"_{self.key(name)}_link"] = st.query_params.get(self.key(name))

    def preset(self, label: str, settings: dict[str, Any], *, help: str | None = None, icon: str | None = None) -> None:
        """Draw a button that sets the named controls."""
        st.button(
            label,
            key=f"_{self.page}_preset_{label}",
            on_click=self.set,
            kwargs=settings,
            help=help,
            icon=icon,
        )

    def reset(self) -> None:
        """Put every control of the page back to its default and forget the page's other state. A callback."""
        prefix = f"{self.page}_"
        for parameter in [name for name in st.query_params if name.startswith(prefix)]:
            spec = self._specs.get(parameter.removeprefix(prefix))
            if spec is None or spec.in_our_link:
                del st.query_params[parameter]
        for key in [key for key in st.session_state if str(key).startswith(prefix)]:
            if str(key).removeprefix(prefix) not in self._specs:
                del st.session_state[key]
        for name, spec in self._specs.items():
            st.session_state[self.key(name)] = spec.default

    def pages(self, name: str, titles: Sequence[str], *, on_change: Callable[[], None]) -> int:
        """Draw a row of numbers, one for each title, and return the open one, from 1.

        The number is no widget's value: every request of the browser tells the values of all widgets, and one that is
        under way while a callback changes a number would change it back.
        """
        spec = self._specs[name] = _Spec(1, low=1, high=len(titles), in_our_link=True)
        key = self.key(name)
        number: int = self._read_link(key, spec)
        with st.container(horizontal=True, gap="xxsmall", key=f"_{key}_pages"):
            for page, title in enumerate(titles, start=1):
                st.button(
                    str(page),
                    key=f"_{key}_{page}",
                    type="primary" if page == number else "tertiary",
                    width=36,  # the same for all, or the numbers would move under the pointer
                    help=title,
                    on_click=self.open_page,
                    args=(name, page, on_change),
                )
        self._write_link(key, spec.in_link(number))
        return number

    def open_page(self, name: str, number: int, on_change: Callable[[], None]) -> None:
        """Open another page of the row called `name`. A callback."""
        self.set(**{name: number})
        on_change()

    def chapter(self, labels: Sequence[str]) -> str:
        """Draw the row of the page's chapters and return the open one."""
        return self.choice("chapter", "Chapter", labels, labels[0], label_visibility="collapsed")
