"""Numbers as spreadsheets, programs and people write them: 1.5, 1,5, −2, 4.000,5, 4 000, 1.5D+00, 4.*^2."""

import re
from collections.abc import Iterable

MARKS = {".": ",", ",": "."}  # either may be the decimal mark; the other one then parts the thousands
ASCII = str.maketrans("−–‐‑－．，٫", "-----.,.")  # minus signs and marks of other scripts
BETWEEN_THOUSANDS = "'’\u00a0\u202f\u2009"  # Swiss, French; a plain space may part two columns
NUMBER = re.compile(r"[+-]?(\d[\d.,]*|[.,]\d+)(e[+-]?\d+)?")


def decimal_mark(cells: Iterable[str]) -> str | None:
    """Return which mark is the decimal one in all of these numbers; None where they do not tell.

    1,5 and 4.000,5 and 4.000.000 tell; 4,000 alone does not.
    """
    told = {mark for cell in cells if (mark := _told_by(_plain(cell)))}
    return told.pop() if len(told) == 1 else None


def _told_by(text: str) -> str | None:
    number = NUMBER.fullmatch(text)
    marks = re.sub(r"\d", "", number[1]) if number else ""
    if not number or not marks:
        return None
    before, after = re.split("[.,]", number[1])[-2:]
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return MARKS[marks[0]]
    may_be_thousands = len(after) == 3 and 1 <= len(before) <= 3 and before != "0"
    return None if may_be_thousands else marks


def number_in(cell: str, mark: str | None) -> float | None:
    """Return the number that a cell holds, or None; without a decimal mark that is known, either is one."""
    text = _plain(cell)
    if "_" in text:  # which Python reads as nothing between digits
        return None
    if mark and MARKS[mark] in text:
        thousands = re.escape(MARKS[mark])
        if not re.match(rf"[+-]?\d{{1,3}}({thousands}\d{{3}})+(?!\d|{thousands})", text):
            return None
        text = text.replace(MARKS[mark], "")
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _plain(cell: str) -> str:
    """Write a number in ASCII, with e before its power of ten, and without what can only part its thousands."""
    text = cell.strip().lower().translate(ASCII).replace("*^", "e")
    text = re.sub(rf"(?<=\d)[{BETWEEN_THOUSANDS}](?=\d{{3}})", "", text)
    return re.sub(r"(?<=[\d.,])d(?=[+-]?\d)", "e", text)
