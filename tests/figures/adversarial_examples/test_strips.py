"""Rows of small pictures: each where it belongs, signed ones in the colours of signs."""

import numpy as np

from explorer.figures.adversarial_examples.rows import SIDE
from explorer.figures.adversarial_examples.strips import GAP, WORDS, Strip, strips_figure
from tests.figures.checked import checked


def test_each_picture_is_in_its_place():
    rng = np.random.default_rng(0)
    grey, signed = rng.random((3, 28, 28)), rng.uniform(-1, 1, (2, 28, 28))
    figure = strips_figure([Strip("grey", grey), Strip("signed", signed, True)], 3, 200)
    checked(figure)
    ink, slopes = (trace.z for trace in figure.data)
    top = SIDE + 2 * WORDS
    np.testing.assert_allclose(ink[WORDS : WORDS + SIDE, SIDE + GAP : 2 * SIDE + GAP], grey[1], atol=1e-6)
    np.testing.assert_allclose(slopes[top : top + SIDE, :SIDE], signed[0], atol=1e-6)
    assert np.isnan(slopes[: SIDE + WORDS]).all() and np.isnan(ink[top:]).all()
    assert [note.text for note in figure.layout.annotations] == ["grey", "signed"]
