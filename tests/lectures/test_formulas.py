"""Every step of every walkthrough has its formula, and what they say is so; the browser tests typeset them all."""

import math
import re

import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad
from scipy.special import expit

from explorer.lectures.formulas import FORMULAS
from explorer.pages import WALKTHROUGHS


@pytest.mark.parametrize("name", WALKTHROUGHS)
def test_each_step_has_one_and_in_its_order(name: str) -> None:
    assert list(FORMULAS[name]) == [step.id for step in WALKTHROUGHS[name].walkthrough]


@pytest.mark.parametrize("name", WALKTHROUGHS)
def test_braces_close_and_commands_end(name: str) -> None:
    for formula in FORMULAS[name].values():
        plain = formula.replace(r"\{", "").replace(r"\}", "")
        assert plain.count("{") == plain.count("}") and "\n" not in formula
        assert not re.search(r"\\q?quad[a-zA-Z]", formula)


@pytest.mark.parametrize(
    ("page", "step", "numbers"),
    [
        ("toy_faces", "a_picture_that_is_none", {"0.3775": float(expit(-0.5))}),
        ("toy_faces", "a_thousand_epochs", {"0.693": math.log(2), "1.386": 2 * math.log(2)}),
        ("lsgan_vs_bce", "a_fake_that_already_fools_d", {"0.0067": float(expit(-5))}),
        ("mode_collapse", "how_good_is_perfect", {"98.9": 100 * stats.chi2.cdf(9, 2)}),
        ("mnist_trainer", "a_way_out", {"2.30": math.log(10)}),
        ("mnist_trainer", "our_log_and_the_tutorials", {"0.693": math.log(2)}),
        ("mnist_trainer", "who_is_winning", {"0.693": math.log(2), "1.386": 2 * math.log(2)}),
    ],
)
def test_the_numbers(page: str, step: str, numbers: dict[str, float]) -> None:
    for written, value in numbers.items():
        assert written in FORMULAS[page][step]
        digits = len(written.partition(".")[2])
        assert f"{value:.{digits}f}" == written


def test_what_lsgan_minimises_and_the_other_coding() -> None:
    p_data, p_g = stats.norm(0, 1).pdf, stats.norm(1, 1).pdf

    def twice_cost(a: float, b: float, c: float) -> float:  # 2 C(G) = E_data (D* − c)² + E_g (D* − c)²
        def at(x: float) -> float:
            D = (b * p_data(x) + a * p_g(x)) / (p_data(x) + p_g(x))
            return (p_data(x) + p_g(x)) * (D - c) ** 2

        return quad(at, -12, 13)[0]

    chi2 = quad(lambda x: (p_data(x) - p_g(x)) ** 2 / (p_data(x) + p_g(x)), -12, 13)[0]
    assert twice_cost(-1, 1, 0) == pytest.approx(chi2)
    assert twice_cost(0, 1, 1) == pytest.approx(chi2 / 4 + 1 / 2)
    assert r"\tfrac14\chi^2+\tfrac12" in FORMULAS["lsgan_vs_bce"]["the_other_coding"]


@pytest.mark.parametrize("gamma", [0.1, 0.3, 0.9])
def test_the_eigenvalues_of_R1(gamma: float) -> None:
    J = np.array([[0, -0.5], [0.5, -gamma]])
    root = np.sqrt(gamma**2 / 4 - 0.25 + 0j)
    expected = np.array([-gamma / 2 + root, -gamma / 2 - root])
    assert np.sort_complex(np.linalg.eigvals(J)) == pytest.approx(np.sort_complex(expected))
    for h in (0.5 * 4 * gamma, 4 * gamma, 1.5 * 4 * gamma):
        size = np.abs(np.linalg.eigvals(np.eye(2) + h * J)).max()
        assert size**2 == pytest.approx(1 - gamma * h + h**2 / 4)


def test_both_kinds_of_steps_of_the_gan() -> None:
    h = 0.2
    together = np.array([[1, -h / 2], [h / 2, 1]])
    in_turn = np.array([[1, -h / 2], [0, 1]]) @ np.array([[1, 0], [h / 2, 1]])
    assert np.abs(np.linalg.eigvals(together)) == pytest.approx(np.sqrt(1 + h**2 / 4))
    assert np.linalg.det(in_turn) == pytest.approx(1)


@pytest.mark.parametrize("t", [-6.0, -0.5, 5.0])
def test_the_slopes_of_the_losses_by_t(t: float) -> None:
    def slope(loss: "np.ufunc") -> float:
        return float((loss(t + 1e-6) - loss(t - 1e-6)) / 2e-6)

    assert slope(lambda t: np.log(1 - expit(t))) == pytest.approx(-expit(t), rel=1e-4)
    assert slope(lambda t: -np.log(expit(t))) == pytest.approx(-(1 - expit(t)), rel=1e-4)
    for c in (0.0, 1.0):
        behind = (expit(t) - c) * expit(t) * (1 - expit(t))
        assert slope(lambda t, c=c: 0.5 * (expit(t) - c) ** 2) == pytest.approx(behind, rel=1e-4, abs=1e-9)


def test_one_slope_of_the_toy_generator() -> None:
    w, v, c, z, b = (
        np.array([1.0, -1, -1, 1]),
        np.array([0.3, -0.2, 0.5, 0.1]),
        np.array([0.1, 0.4, -0.3, 0.2]),
        0.7,
        -1,
    )

    def loss(v: np.ndarray) -> float:
        return -float(np.log(expit(w @ expit(v * z + c) + b)))

    x = expit(v * z + c)
    D = expit(w @ x + b)
    slopes = [(loss(v + step) - loss(v - step)) / 2e-6 for step in 1e-6 * np.eye(4)]
    assert slopes == pytest.approx(-(1 - D) * w * x * (1 - x) * z, rel=1e-5)
