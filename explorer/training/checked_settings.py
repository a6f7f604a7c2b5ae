"""Whether settings, such as those of a file, are any that a run can be made with."""

from collections.abc import Mapping
from dataclasses import Field, fields
from math import isfinite
from typing import Any

Ranges = Mapping[str, tuple[float, float]]
Choices = Mapping[str, tuple[str, ...]]


def check(settings: Any, ranges: Ranges, choices: Choices) -> None:
    """Refuse settings, a dataclass of numbers, switches and choices, that no run can be made with.

    Raises
    ------
    ValueError
        With a sentence that names the first setting that is wrong, and what it may be.
    """
    for field in fields(settings):
        value = getattr(settings, field.name)
        if not _is_right(field, value, ranges, choices):
            raise ValueError(f"{field.name} is {value!r:.40}; it must be {_what_is_right(field, ranges, choices)}.")


def _is_right(field: "Field[Any]", value: object, ranges: Ranges, choices: Choices) -> bool:
    if field.name in choices:
        return isinstance(value, str) and value in choices[field.name]
    if field.type is bool:
        return isinstance(value, bool)
    if isinstance(value, bool) or not isinstance(value, int if field.type is int else (int, float)):
        return False
    low, high = ranges[field.name]
    return low <= value <= high and isfinite(value)


def _what_is_right(field: "Field[Any]", ranges: Ranges, choices: Choices) -> str:
    if field.name in choices:
        return f"one of {', '.join(choices[field.name])}"
    if field.type is bool:
        return "true or false"
    low, high = (f"{end:,}" if field.type is int else f"{end:g}" for end in ranges[field.name])
    return f"a {'whole ' if field.type is int else ''}number from {low} to {high}"
