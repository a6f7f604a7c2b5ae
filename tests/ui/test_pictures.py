"""Pictures sent as PNG: what a reader of PNG files finds in them."""

import io

import numpy as np
from PIL import Image

from explorer.ui.pictures import png


def test_another_reader_finds_the_same_pixels() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (31, 57), dtype=np.uint8)
    read = Image.open(io.BytesIO(png(picture)))
    assert read.mode == "L"
    np.testing.assert_array_equal(np.asarray(read), picture)
