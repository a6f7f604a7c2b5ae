"""How numbers are written on pages and in figures."""

import pytest

from explorer.numbers import number


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (-0.29127, ".3f", "−0.291"),
        (-0.00001, ".3f", "0.000"),
        (-0.0, "g", "0"),
        (-1e-5, ".4g", "−1e−05"),
        (0.5, "+.2f", "+0.50"),
        (-0.001, "+.2f", "+0.00"),
        (-float("inf"), ".0f", "−inf"),
    ],
)
def test_minus_is_a_minus_and_nothing_has_none(value: float, form: str, text: str) -> None:
    assert number(value, form) == text
