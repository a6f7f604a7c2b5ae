"""The IDX format, and what is said of what is none."""

import numpy as np
import pytest

from explorer.data.files import Malformed
from explorer.data.mnist_trainer.idx import decode, unzipped
from tests.data.mnist_trainer.small_set import ARRAYS, CONTENT, ZIPPED, idx


@pytest.mark.parametrize("array", ARRAYS.values())
def test_an_idx_file_is_read_back(array):
    np.testing.assert_array_equal(decode(idx(array)), array)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "begins with nothing"),
        (b"<html>", "begins with 3c 68 74 6d"),
        (bytes((0, 0, 0x0D, 1)) + bytes(8), "begins with 00 00 0d 01"),
        (CONTENT["train-labels-idx1-ubyte"][:6], "header is cut short"),
        (CONTENT["train-labels-idx1-ubyte"][:-1], "promises 6 values and 5 follow"),
    ],
)
def test_what_is_no_idx_file_is_described(content, said):
    with pytest.raises(Malformed, match=said):
        decode(content)


def test_a_gzipped_file_that_is_cut_short_is_no_idx_file():
    with pytest.raises(Malformed, match="cut short"):
        unzipped(ZIPPED["train-images-idx3-ubyte.gz"][:-20])
