"""Each common mistake is closed by default and shows the numbers of the page as it stands."""

import re

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.spatial.distance import jensenshannon
from scipy.special import expit
from scipy.stats import norm
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import drag_sliders, open_page


def mistake_in(app: AppTest) -> str:
    boxes = [box for box in app.expander if box.label.startswith("A common mistake")]
    assert len(boxes) == 1 and not boxes[0].proto.expanded
    return boxes[0].markdown[0].value


def rows(text: str) -> dict[str, list[float]]:
    """Return the numbers of each row of the table, by the row's first cell."""
    found = {}
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("|:"):
            name, *cells = line.strip("| ").split(" | ")
            numbers = [re.findall(r"-?\d+\.?\d*", cell.replace("−", "-")) for cell in cells]
            found[name] = [float(cell[-1]) for cell in numbers if cell]
    return found


def js(mu: float) -> float:
    x = np.linspace(-12, 14, 20_001)
    p, q = norm.pdf(x), norm.pdf(x, mu)
    return float(jensenshannon(p, q)) ** 2  # SciPy returns the root


def test_js_and_its_root() -> None:
    found = rows(mistake_in(open_page("gaussian_1d")))
    one, two = js(1.0), js(2.0)
    assert found["<i>p</i><sub>data</sub> to <i>p</i><sub>g</sub>, now"] == pytest.approx([two, np.sqrt(two)], abs=1e-4)
    assert found["N(0, 1) straight to N(2, 1)"] == pytest.approx([two, np.sqrt(two)], abs=1e-4)
    assert found["the same by way of N(1, 1)"] == pytest.approx([2 * one, 2 * np.sqrt(one)], abs=1e-4)
    assert two > 2 * one and np.sqrt(two) < 2 * np.sqrt(one)


@pytest.mark.parametrize("t", [5.0, -3.0])
def test_lsgan_with_a_sigmoid(t: float) -> None:
    found = rows(mistake_in(open_page("lsgan_vs_bce", t=str(t))))
    numerical = [(0.5 * (expit(at + 1e-5) - 1) ** 2 - 0.5 * (expit(at - 1e-5) - 1) ** 2) / 2e-5 for at in (t, -t)]
    assert found["½(t − c)²"] == pytest.approx([t - 1, -t - 1])
    assert found["½(σ(t) − c)²"] == pytest.approx(numerical, abs=1e-5)


def test_two_losses_at_the_present_D() -> None:
    app = open_page("toy_faces", chapter="together", start="by_hand", z="0.7")
    D = expit(2 * expit(1.7) - 2 * expit(-1.7) - 1)  # the hand's D on the hand's fake
    found = rows(mistake_in(app))
    assert found["−ln D, slope −(1 − D)"] == pytest.approx([D - 1, expit(-5) - 1], abs=1e-4)
    assert found["ln(1 − D), slope −D"] == pytest.approx([-D, -expit(-5)], abs=1e-4)


def test_calm_losses_far_from_the_data() -> None:
    found = rows(mistake_in(open_page("dynamics")))
    assert found["loss of D"] == pytest.approx([2 * np.log(2)] * 2, abs=0.02)
    assert found["loss of G"] == pytest.approx([np.log(2)] * 2, abs=0.02)
    assert abs(found["θ, the fake's distance"][0]) > 1
    assert "no step that shows it" in mistake_in(open_page("dynamics", method="wgan"))


def test_a_dead_D_is_right_half_of_the_time() -> None:
    app = open_page("gaussian_1d", chapter="your_own_d", c0="0.5", c1="-1.2", c2="0.1")
    assert drag_sliders(app)
    roots = np.roots([0.1, -1.2, 0.5])
    low, high = sorted(roots)
    real = 1 - quad(norm.pdf, low, high)[0]
    fake = quad(lambda x: norm.pdf(x, 1.5), low, high)[0]
    found = rows(mistake_in(app))
    assert found["your D"] == pytest.approx([50 * (real + fake)], abs=0.06)
    assert found["a dead D, c₀ = c₁ = c₂ = 0"] == [50]
    assert found["the best D, D\\*"] == pytest.approx([100 * norm.cdf(0.75)], abs=0.06)
