"""Controls that code changes: presets, which set several at once, and the reset of a page.

Only in callbacks: Streamlit accepts a new value for a widget only before that widget is drawn.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from explorer.ui.link_state import LinkState

CHAPTER = "chapter"  # the control that says which chapter of a page is open


class Presets(LinkState):
    """What sets the controls of the page called `page`."""

    def set(self, **settings: Any) -> None:
        """Change controls from a callback; a value outside a control's range is brought to its nearest end."""
        for name, value in settings.items():
            spec = self._specs.get(name)
            st.session_state[self.key(name)] = value if spec is None else spec.nearest(value)
            # From here on this is the value, whatever the url still says.
            st.session_state[f"_{self.key(name)}_link"] = st.query_params.get(self.key(name))

    def preset(
        self, id: str, text: str, settings: Mapping[str, Any], *, help: str | None = None, icon: str | None = None
    ) -> None:
        """Draw a button that sets the named controls."""
        st.button(
            text,
            key=f"_{self.page}_preset_{id}",
            on_click=self.set,
            kwargs=dict(settings),
            help=help,
            icon=icon,
        )

    def preset_row(self, presets: Mapping[str, Sequence[Any]], title: str = "") -> None:
        """Draw a row of presets, by id: a text, the settings, and, if there is one, a help."""
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if title:
                st.markdown(f"**{title}**", width="content")
            for id, (text, settings, *help) in presets.items():
                self.preset(id, text, settings, help=help[0] if help else None)

    def reset(self) -> None:
        """Put every control of the page back to its default and forget the page's other state. A callback.

        The chapter stays open: whoever has lost the thread there wants to begin there again.
        """
        prefix = f"{self.page}_"
        chapter = {CHAPTER: self.value(CHAPTER)} if CHAPTER in self._specs else {}
        for parameter in [name for name in st.query_params if name.startswith(prefix)]:
            spec = self._specs.get(parameter.removeprefix(prefix))
            if spec is None or spec.in_our_link:
                del st.query_params[parameter]
        for key in [key for key in st.session_state if str(key).startswith(prefix)]:
            if str(key).removeprefix(prefix) not in self._specs:
                del st.session_state[key]
        for name, spec in self._specs.items():
            st.session_state[self.key(name)] = spec.default
        self.set(**chapter)
