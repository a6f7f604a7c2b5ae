"""The map of the codes."""

import numpy as np

from explorer.figures.autoencoders.code_map import CLASS_COLORS, ROWS, close_ends, map_figure, places
from tests.figures.checked import checked
from tests.figures.test_style import contrast

NAMES = tuple("0123456789")


def test_pictures_lie_where_their_codes_are_in_the_colours_of_their_classes():
    codes, labels = np.array([[0.5, -3.0], [1.5, 2.0], [0.2, 0.1]]), np.array([7, 2, 7], np.uint8)
    figure = map_figure(codes, labels, NAMES, ("z₁", "z₂"), at=(0.3, 0.4))
    checked(figure)
    np.testing.assert_array_equal(figure.data[0].x, codes[:, 0])
    assert figure.data[0].marker.color == [CLASS_COLORS[7], CLASS_COLORS[2], CLASS_COLORS[7]]
    assert {a.text for a in figure.layout.annotations} == {"<b>2</b>", "<b>7</b>"}
    assert (figure.data[1].x, figure.data[1].y) == ((0.3,), (0.4,))


def test_codes_of_one_number_lie_in_the_row_of_their_class_and_not_on_each_other():
    labels = np.repeat([3, 8], 50).astype(np.uint8)
    x, y = places(np.zeros((100, 1)), labels)
    assert (np.abs(y - labels) < 0.5).all() and len(np.unique(y)) == 100
    assert (x == 0).all()


def test_classes_stand_out_on_both_backgrounds():
    for color in CLASS_COLORS:
        assert min(contrast(color, "#FFFFFF"), contrast(color, "#10161D")) >= 3.0


def test_close_ends_have_place_for_nearly_all_codes():
    codes = np.random.default_rng(0).normal(size=(1000, 2)) * [1, 20] + [5, 0]
    (left, right), (bottom, top) = close_ends(codes)
    inside = (codes[:, 0] > left) & (codes[:, 0] < right) & (codes[:, 1] > bottom) & (codes[:, 1] < top)
    assert inside.mean() > 0.99 and right - left < 9 and top - bottom < 180
    assert close_ends(codes[:, :1])[1] == ROWS
