"""A row of numbers, of which one is open: the steps of a walkthrough."""

from collections.abc import Callable, Sequence

import streamlit as st

from explorer.ui.link_state import Spec
from explorer.ui.presets import Presets


class Paging(Presets):
    """The rows of numbers of the page called `page`."""

    def pages(self, name: str, titles: Sequence[str], *, on_change: Callable[[], None]) -> int:
        """Draw a row of numbers, one for each title, and return the open one, from 1.

        The number is no widget's value: every request of the browser tells the values of all widgets, and one that is
        under way while a callback changes a number would change it back.
        """
        spec = self._specs[name] = Spec(1, low=1, high=len(titles), in_our_link=True, takes_nearest=True)
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
