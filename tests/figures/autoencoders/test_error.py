"""The curve of the error and its lines."""

import numpy as np

from explorer.figures.autoencoders.error import error_figure
from tests.figures.checked import checked


def test_the_lines_are_pca_s_error_and_the_variance():
    figure = checked(error_figure(np.array([1.0, 50]), np.array([0.2, 0.05]), 500, (2, 0.054), 0.066, 50, [20]))
    heights = [(shape["y0"], shape["y1"]) for shape in figure.layout.shapes[:2]]
    assert heights == [(0.054, 0.054), (0.066, 0.066)]
    assert [shape["x0"] for shape in figure.layout.shapes[2:]] == [20, 50]
    assert "PCA, k = 2" in figure.layout.annotations[1].text
    assert figure.layout.yaxis.range[1] > 0.066
