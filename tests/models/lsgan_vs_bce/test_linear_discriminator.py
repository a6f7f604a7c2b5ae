"""The straight-line discriminator."""

import numpy as np

from explorer.models.lsgan_vs_bce.linear_discriminator import LinearDiscriminator


def test_logit_and_its_level_lines() -> None:
    D = LinearDiscriminator(np.array([2.0, -1.0]), 0.5)
    x = np.array([[1.0, 0.0], [0.0, 3.0]])
    np.testing.assert_allclose(D.logit(x), [2.5, -2.5])
    w1, w2, bias = D.line_at(1.0)
    y = 0.7
    on_line = np.array([[-(w2 * y + bias) / w1, y]])
    np.testing.assert_allclose(D.logit(on_line), [1.0])
