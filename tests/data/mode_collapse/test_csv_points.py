"""CSV files of points: what is read, what is refused and in which words, and where the points come to lie."""

import numpy as np
import pytest

from explorer.data.files import WrongFile
from explorer.data.mode_collapse.csv_points import MAX_BYTES, onto_sheet, read_points
from explorer.data.mode_collapse.own_points import MAX_POINTS, REACH

EXPECTED = [[1.5, -2.0], [3.0, 400.0]]


@pytest.mark.parametrize(
    "text",
    [
        "1.5,-2\n3,4e2",
        "x,y\r\n1.5,-2\r\n\r\n3,4e2\r\n",
        "\ufeffx;y\n1,5;-2\n3;400",
        "1,5\t-2\n3\t400\n",
        "1.5 -2\n  3   400",
        '"width","height"\n"1.5", "-2"\n3,400',
    ],
)
def test_many_ways_to_write_two_columns_are_read(text: str) -> None:
    np.testing.assert_array_equal(read_points(text.encode()), EXPECTED)


@pytest.mark.parametrize(
    "content, said",
    [
        (b"", "no numbers"),
        (b"x,y\n\n", "no numbers"),
        (b"\x89PNG\r\n\x1a\n\xff", "no text file"),
        (b"1,2\n\0\0", "no text file"),
        (b"1,2\n3,4,5", "Row 2 has 3 columns"),
        (b"1\n2", "Row 1 has one column"),
        (b"1,2\n3,", "Row 2 says nothing"),
        (b"x,y\n1,2\nu,v", "Row 3 says “u”"),
        (b"1,two", "Row 1 says “two”"),
        (b"1,nan", "finite"),
        (b"1,2\n-inf,3", "Row 2 says “-inf”; a point needs finite"),
        (b"1,2\n" * (MAX_POINTS + 1), "2,001 points; 2,000"),
        (b"1" * (MAX_BYTES + 1), "1 MB"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(WrongFile, match="^[A-Z].*[.]$") as refusal:
        read_points(content)
    assert said in str(refusal.value)


def test_both_axes_are_scaled_alike_and_every_point_is_on_the_sheet() -> None:
    points = np.array([[10.0, 100.0], [30.0, 101.0], [20.0, 109.0]])
    placed = onto_sheet(points)
    assert placed.scale == pytest.approx(REACH / 10)
    np.testing.assert_allclose(np.diff(placed.points, axis=0), placed.scale * np.diff(points, axis=0))
    np.testing.assert_allclose(placed.points.min(axis=0) + placed.points.max(axis=0), 0, atol=1e-12)
    assert np.abs(placed.points).max() == pytest.approx(REACH)


@pytest.mark.parametrize("other", [[7.0, 7.0], [-1.7e308, 1.7e308], [7.0, 7.0 + 1e-15], [1e-320, 0.0]])
def test_points_at_the_ends_of_what_a_number_can_say_are_placed_too(other: list[float]) -> None:
    placed = onto_sheet(np.array([[7.0, 7.0], other]))
    assert np.isfinite(placed.points).all() and np.abs(placed.points).max() <= REACH * (1 + 1e-9)
