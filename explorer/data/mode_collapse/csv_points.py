"""Points in the plane from a CSV file, read with patience, and refused with a sentence where that does not help."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from explorer.arrays import Array
from explorer.data.files import WrongFile
from explorer.data.mode_collapse.own_points import MAX_POINTS, REACH

MAX_BYTES = 1024**2
# Points nearer to each other than that, or than that times their size, are one.
SMALLEST, ROUNDING = 1e-300, 1e-12
SHOWN = 30  # characters of a file that a refusal quotes


class OnTheSheet(NamedTuple):
    """Points moved and scaled into the sheet, shape (n, 2), and by what they were multiplied, the same on both axes."""

    points: Array
    scale: float


def read_points(content: bytes) -> Array:
    """Read two columns of numbers, x and y; shape (n, 2).

    Columns may be parted by commas, semicolons, tabs or spaces; with semicolons or tabs a comma in a number is its
    decimal point. A first row of words is a header. Empty rows are skipped.

    Raises
    ------
    WrongFile
        When the file is empty, too large or no text, has too many rows, a row with fewer or more than two columns, or
        something in it that is no finite number.
    """
    if len(content) > MAX_BYTES:
        raise WrongFile("The file is larger than 1 MB, the most that is read here.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise WrongFile("This is no text file. Save your table as CSV (comma-separated values, UTF-8).")
    rows = list(_rows(text))
    if not rows:
        raise WrongFile("There are no numbers in the file. Two columns are needed, x and y, and at least one row.")
    if len(rows) > MAX_POINTS:
        raise WrongFile(f"The file has {len(rows):,} points; {MAX_POINTS:,} are the most. Take a sample of the rows.")
    return np.array(rows)


def onto_sheet(points: Array) -> OnTheSheet:
    """Move the middle of the points' extent to 0 and scale both axes alike, so that the wider one fills ±1.44."""
    low, high = points.min(axis=0) / 4, points.max(axis=0) / 4  # quarters, whose differences no number is too large for
    quarter = float((high - low).max() / 2)
    if quarter <= max(SMALLEST, ROUNDING * float(np.abs([low, high]).max())):
        return OnTheSheet(np.zeros_like(points), 1.0)
    return OnTheSheet((points / 4 - (low + high) / 2) / quarter * REACH, REACH / 4 / quarter)


def _rows(text: str) -> Iterator[tuple[float, float]]:
    separator = next((mark for mark in "\t;," if mark in text), None)
    is_first = True
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip().strip("\"'") for cell in line.strip().split(separator)]
        if not any(cells):
            continue
        if separator in ("\t", ";"):
            cells = [cell.replace(",", ".") for cell in cells]
        if not (is_first and all(_is_word(cell) for cell in cells)):
            yield _point(number, cells)
        is_first = False


def _is_word(cell: str) -> bool:
    return re.search(r"[^\W\d_]", cell) is not None and _number(cell) is None


def _point(number: int, cells: list[str]) -> tuple[float, float]:
    if len(cells) != 2:
        columns = "one column" if len(cells) == 1 else f"{len(cells)} columns"
        raise WrongFile(f"Row {number} has {columns}; exactly two are needed, x and y.")
    x, y = (_finite(number, cell) for cell in cells)
    return x, y


def _finite(number: int, cell: str) -> float:
    value, said = _number(cell), f"“{cell[:SHOWN]}”" if cell else "nothing"
    if value is None:
        raise WrongFile(f"Row {number} says {said} where a number should be.")
    if not np.isfinite(value):
        raise WrongFile(f"Row {number} says {said}; a point needs finite numbers.")
    return value


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None
