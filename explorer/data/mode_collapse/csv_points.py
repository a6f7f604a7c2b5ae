"""Points in the plane from a CSV file, read with patience, and refused with a sentence where that does not help."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.arrays import Array
from explorer.data.files import WrongFile
from explorer.data.foreign_file import kind_of
from explorer.data.mode_collapse.csv_rows import AS_CSV, Lines, Row, lines_of, rows_of, separators_in
from explorer.data.mode_collapse.own_points import MAX_POINTS
from explorer.numbers import counted

MAX_BYTES = 1024**2
SHOWN = 30  # characters of a file that a refusal quotes
WORDS_BESIDE = 100  # rows at most that hold no point
TWO_COLUMNS = "Two columns of numbers are needed, x and y, a point a row."


@dataclass(frozen=True)
class ReadPoints:
    """The points, shape (n, 2), and a sentence on what was left out, or empty."""

    points: Array
    remark: str = ""


def read_points(content: bytes) -> ReadPoints:
    """Read two columns of numbers, x and y.

    Columns may be parted by commas, semicolons, tabs or spaces; a comma within a number is its decimal point. What
    spreadsheets, R, MATLAB, NumPy and pandas write besides is passed over: words above and below the numbers; a first
    row that only numbers the columns; comments; a first column that is empty or only numbers the rows; a separator at
    each row's end; rows whose values are missing; `sep=;`.

    Raises
    ------
    WrongFile
        When the file is empty, too large or no text, has too many rows, a row with fewer or more than two columns, or
        something in it that is no finite number.
    """
    try:
        return _read(content)
    except WrongFile as refusal:
        kind = kind_of(content)
        raise WrongFile(f"This is {kind}; nothing in it was read. {AS_CSV}") if kind else refusal from None


def _read(content: bytes) -> ReadPoints:
    if len(content) > MAX_BYTES:
        raise WrongFile("The file is larger than 1 MB, the most that is read here.")
    lines = lines_of(content)
    if len(lines) > MAX_POINTS + WORDS_BESIDE:
        raise _too_many(len(lines), "rows")
    named = re.fullmatch(r"\s*\"?sep=(.)\"?\s*", lines.get(1, ""))
    if named:
        del lines[1]
    refusals = []
    for separator in (named[1],) if named else separators_in(lines) or [","]:
        try:
            return _points(lines, separator)
        except WrongFile as refusal:
            refusals.append(refusal)
    raise refusals[0]


def _points(lines: Lines, separator: str) -> ReadPoints:
    rows = list(rows_of(lines, separator))
    if not rows:
        raise WrongFile(f"There is nothing in the file. {TWO_COLUMNS}")
    first, remarks = rows[0], []
    while rows and all(row.cells[0] == "" and len(row.cells) > 2 for row in rows):  # a column of nothing
        rows = [row.without_first() for row in rows]
    while rows and rows[-1].is_words:  # below the numbers
        rows.pop()
    while rows and (rows[0].is_words or rows[0].cells[0] == "" and len(rows[0].cells) == 3):  # and above them
        rows.pop(0)
    if len(rows) > 2 and _numbers_the_columns(rows):
        remarks.append("The first row, 0 and 1, was taken for the columns' numbers.")
        rows.pop(0)
    if len(rows) > 1 and _numbers_the_rows(rows):
        remarks.append("The first of three columns only numbers the rows, and was left out.")
        rows = [row.without_first() for row in rows]
    if n_missing := sum(row.is_missing for row in rows):
        remarks.append(f"{counted(n_missing, 'row')} without values {'was' if n_missing == 1 else 'were'} left out.")
        rows = [row for row in rows if not row.is_missing]
    if not rows:
        said = ", ".join(first.cells)[:SHOWN]
        raise WrongFile(f"There are no numbers in the file: its first row says “{said}”. {TWO_COLUMNS}")
    if len(rows) > MAX_POINTS:
        raise _too_many(len(rows), "points")
    return ReadPoints(np.array([_point(row) for row in rows]), " ".join(remarks))


def _too_many(n: int, what: str) -> WrongFile:
    return WrongFile(f"The file has {n:,} {what}; {MAX_POINTS:,} points are the most. Take a sample of the rows.")


def _numbers_the_columns(rows: Sequence[Row]) -> bool:
    """Whether the first row is pandas's 0 and 1 above numbers that are not whole."""
    rest = [value for row in rows[1:] if not row.is_missing for value in row.values[-2:]]
    return rows[0].cells[-2:] == ["0", "1"] and not any(value is None or value.is_integer() for value in rest)


def _numbers_the_rows(rows: Sequence[Row]) -> bool:
    """Whether the first of three columns is 0, 1, 2, … or 1, 2, 3, …"""
    if any(len(row.cells) != 3 for row in rows):
        return False
    first = [row.values[0] for row in rows]
    return first in (list(range(len(rows))), list(range(1, len(rows) + 1)))


def _point(row: Row) -> tuple[float, float]:
    if len(row.cells) != 2:
        columns = "one column" if len(row.cells) == 1 else f"{len(row.cells)} columns"
        raise WrongFile(f"Row {row.number} has {columns}; exactly two are needed, x and y.")
    x, y = (_finite(row.number, *of_cell) for of_cell in zip(row.cells, row.values, strict=True))
    return x, y


def _finite(number: int, cell: str, value: float | None) -> float:
    said = f"“{cell[:SHOWN]}”" if cell else "nothing"
    if value is None:
        raise WrongFile(f"Row {number} says {said} where a number should be.")
    if not np.isfinite(value):
        raise WrongFile(f"Row {number} says {said}; a point needs finite numbers.")
    return value
