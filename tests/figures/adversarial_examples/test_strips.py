"""Rows of small pictures: each where it belongs, signed ones in the colours of signs."""

import numpy as np
import pytest

from explorer.figures.adversarial_examples.rows import SIDE
from explorer.figures.adversarial_examples.strips import GAP, LINE_PX, Strip, strips_figure
from tests.figures.checked import checked


def test_each_picture_is_in_its_place_below_its_name():
    rng = np.random.default_rng(0)
    grey, signed = rng.random((3, 28, 28)), rng.uniform(-1, 1, (2, 28, 28))
    figure = strips_figure([Strip("grey", grey), Strip("signed<br>in two lines", signed, True)], 3, 208)
    checked(figure)
    ink, slopes = (trace.z for trace in figure.data)
    np.testing.assert_allclose(ink[:, SIDE + GAP : 2 * SIDE + GAP], grey[1], atol=1e-6)
    np.testing.assert_allclose(slopes[:, :SIDE], signed[0], atol=1e-6)
    assert np.isnan(slopes[:, 2 * (SIDE + GAP) :]).all()
    assert [trace.zmin for trace in figure.data] == [0, -1]
    assert [note.text for note in figure.layout.annotations] == ["grey", "signed<br>in two lines"]
    for i, axis in enumerate((figure.layout.yaxis, figure.layout.yaxis2)):
        top = 1 - i / 2
        assert axis.domain[0] >= top - 0.5 - 1e-9
        assert (top - axis.domain[1]) * 200 == pytest.approx(2 * LINE_PX)  # as much room as the longest name takes
