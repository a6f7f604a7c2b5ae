"""The sliders of our own, which a page follows while they are dragged, as controls of the page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from explorer.ui import drag_slider
from explorer.ui.link_state import LinkState, Number, Option, Spec


class DragControls(LinkState):
    """The drag sliders of the page called `page`, alone or several as one element.

    Attributes
    ----------
    hidden : keys of the sliders that are set and not drawn
    """

    def __init__(self, page: str) -> None:
        super().__init__(page)
        self.hidden: frozenset[str] = frozenset()
        self._value_at: dict[str, Callable[[float], Any]] = {}  # of the sliders drawn, by their keys
        self._group: drag_slider.Sliders | None = None  # those that are to be drawn together

    @contextmanager
    def together(self, name: str, columns: int | None = 1) -> Iterator[None]:
        """Draw the drag sliders of this block as one element in `columns` columns; None is as many as the width allows.

        The fewer elements, the faster a fragment reruns. Nothing else is to be drawn within the block.
        """
        sliders: drag_slider.Sliders = {}
        self._group = sliders
        try:
            yield
        finally:
            self._group = None
        if sliders:
            drag_slider.draw(self.key(name), sliders, columns, self._move)

    def drag_slider(
        self, name: str, label: str, low: Number, high: Number, default: Number, step: Number, *, unit: str = ""
    ) -> Number:
        """Draw a slider over [low, high] that its fragment follows while it is dragged: for what is drawn quickly."""
        spec = Spec(default, low=low, high=high, in_our_link=True)
        digits = 0 if isinstance(default, int) else 2
        data = {"low": low, "high": high, "step": step, "default": default, "unit": unit, "digits": digits}
        value: Number = self._drag(name, label, spec, data, lambda value: value, lambda position: position)
        return value

    def drag_steps(self, name: str, label: str, options: Sequence[Option], default: Option) -> Option:
        """Draw a slider over the listed numbers that its fragment follows while it is dragged."""
        spec = Spec(default, options=tuple(options), in_our_link=True)
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
        spec: Spec,
        data: dict[str, object],
        position_of: Callable[[Any], float],
        value_at: Callable[[float], Any],
    ) -> Any:
        """Draw a slider of our own; it knows positions, which for listed values are places in the list."""
        self._specs[name] = spec
        key = self.key(name)
        value = self._read_link(key, spec)
        self._value_at[key] = lambda position: spec.nearest(type(spec.default)(value_at(position)))
        slider = {**data, "label": label, "value": position_of(value)}
        if key not in self.hidden:
            self._show(key, slider)
        if not drag_slider.is_dragged(key):
            self._write_link(key, spec.in_link(value))
        return value

    def _show(self, key: str, slider: dict[str, object]) -> None:
        if self._group is None:
            drag_slider.draw(key, {key: slider}, 1, self._move)
        else:
            self._group[key] = slider

    def _move(self, key: str, position: float) -> None:
        st.session_state[key] = self._value_at[key](position)
