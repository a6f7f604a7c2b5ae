"""The judge's histogram and curves: heights, the level of an even generator, and a class that takes over."""

import numpy as np

from explorer.figures.mnist_trainer.judged import TOP_SHARE, judged_figure
from explorer.figures.style import NEUTRAL
from tests.figures.checked import checked


def drawn(shares, n=3):
    figure = judged_figure(shares, list(range(n)), [0.5] * n, [0.9] * n, 100, shown=7)
    checked(figure)
    return figure


def test_bars_are_the_shares_and_the_dotted_line_an_even_generator() -> None:
    shares = np.append(np.arange(10) / 90, 0.5)
    figure = drawn(shares)
    np.testing.assert_allclose(figure.data[0].y, np.minimum(shares, TOP_SHARE))
    assert list(figure.data[0].x) == [*"0123456789", "none"]
    assert len(set(figure.data[0].marker.color[:10])) == 1 and figure.data[0].marker.color[10] == NEUTRAL
    assert figure.layout.shapes[0].y0 == 0.1


def test_a_class_that_takes_over_reaches_the_top_and_says_its_share() -> None:
    shares = np.zeros(11)
    shares[6] = 0.93
    bars = drawn(shares).data[0]
    assert bars.y[6] == TOP_SHARE and bars.text[6] == "93" and bars.customdata[6] == 0.93


def test_the_axes_are_the_same_before_and_during_a_run() -> None:
    empty, running = (checked(figure).layout for figure in (drawn((), 0), drawn(np.full(11, 0.1))))
    for axis in ("yaxis", "xaxis2", "yaxis2"):
        assert getattr(empty, axis).range == getattr(running, axis).range
    assert running.shapes[1].x0 == 7
