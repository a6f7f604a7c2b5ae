"""The formulas that the page writes out are computed back from their text."""

import re

import numpy as np
import pytest

from explorer.chapters.toy_faces.written_out import (
    change_table,
    discriminator_gradient_rows,
    generator_gradient_rows,
    gradient_table,
    number,
    parameter_table,
    pixel_computation,
    score_sum,
    verdict,
)


def value_of(text: str) -> float:
    """Compute what a sum of products amounts to."""
    plain = text.replace("·", "*").replace("−", "-")
    assert re.fullmatch(r"[-+*(). 0-9]+", plain), plain
    return float(eval(plain))


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (-0.29127, "−0.2913"), (-0.00001, "−0.00001"), (10.0, "10")])
def test_numbers(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize("seed", range(5))
def test_a_score_written_out_adds_up(seed: int) -> None:
    rng = np.random.default_rng(seed)
    w, x, b = rng.normal(size=4).round(2), rng.random(4).round(2), round(float(rng.normal()), 2)
    left, right = score_sum(w, x, b, float(w @ x + b)).split(" = ")
    assert value_of(left) == pytest.approx(value_of(right), abs=1e-4)


def test_the_articles_score_reads_as_in_the_article() -> None:
    text = score_sum([1, -1, -1, 1], [1, 0, 0, 1], -1, 1)
    assert text == "1·1 − 1·0 − 1·0 + 1·1 − 1 = 1"


def test_a_pixel_written_out_adds_up() -> None:
    text = pixel_computation(2, -1.5, 0.7, 0.25, -0.8, 0.31)
    inside = re.search(r"σ\((.*?)\) =", text)
    assert inside and value_of(inside[1]) == pytest.approx(-0.8)
    assert text.endswith("= 0.3100")


def test_gradients_written_out_multiply_to_their_values() -> None:
    rng = np.random.default_rng(2)
    w, x = rng.normal(size=4), rng.random(4)
    common, z = -0.4, 0.7
    rows = discriminator_gradient_rows(common, x, common * x, common)
    slope = common * w * x * (1 - x)
    rows += generator_gradient_rows(common, w, x, z, slope * z, slope)
    assert [name for name, _, _ in rows] == [f"w{i}" for i in "₁₂₃₄"] + ["b"] + [
        f"{letter}{i}" for letter in "vc" for i in "₁₂₃₄"
    ]
    for _, formula, value in rows:
        assert value_of(formula) == pytest.approx(value, abs=2e-3)
    table = gradient_table({"face": rows, "fake": rows}).splitlines()
    assert table[0].count("|") == table[1].count("|") == table[2].count("|")
    assert len(table) == len(rows) + 2


def test_tables_show_every_parameter() -> None:
    table = parameter_table(list(np.arange(13) - 6.0))
    for shown in ("−6.00000000", "−2.00000000", "6.00000000"):
        assert shown in table
    moved = change_table(["D b", "G v1"], [-0.5, 1.0], [-0.25, 1.0])
    assert moved.splitlines()[2] == "| D b | −0.500000 | −0.250000 | **+0.250000** |"
    assert moved.splitlines()[3] == "| G v1 | 1.000000 | 1.000000 | 0 |"


def test_verdict_needs_more_than_a_half() -> None:
    assert verdict(0.3775) == verdict(0.5) == "not a face"
    assert verdict(0.7311) == "face"
