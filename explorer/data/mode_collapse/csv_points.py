"""Points in the plane from a CSV file, read with patience, and refused with a sentence where that does not help."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from explorer.arrays import Array
from explorer.data.files import WrongFile
from explorer.data.foreign_file import kind_of
from explorer.data.mode_collapse.own_points import MAX_POINTS

MAX_BYTES = 1024**2
SHOWN = 30  # characters of a file that a refusal quotes
COMMENT = ("#", "%")  # NumPy's and MATLAB's
SEPARATORS = ("\t", ";", ",", " ")  # a comma last but one: it may be a decimal point

AS_CSV = "Save your table as CSV (comma-separated values, UTF-8)."
NOT_TEXT = f"This is no text file. {AS_CSV}"
NO_NUMBERS = "There are no numbers in the file. Two columns are needed, x and y, and at least one row."


@dataclass(frozen=True)
class ReadPoints:
    """The points, shape (n, 2), and a sentence on what was left out, or empty."""

    points: Array
    remark: str = ""


@dataclass(frozen=True)
class _Row:
    number: int  # in the file, from 1
    cells: list[str]

    @property
    def has_number(self) -> bool:
        return any(_number(cell) is not None for cell in self.cells)


def read_points(content: bytes) -> ReadPoints:
    """Read two columns of numbers, x and y.

    Columns may be parted by commas, semicolons, tabs or spaces; a comma within a number is its decimal point. What
    spreadsheets, R, MATLAB, NumPy and pandas write besides is passed over: a first row of words, or one that only
    numbers the columns; comments; words below the numbers; a first column that only numbers the rows; a separator at
    each row's end; `sep=;`.

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
    lines = _text(content).splitlines()
    named = re.fullmatch(r"\s*sep=(.)\s*", lines[0]) if lines else None
    if named:
        lines[0] = ""
    here = [mark for mark in SEPARATORS if any(_parted(line, mark) for line in lines)]
    refusals = []
    for separator in (named[1],) if named else here or [","]:
        try:
            return _points(lines, separator)
        except WrongFile as refusal:
            refusals.append(refusal)
    raise refusals[0]


def _text(content: bytes) -> str:
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1f]", text):
            return text
    raise WrongFile(NOT_TEXT)


def _parted(line: str, separator: str) -> list[str]:
    """Return the cells of a line, or none where the separator does not part it."""
    if separator == " ":
        cells = line.split()
    else:
        cells = next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    return cells if len(cells) > 1 else []


def _points(lines: Sequence[str], separator: str) -> ReadPoints:
    rows = list(_rows(lines, separator))
    while rows and not rows[-1].has_number:  # words below the numbers
        rows.pop()
    if rows and (not rows[0].has_number or rows[0].cells[0] == "" and len(rows[0].cells) == 3):  # names above them
        rows.pop(0)
    remarks = []
    if len(rows) > 2 and _numbers_the_columns(rows):
        remarks.append("The first row, 0 and 1, was taken for the columns' numbers.")
        rows.pop(0)
    if len(rows) > 1 and _numbers_the_rows(rows):
        remarks.append("The first of three columns only numbers the rows, and was left out.")
        rows = [_Row(row.number, row.cells[1:]) for row in rows]
    if not rows:
        raise WrongFile(NO_NUMBERS)
    if len(rows) > MAX_POINTS:
        raise WrongFile(f"The file has {len(rows):,} points; {MAX_POINTS:,} are the most. Take a sample of the rows.")
    return ReadPoints(np.array([_point(row) for row in rows]), " ".join(remarks))


def _rows(lines: Sequence[str], separator: str) -> Iterator[_Row]:
    for number, line in enumerate(lines, start=1):
        if line.lstrip().startswith(COMMENT):
            continue
        cells = [cell.strip().strip("\"'") for cell in _parted(line, separator) or [line.strip()]]
        while len(cells) > 2 and not cells[-1]:
            cells.pop()
        if any(cells):
            yield _Row(number, cells)


def _numbers_the_columns(rows: Sequence[_Row]) -> bool:
    """Whether the first row is pandas's 0 and 1 above numbers that are not whole."""
    cells = rows[0].cells[-2:]
    rest = [_number(cell) for row in rows[1:] for cell in row.cells[-2:]]
    return cells == ["0", "1"] and not any(value is None or float(value).is_integer() for value in rest)


def _numbers_the_rows(rows: Sequence[_Row]) -> bool:
    """Whether the first of three columns is 0, 1, 2, … or 1, 2, 3, …"""
    if any(len(row.cells) != 3 for row in rows):
        return False
    first = [_number(row.cells[0]) for row in rows]
    return first in (list(range(len(rows))), list(range(1, len(rows) + 1)))


def _point(row: _Row) -> tuple[float, float]:
    if len(row.cells) != 2:
        columns = "one column" if len(row.cells) == 1 else f"{len(row.cells)} columns"
        raise WrongFile(f"Row {row.number} has {columns}; exactly two are needed, x and y.")
    x, y = (_finite(row.number, cell) for cell in row.cells)
    return x, y


def _finite(number: int, cell: str) -> float:
    value, said = _number(cell), f"“{cell[:SHOWN]}”" if cell else "nothing"
    if value is None:
        raise WrongFile(f"Row {number} says {said} where a number should be.")
    if not np.isfinite(value):
        raise WrongFile(f"Row {number} says {said}; a point needs finite numbers.")
    return value


def _number(cell: str) -> float | None:
    if "_" in cell:  # which Python reads as nothing between digits
        return None
    try:
        return float(cell.replace(",", ".").replace("−", "-"))
    except ValueError:
        return None
