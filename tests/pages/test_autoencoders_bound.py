"""Chapter "The bound, exactly": what stands there is what theory says, whatever is seen of it."""

import re

import numpy as np
import pytest

from explorer.theory.autoencoders.estimators import INTEGRANDS
from explorer.theory.autoencoders.linear_gaussian import LinearGaussian, bound
from explorer.theory.densities import Gaussian
from tests.pages.conftest import charts_of, drag_sliders, open_page, press
from tests.pages.test_code import row, said_by_code

PAGE = "autoencoders"


def open_view(view: str, **settings: str):
    return open_page(PAGE, chapter="bound", bound_view=view, **settings)


def sum_of(app) -> list[float]:
    """Return ELBO, gap and ln p(x) as the page says them."""
    text = next(element.value for element in app.markdown if "= ln p(x)" in element.value)
    found = re.search(r"ELBO (\S+) \+ gap (\S+) = ln p\(x\) ([−\d.]+\d)", text)
    return [float(number.replace("−", "-")) for number in found.groups()]


@pytest.mark.parametrize("settings", [{}, {"q_mu": "-0.5", "q_sigma": "0.4", "line_x": "2", "line_a": "-1.25"}])
def test_the_sum_is_theory_s(settings: dict[str, str]) -> None:
    value = {name: float(text) for name, text in settings.items()}
    q = Gaussian(value.get("q_mu", 1.0), value.get("q_sigma", 1.0))
    expected = bound(LinearGaussian(value.get("line_a", 1.5), 0.3, 0.5), q, value.get("line_x", 1.2))
    app = open_view("gap", **settings)
    np.testing.assert_allclose(sum_of(app), [expected.elbo, expected.gap, expected.log_evidence], atol=5.1e-5)


def test_the_button_closes_the_gap_and_the_other_opens_it() -> None:
    app = open_view("gap")
    assert sum_of(press(app, "set_posterior"))[1] == 0
    assert app.session_state["autoencoders_q_mu"] == pytest.approx(0.490909, abs=1e-6)
    np.testing.assert_allclose(sum_of(press(app, "preset_prior")), [-3.6324, 2.0604, -1.5720])


def test_every_posterior_is_within_reach_of_q_and_of_the_figure() -> None:
    """At every end of the model's sliders the button finds the posterior, and all densities are drawn whole."""
    app = open_view("gap")
    ends = {slider.key: slider.ends for slider in drag_sliders(app)}
    for a in (*ends["autoencoders_line_a"], 0.0):
        for variance in ends["autoencoders_line_s2"]:
            posterior = LinearGaussian(a, 0.0, variance).posterior(0.5)
            low, high = ends["autoencoders_q_sigma"]
            assert posterior.sigma <= high
            assert float(posterior.pdf(posterior.mu)) < charts_of(app)[0]["figure"]["layout"]["yaxis"]["range"][1]
            if posterior.sigma < low:
                assert posterior.sigma > 0.96 * low


@pytest.mark.parametrize("f", INTEGRANDS)
def test_the_two_estimates(f: str) -> None:
    app = open_view("gradient", f=f, draws_seed="3", q_mu="0.5")
    q = Gaussian(0.5, 1.0)
    drawn = Gaussian(0.5, 1.0).generate(np.random.default_rng(3).standard_normal(1000))
    mean, of_draws, error, variance, _ = row(app, "reparameterisation")
    exact = INTEGRANDS[f].reparameterised(q)
    np.testing.assert_allclose([mean, variance], exact, atol=5e-4)
    assert of_draws == pytest.approx(INTEGRANDS[f].slope(drawn).mean(), abs=5e-4)
    assert error == pytest.approx((exact.variance / 1000) ** 0.5, abs=5e-3)
    np.testing.assert_allclose(row(app, "score function")[0::3], INTEGRANDS[f].score_function(q), atol=5e-4)


@pytest.mark.parametrize(
    ("view", "settings", "label", "number"),
    [
        ("gap", {"q_mu": "0", "line_b": "1"}, "gap, KL(q || posterior)", None),
        ("linear", {"linear_k": "3", "linear_step": "20"}, "ELBO after 20 steps", "ELBO"),
    ],
)
def test_the_code_says_what_the_page_says(view: str, settings: dict[str, str], label: str, number: str | None) -> None:
    app = open_view(view, **settings)
    said = said_by_code(app, PAGE)[label][0]
    on_page = row(app, number)[0] if number else sum_of(app)[1]
    assert said == pytest.approx(on_page, abs=6e-4)
