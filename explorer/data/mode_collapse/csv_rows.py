"""The rows of a table in a text file, as spreadsheets, R, MATLAB, NumPy and pandas write one."""

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.data.files import WrongFile
from explorer.data.mode_collapse.csv_numbers import decimal_mark, number_in

# NumPy's, gnuplot's and MATLAB's; a spreadsheet's errors, such as #DIV/0! and ####, are none.
COMMENT = re.compile(r"\s*[#%](?!(#+|[A-ZÄÖÜ/0]+[!?]|N/?[AV])\s*[,;\t])")
MISSING = {"", "na", "n/a", "#n/a", "nan", "null", "none", ".", "-"}
SEPARATORS = ("\t", ";", "|", ",", " ")  # a comma last but one: it may be a decimal point

MAX_LINE = 10_000

AS_CSV = "Save your table as CSV (comma-separated values, UTF-8)."
NOT_TEXT = f"This is no text file. {AS_CSV}"

Lines = dict[int, str]  # by their numbers in the file, from 1


@dataclass(frozen=True)
class Row:
    """A row: its cells, and the numbers that they hold."""

    number: int  # in the file, from 1
    cells: list[str]
    values: list[float | None]  # the cells' numbers

    @property
    def is_missing(self) -> bool:
        """Whether it says that its point is missing."""
        return all(cell.lower() in MISSING for cell in self.cells[-2:])

    @property
    def is_words(self) -> bool:
        """Whether there is nothing but words in it."""
        return not self.is_missing and all(value is None for value in self.values)

    def without_first(self) -> "Row":
        """Return the row without its first cell."""
        return Row(self.number, self.cells[1:], self.values[1:])


def lines_of(content: bytes) -> Lines:
    """Return the lines of a text file that hold anything, by their numbers; comments hold nothing.

    Raises
    ------
    WrongFile
        When it is no text file, or a line of it is too long to be one of a table.
    """
    numbered = enumerate(_text(content).splitlines(), start=1)
    lines = {number: line for number, line in numbered if line.strip() and not COMMENT.match(line)}
    for number, line in lines.items():
        if len(line) > MAX_LINE:
            raise WrongFile(f"Row {number} has {len(line):,} letters: too many for two numbers.")
    return lines


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


def separators_in(lines: Lines) -> list[str]:
    """Return what may part the cells of these lines."""
    return [mark for mark in SEPARATORS if any(_parted(line, mark) for line in lines.values())]


def _parted(line: str, separator: str) -> list[str]:
    """Return the cells of a line, or none where the separator does not part it."""
    if separator == " ":
        cells = line.split()
    else:
        cells = next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    return cells if len(cells) > 1 else []


def rows_of(lines: Lines, separator: str) -> Iterator[Row]:
    """Return the rows of which any cell holds anything."""
    table = {}
    for number, line in lines.items():
        cells = [cell.strip().strip("\"'=") for cell in _parted(line, separator) or [line.strip()]]
        if any(cells):
            table[number] = cells
    mark = decimal_mark(cell for cells in table.values() for cell in cells)
    width = max((i for cells in table.values() for i, cell in enumerate(cells, start=1) if cell), default=0)
    width = max(width, 2)  # beyond are separators at rows' ends only
    for number, cells in table.items():
        cells = cells[:width]
        yield Row(number, cells, [number_in(cell, mark) for cell in cells])
