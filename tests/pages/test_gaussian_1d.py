"""The 1-D Gaussian page says the numbers of the theory, and its buttons do what they promise."""

import itertools
import json
import re

import numpy as np
import pytest

from explorer.chapters.gaussian_1d.choose_densities import KINDS
from explorer.chapters.gaussian_1d.game import PANELS
from explorer.chapters.gaussian_1d.your_own_d import C0, C1, C2, MU, SIGMA
from explorer.figures.gaussian_1d.flow import NAMES
from explorer.theory.densities import Gaussian, Mixture, Uniform
from explorer.theory.gradient_flow import FLOW_LOSSES
from explorer.theory.minimax import best_quadratic_logit, quadratic_logit_of_D_star
from tests.pages.conftest import figure_of, open_page, press

NAME = "gaussian_1d"
VALUE = r"V(D\*, G), integrated"


def table(app) -> dict[str, str]:
    """Return the second column of the page's table by its first."""
    source = next(text.value for text in app.markdown if text.value.startswith("| "))
    rows = [[cell.strip(" *") for cell in line.split("|")[1:-1]] for line in source.splitlines()[2:]]
    return {row[0]: row[1] for row in rows}


def said(app) -> str:
    return " ".join(text.value for text in app.markdown)


@pytest.mark.parametrize(("preset", "js", "cost"), [("far", "0.6327", "−0.1209"), ("equal", "0", "−1.3863")])
def test_presets_show_known_numbers(preset: str, js: str, cost: str) -> None:
    app = open_page(NAME)
    press(app, f"preset_{preset}")
    numbers = table(app)
    assert numbers["JSD"] == js
    assert numbers["C(G) = −ln 4 + 2 JSD"] == numbers[VALUE] == cost


def test_the_four_presets_come_nearer_and_nearer() -> None:
    app = open_page(NAME)
    js = []
    for preset in PANELS:
        press(app, f"preset_{preset}")
        js.append(float(table(app)["JSD"]))
    assert js == sorted(js, reverse=True)
    assert js[-1] == 0


def test_bits() -> None:
    app = open_page(NAME, unit="bits", mu_g="0.0", sigma_g="1.0")
    assert table(app)[VALUE] == "−2.0000"
    app = open_page(NAME, unit="bits", mu_g="5.0", sigma_g="0.6", mu_data="-5.0", sigma_data="0.6")
    assert table(app)["JSD"] == "1.0000"


def test_infinity_is_said_as_infinity() -> None:
    numbers = table(open_page(NAME, data="uniform"))
    assert numbers["KL(<i>p</i><sub>g</sub> ‖ <i>p</i><sub>data</sub>)"] == "∞"
    assert float(numbers["KL(<i>p</i><sub>data</sub> ‖ <i>p</i><sub>g</sub>)"]) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_data_is_drawn_with_its_pointwise_divergence(kind: str) -> None:
    figure = figure_of(open_page(NAME, data=kind))
    names = [trace.get("name") for trace in figure["data"]]
    assert {"p<sub>data</sub>", "p<sub>g</sub>", "JSD, point by point", "D*", "G(z)"} <= set(names)


def test_the_button_sets_D_to_D_star_exactly() -> None:
    app = open_page(NAME, chapter="your_own_d", own_mu_g="-2.3", own_sigma_g="0.8", own_sigma_data="1.55")
    assert not re.search(r"C\(G\) − V = 0\.000", said(app))
    press(app, "set_best")
    expected = quadratic_logit_of_D_star(Gaussian(0.0, 1.55), Gaussian(-2.3, 0.8))
    np.testing.assert_allclose([app.session_state[f"{NAME}_{c}"] for c in ("c0", "c1", "c2")], expected, rtol=1e-9)
    gap = float(re.search(r"C\(G\) − V = (\S+) nats", said(app)).group(1))
    assert abs(gap) < 1e-9


def test_the_sliders_hold_D_star_for_every_pair_of_gaussians_on_offer() -> None:
    for mu, sigma, mu_data, sigma_data in itertools.product((-MU, 0.0, MU), SIGMA, (-2.0, 0.0, 2.0), SIGMA):
        c0, c1, c2 = quadratic_logit_of_D_star(Gaussian(mu_data, sigma_data), Gaussian(mu, sigma))
        assert abs(c0) <= C0
        assert abs(c1) <= C1
        assert abs(c2) <= C2


@pytest.mark.parametrize("kind", ["two_gaussians", "uniform"])
def test_no_quadratic_reaches_the_ceiling_when_the_data_are_not_gaussian(kind: str) -> None:
    app = open_page(NAME, chapter="your_own_d", own_data=kind)
    assert "no quadratic" in said(app)
    press(app, "set_best")
    p_data = Uniform(-2, 2) if kind == "uniform" else Mixture((Gaussian(-2, 0.8), Gaussian(2, 0.8)), (0.5, 0.5))
    best = best_quadratic_logit(p_data, Gaussian(1.5, 1.0))
    np.testing.assert_allclose([app.session_state[f"{NAME}_{c}"] for c in ("c0", "c1", "c2")], best, atol=1e-9)
    assert float(re.search(r"C\(G\) − V = (\S+) nats", said(app)).group(1)) > 0.01


def test_a_D_that_is_sure_and_wrong_is_drawn_at_the_end_of_the_line() -> None:
    app = open_page(NAME, chapter="your_own_d", c0=str(C0), c1=str(C1), c2=str(C2))
    assert "beyond this axis" in str(figure_of(app)["data"])


@pytest.mark.parametrize("loss", FLOW_LOSSES)
def test_the_journey_is_light_and_ends_where_the_table_says(loss: str) -> None:
    app = open_page(NAME, chapter="convergence", flow_loss=loss, moment="100")
    figure = figure_of(app)
    assert len(json.dumps(figure)) < 30_000
    assert any("step 120 " in str(trace.get("text")) for trace in figure["data"])
    end = float(table(app)[NAMES[loss]].replace("−", "-"))
    assert end > 5 if loss in ("saturating", "lsgan") else abs(end) < 0.02
