"""What is read off a page's controls, by whoever draws none: scripts, settings of a run, the name of what is open."""

from typing import Any, Protocol


class Readings(Protocol):
    """The values of a page's controls: `Controls` as they stand, or in print what a step has set."""

    page: str

    def value(self, name: str, default: Any = None) -> Any:
        """Value of the control called `name`, drawn or not; `default` where nobody has said any."""


def values(controls: Readings, *names: str) -> dict[str, Any]:
    """Return the values of some controls, which must be drawn, by their names."""
    return {name: controls.value(name) for name in names}
