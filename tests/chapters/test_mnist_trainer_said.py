"""How the live trainer writes what it found, where there is little room for it."""

import pytest

from explorer.chapters.mnist_trainer.contrasts import value_in_words
from explorer.chapters.mnist_trainer.questions.opinion import _mark
from explorer.chapters.mnist_trainer.recorded import _log_row


@pytest.mark.parametrize(
    ("score", "loss", "text"),
    [
        (0.734, "non_saturating", "0.73"),
        (0.99996, "non_saturating", "> 0.99"),
        (1e-6, "saturating", "< 0.01"),
        (-0.734, "hinge", "−0.73"),
        (1.2, "lsgan", "+1.20"),
    ],
)
def test_what_D_says_fits_under_a_picture(score: float, loss: str, text: str) -> None:
    assert _mark(score, loss) == text


def test_a_mean_keeps_the_digits_of_a_small_number() -> None:
    assert _mark(0.0004, "non_saturating", 4) == "0.0004"


@pytest.mark.parametrize(("value", "text"), [(12_345, "12345"), (2e-4, "0.0002"), (2e-5, "2×10⁻⁵"), (True, "on")])
def test_a_setting_is_said_with_all_its_digits(value: object, text: str) -> None:
    assert value_in_words(value) == text


def test_a_row_of_the_logs_has_ours_beside_the_tutorials() -> None:
    row = _log_row(1_000, (100.0, 0.041, 5.216), (96.48, 0.1, 4.0))
    assert row == "| 1,000 | 100.0 % | 96.5 % | 0.041 | 0.10 | 5.22 | 4.00 |"
