"""How numbers are written on pages and in figures."""

import ast
import re
from pathlib import Path

import numpy as np
import pytest

from explorer.numbers import INTEGRATED, counted, number, percent, probability
from explorer.pages import LECTURES
from tests.conftest import ROOT

# Where numbers are written through `explorer/numbers.py` alone.
PAGES = [page.name for page in LECTURES]
LAYERS = ("chapters", "figures", "quiz")
SHARED = ("chapters/common_mistakes.py", "chapters/home.py", "figures/training_curves.py", "figures/overlaid_runs.py")
FORM = re.compile(r"\{\d*:[^{}]*[eEfFgG%]\}")
WRITES_CSS = ("tiles.py",)


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (-0.29127, ".3f", "−0.291"),
        (-0.0, "g", "0"),
        (0.5, "+.2f", "+0.50"),
        (-float("inf"), ".0f", "−∞"),
        (float("nan"), ".3f", "none"),
    ],
)
def test_minus_is_a_minus_and_nothing_has_none(value: float, form: str, text: str) -> None:
    assert number(value, form) == text


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.0005, ".3f", "0.00050"),
        (-0.001, "+.2f", "−0.0010"),
        (-4.53979e-05, ".6f", "−0.000045"),
        (9.999999e-05, ".3f", "0.000100"),
        (1e-9, ".4f", "10⁻⁹"),
        (2.643e-6, ".4g", "2.643×10⁻⁶"),
        (-1e-5, ".4g", "−10⁻⁵"),
        (2.147e9, ".4g", "2.147×10⁹"),
        (9.996e-7, ".3g", "10⁻⁶"),
        (0.04, ".1e", "4.0×10⁻²"),
        (999999999999999.0, ".1f", "999999999999999.0"),
        (2.5e15, ".4f", "2.5×10¹⁵"),
        (-1.7e308, ".4f", "−1.7×10³⁰⁸"),
    ],
)
def test_small_and_large_numbers_keep_their_digits(value: float, form: str, text: str) -> None:
    assert number(value, form) == text


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1.25, ".4g", "1.25"),
        (1.25, ".1f", "1.3"),
        (1.005, ".2f", "1.01"),
        (0.1 + 0.2, ".4g", "0.3"),
        (9.996, ".3g", "10"),
        (3.0, "#.3g", "3.00"),
        (123.456, ".4f", "123.4560"),
        (99999, ".0f", "99999"),
    ],
)
def test_digits_are_those_that_one_would_write_by_hand(value: float, form: str, text: str) -> None:
    assert number(value, form) == text


def test_rounding_is_nothing() -> None:
    assert number(1.179e-16) == "0"
    assert number(-3e-10, ".4f", INTEGRATED) == "0"
    assert number(3e-10, ".4f") == "3.0×10⁻¹⁰"
    assert number(1e-300, accuracy=0.0) == "10⁻³⁰⁰"


@pytest.mark.parametrize(
    ("share", "decimals", "text"),
    [
        (0.9987, 0, "99.9 %"),
        (0.5, 0, "50 %"),
        (1.0, 0, "100 %"),
        (0.0, 1, "0.0 %"),
        (0.004, 0, "0.4 %"),
        (0.99999999, 0, "> 99.9999 %"),
        (1e-9, 2, "< 0.0001 %"),
        (0.9772, 2, "97.72 %"),
    ],
)
def test_only_all_is_100_percent_and_only_nothing_0(share: float, decimals: int, text: str) -> None:
    assert percent(share, decimals) == text


def test_where_there_is_little_room_it_is_less_or_more_than_the_last_that_can_be_written() -> None:
    assert [percent(share, most=0) for share in (0.996, 0.994, 1.0)] == ["> 99 %", "99 %", "100 %"]
    assert [percent(share, most=1) for share in (1e-4, 1e-3, 0.0)] == ["< 0.1 %", "0.1 %", "0 %"]


def test_only_what_is_certain_has_probability_1() -> None:
    assert probability(0.73106) == "0.7311"
    assert probability(0.9999997) == "0.9999997"
    assert probability(0.9999997, 2, 4) == "> 0.9999"
    assert (probability(1.0, 2), probability(0.0, 2)) == ("1.00", "0.00")


def test_one_step_and_two_steps() -> None:
    assert [counted(n, "step") for n in (0, 1, 1.0000001, 2.5)] == ["0 steps", "1 step", "1 step", "2.5 steps"]
    assert [counted(n, "row") for n in (1, 5_000, 12_345, np.int64(1))] == [
        "1 row",
        "5,000 rows",
        "12,345 rows",
        "1 row",
    ]


def _modules() -> list[Path]:
    """Return the modules of the lectures' pages, and of what those share."""
    folders = [ROOT / "explorer" / layer / page for layer in LAYERS for page in PAGES]
    files = [file for folder in folders for file in folder.rglob("*.py")]
    files += [ROOT / "explorer" / "quiz" / f"{page}.py" for page in PAGES]
    files += [file for file in (ROOT / "explorer" / "ui").rglob("*.py") if file.name not in WRITES_CSS]
    return sorted([*files, *(ROOT / "explorer" / file for file in SHARED)])


def _formats(file: Path) -> list[str]:
    """Return where a module writes a real number by itself: `{x:.3f}` in an f-string, or `{:.3f}` to fill in."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
            last = node.format_spec.values[-1]
            if isinstance(last, ast.Constant) and str(last.value)[-1:] in "eEfFgG%":
                found.append(f"{file.relative_to(ROOT)}:{node.lineno}")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and FORM.search(node.value):
            found.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    return found


@pytest.mark.parametrize("file", _modules(), ids=lambda file: "-".join(file.parts[-3:]))
def test_numbers_are_written_here_alone(file: Path) -> None:
    assert _formats(file) == []
