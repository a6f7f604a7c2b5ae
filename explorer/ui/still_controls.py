"""Controls in print mode: nothing is drawn, and each says what the step has set, or its default."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from explorer.numbers import number
from explorer.ui.controls import Controls
from explorer.ui.link_state import Number, Option


class StillControls(Controls):
    """The controls of a chapter that is printed. `page` keeps its keys apart from those of other drawings of it."""

    def __init__(self, page: str, settings: Mapping[str, object]) -> None:
        self.page = page
        self._settings = dict(settings)
        self._said: dict[str, object] = {}  # name -> value, of what was asked for
        self._in_words: dict[str, tuple[str, str]] = {}  # name -> label and value, of what was asked for and set

    def value(self, name: str, default: Any = None) -> Any:
        """Value of a control that may not be drawn."""
        return self._settings.get(name, self._said.get(name, default))

    def said(self, names: Collection[str]) -> dict[str, str]:
        """Return label and value of those of these controls that were asked for and set."""
        return dict(words for name, words in self._in_words.items() if name in names)

    def set(self, **settings: object) -> None:
        """Do nothing: in print there is nobody to press a button."""

    def _say(self, name: str, label: str, default: Any, unit: str = "") -> Any:
        value = self._said[name] = self._settings.get(name, default)
        if name in self._settings and not isinstance(value, bool):
            self._in_words[name] = label, f"{number(value, 'g') if isinstance(value, float) else value}{unit}"
        return value

    # What only a drawn widget needs (ends, steps, help, ...) is taken and left alone.

    def slider(
        self, name: str, label: str, low: Number, high: Number, default: Number, *_: object, **__: object
    ) -> Number:
        """Say the value."""
        value: Number = self._say(name, label, default)
        return value

    def steps(self, name: str, label: str, options: Sequence[Option], default: Option, **_: object) -> Option:
        """Say the value."""
        value: Option = self._say(name, label, default)
        return value

    @contextmanager
    def together(self, name: str, columns: int | None = 1) -> Iterator[None]:
        """Draw nothing in this block either."""
        yield

    def drag_slider(
        self, name: str, label: str, low: Number, high: Number, default: Number, step: Number, *, unit: str = ""
    ) -> Number:
        """Say the value."""
        value: Number = self._say(name, label, default, unit)
        return value

    def drag_steps(self, name: str, label: str, options: Sequence[Option], default: Option) -> Option:
        """Say the value."""
        return self.steps(name, label, options, default)

    def choice(
        self, name: str, label: str, options: Mapping[str, str] | Sequence[str], default: str, **_: object
    ) -> str:
        """Say the value, as its button does."""
        value: str = self._say(name, label, default)
        if name in self._settings and isinstance(options, Mapping):
            self._in_words[name] = label, options[value]
        return value

    def toggle(self, name: str, label: str, default: bool, **_: object) -> bool:
        """Say the value."""
        return bool(self._say(name, label, default))

    def text(self, name: str, label: str, default: str = "", *, max_chars: int, help: str | None = None) -> str:
        """Return the text; it is said elsewhere what it did."""
        return str(self._settings.get(name, default))

    def kept_text(self, name: str, default: str, accepts: Callable[[str], bool], max_in_link: int) -> str:
        """Return the text: what was drawn is shown elsewhere."""
        return str(self._settings.get(name, default))

    def seed(self, name: str = "seed", label: str = "Seed", default: int = 0) -> int:
        """Say the seed."""
        return int(self._say(name, label, default))

    def preset(self, id: str, text: str, settings: Mapping[str, object], **_: object) -> None:
        """Draw no button."""

    def preset_row(self, presets: Mapping[str, Sequence[Any]], title: str = "") -> None:
        """Draw no row of buttons."""
