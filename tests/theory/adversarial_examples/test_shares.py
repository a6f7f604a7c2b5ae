"""The interval of a counted share is SciPy's."""

import numpy as np
import pytest
from scipy.stats import binomtest

from explorer.theory.adversarial_examples.shares import wilson


@pytest.mark.parametrize("k, n", [(0, 20), (7, 20), (20, 20), (113, 500)])
def test_it_is_wilsons(k, n):
    ends = binomtest(k, n).proportion_ci(0.95, method="wilson")
    low, high = wilson(np.array([k]), n)
    assert low[0] == pytest.approx(ends.low, abs=1e-9) and high[0] == pytest.approx(ends.high, abs=1e-9)
