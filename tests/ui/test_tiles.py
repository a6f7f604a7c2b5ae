"""Tiles: every picture with its words, nothing that could be taken for HTML."""

import base64
import re

import numpy as np

from explorer.ui.pictures import png
from explorer.ui.tiles import Tile, tiles_html

PICTURE = np.arange(784, dtype=np.uint8).reshape(28, 28)


def test_every_picture_is_there_with_its_words() -> None:
    html = tiles_html([Tile(PICTURE, "a seven", "7 · 98 %", "#DB6400"), Tile(PICTURE.T.copy(), "another")], n_columns=2)
    encoded = re.findall(r'src="data:image/png;base64,([^"]+)"', html)
    assert [base64.b64decode(one) for one in encoded] == [png(PICTURE), png(PICTURE.T.copy())]
    assert 'alt="a seven"' in html and "7 · 98 %" in html and "#DB6400" in html and "repeat(2," in html
    assert html.count("<figcaption") == 1


def test_bars_are_filled_by_their_share_and_never_beyond() -> None:
    html = tiles_html(
        [Tile(PICTURE, "x", share=share, bar_color="#0A9673") for share in (0.25, 1.5, -1.0)], n_columns=3
    )
    assert re.findall(r"#0A9673 (\d+)%", html) == ["25", "100", "0"]


def test_an_empty_place_says_so() -> None:
    html = tiles_html([Tile(None, "no sample of class 8", "none")], n_columns=1)
    assert "<img" not in html and 'aria-label="no sample of class 8"' in html and "none" in html


def test_words_are_escaped() -> None:
    html = tiles_html([Tile(PICTURE, '"><script>', "<b>&")], n_columns=1)
    assert "<script>" not in html and "<b>" not in html
