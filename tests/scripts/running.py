"""Scripts as a reader runs them, and the numbers that they print."""

import contextlib
import io
import re
from typing import Any

from explorer.pages import page_named
from explorer.scripts.script import Script

NUMBER = re.compile(r"(?<![\w.])-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|inf|nan)(?![\w.])")


class Stand:
    """Controls that stand as they are told, for the part of `Controls` that scripts read."""

    def __init__(self, page: str, **values: Any) -> None:
        self.page, self._values = page, values

    def value(self, name: str, default: Any = None) -> Any:
        return self._values.get(name, default)


def code_of(stand: Stand) -> Script:
    """Return the script of the chapter that is open."""
    script: Script = page_named(stand.page).script(stand.value("chapter"))(stand)
    return script


def run(script: Script) -> dict[str, list[float]]:
    """Run a script in names of its own, and return the numbers behind each label that it prints."""
    assert "explorer" not in script.text
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(script.text, script.file_name, "exec"), {"__name__": "__main__"})
    rows = [line.rsplit(":", 1) for line in printed.getvalue().splitlines() if ":" in line]
    return {label.strip(): [float(found) for found in NUMBER.findall(row)] for label, row in rows}
