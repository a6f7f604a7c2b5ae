"""How scripts are filled in: Jinja templates, and numbers written as Python reads them."""

from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from explorer import names

SHARED = Path(__file__).with_name("templates")  # parts that any script may include
DIGITS = 15  # of a number in a script: enough for its value, and 0.3 in place of 0.30000000000000004


def environment(folder: Path) -> Environment:
    """Return the templates of a folder and the shared ones; a name that one asks for and is not given is an error."""
    templates = Environment(
        loader=FileSystemLoader([folder, SHARED]),
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,
    )
    templates.filters |= {"number": number, "numbers": numbers}
    templates.globals["names"] = names
    return templates


def number(value: float) -> str:
    """Write a number as Python reads it, with its point: 4.0, -0.5, 1e-05."""
    return repr(float(f"{value:.{DIGITS}g}") + 0.0)


def numbers(values: Iterable[float]) -> str:
    """Write numbers as a Python list."""
    return f"[{', '.join(number(value) for value in values)}]"
