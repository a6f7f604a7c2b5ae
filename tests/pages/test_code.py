"""The code: what the button shows prints the numbers that stand on the page at that moment."""

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.scripts.script import Script
from explorer.ui.indices import indexed
from tests.pages.conftest import press
from tests.scripts.running import run


def said_by_code(app: AppTest, page: str) -> dict[str, list[float]]:
    """Press the button, and run the script that it shows."""
    app.button(key=f"_{page}_code").click().run()
    assert not app.exception, app.exception[0]
    text = next(code.value for code in app.code if "From GAN Explorer" in code.value)
    return run(Script("shown.py", text))


def row(app: AppTest, start: str) -> list[float]:
    """Return the numbers of the table row on the page that begins with `start`."""
    lines = [line for element in app.markdown for line in element.value.splitlines()]
    found = next(line for line in lines if line.replace("*", "").startswith(f"| {start} |"))
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", found[len(start) + 2 :].replace("−", "-"))]


def test_the_article_s_run_ends_with_the_same_digits(open_page):
    app = open_page("toy_faces", chapter="training")
    on_page = np.array(app.code[0].value.split(), dtype=float).reshape(4, 4)
    said = said_by_code(app, "toy_faces")
    faces = [numbers for label, numbers in said.items() if label.startswith("z = ")]
    np.testing.assert_array_equal(faces, on_page)


@pytest.mark.parametrize("kind", [{}, {"data": "uniform", "length": "2.5", "mu_g": "-1.5"}])
def test_the_game_s_table(open_page, kind):
    app = open_page("gaussian_1d", **kind)
    said = said_by_code(app, "gaussian_1d")
    for name, label in (
        ("JSD", "JSD"),
        ("Wasserstein W1", "Wasserstein W1"),
        (indexed("KL(p_data ‖ p_g)"), "KL(p_data || p_g)"),
    ):
        np.testing.assert_allclose(said[label][0], row(app, name)[0], atol=6e-5)


def test_a_moved_slider_is_in_the_code(open_page):
    app = open_page("lsgan_vs_bce", t="-3.5", c="0.5", more="true")
    app.session_state["lsgan_vs_bce_t"] = 2.5
    app.run()
    said = said_by_code(app, "lsgan_vs_bce")
    gradient, loss = said["LSGAN, (t - c)^2/2, gradient and loss"]
    np.testing.assert_allclose([gradient, loss], row(app, "LSGAN"), atol=6e-7)
    assert (gradient, loss) == (2.0, 2.0)


def test_the_cures_table(open_page):
    app = open_page("dynamics", chapter="cures", r1_weight="0.8", steps="60", theta="2")
    said = said_by_code(app, "dynamics")
    distance = said["R1, steps taken and distance from the equilibrium"][1]
    np.testing.assert_allclose(distance, row(app, "R1, γ = 0.8")[-1], rtol=1e-3)


def test_the_lab_s_first_fakes(open_page):
    app = open_page("mode_collapse", data="ring_of_8", D_width="32", n_iterations="1000", seed="4")
    said = said_by_code(app, "mode_collapse")
    press(app, "step")
    app.session_state["_runner_mode_collapse"].wait(20.0)
    app.run()
    jsd, kl, w1, n_modes, _ = said["iteration 1, JSD, KL, sliced W1, modes captured, share of high quality"]
    assert row(app, "JSD (Jensen–Shannon), nats")[0] == round(jsd, 3)
    assert row(app, "KL (Kullback–Leibler), nats")[0] == round(kl, 3)
    assert row(app, "Sliced W1 (earth mover's)")[0] == round(w1, 3)
    assert row(app, "Modes captured: with a fake within 3σ")[0] == n_modes
