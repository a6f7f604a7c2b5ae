"""Every sentence of the page LSGAN against BCE about a result holds at the ends of its controls."""

import itertools
import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.chapters.lsgan_vs_bce.both_runs import CODINGS, CROSS_ENTROPIES, N_STEPS, Setting, both_runs
from explorer.chapters.lsgan_vs_bce.far_fakes import PRESETS, _what_happened
from explorer.chapters.lsgan_vs_bce.vanishing_layers import LOSSES, _layers_text
from explorer.figures.lsgan_vs_bce.far_fakes import Y_RANGE
from explorer.lectures.lsgan_vs_bce import STEPS
from explorer.theory.densities import Gaussian
from explorer.theory.lsgan import Coding, cost_as_chi2, least_squares_generator_cost
from explorer.training.lsgan_vs_bce.layer_gradients import layer_gradients

PAPER = Setting(5.0, 0.0, 2.0, 0, "non_saturating", "pearson", 0.5, False)
SEEDS = range(5)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("preset", PRESETS)
def test_no_far_fake_runs_off_the_picture(preset: str, seed: int) -> None:
    _, set_by_it = PRESETS[preset]
    setting = PAPER._replace(seed=seed, **{name: value for name, value in set_by_it.items() if name != "steps"})
    for panel in both_runs(setting):
        assert np.abs(panel.far[..., 1]).max() < Y_RANGE[1] == -Y_RANGE[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_with_refit_the_headline_is_gone(seed: int) -> None:
    """The step *And if D learns, too?* and the caveat of the chapter."""
    bce, ls = both_runs(PAPER._replace(seed=seed, refit=True))
    assert (bce.n_home[-1], ls.n_home[-1]) == (0, 0)
    assert ls.distance[-1] < ls.distance[0] < bce.distance[-1], "least squares creep nearer, BCE drifts away"
    still = both_runs(PAPER._replace(seed=seed))
    for panel, before in zip((bce, ls), still, strict=True):
        slope, held = (np.linalg.norm(each.line[0, :2]) for each in (panel, before))
        assert slope < 0.25 * held, "D becomes nearly flat"
    bce, ls = both_runs(PAPER._replace(seed=seed, refit=True, distance=1.5))
    assert (bce.n_home[-1], ls.n_home[-1]) == (0, 8), "from 1.5 away least squares bring all eight home"


def test_the_step_sets_what_it_speaks_of() -> None:
    (step,) = (step for step in STEPS if step.id == "and_if_d_learns_too")
    names = ("distance", "height", "gap", "points_seed", "bce", "coding", "step_size", "refit")
    assert Setting(*(step.settings[name] for name in names)) == PAPER._replace(refit=True)
    assert step.settings["steps"] == N_STEPS


def test_off_to_the_side_they_come_to_the_line_and_most_not_home() -> None:
    settings = PRESETS["to_the_side"][1]
    for seed in SEEDS:
        _, ls = both_runs(PAPER._replace(height=settings["height"], seed=seed))
        assert ls.n_home[-1] <= 2
        w1, w2, bias = ls.target[-1]
        t = ls.far[:, :, 0] * w1 + ls.far[:, :, 1] * w2 + bias
        assert (np.abs(t[-1]) < 0.02 * np.abs(t[0])).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_saturating_loss_drives_them_further_out(seed: int) -> None:
    for distance in (3.0, 5.0, 8.0):
        bce, _ = both_runs(PAPER._replace(bce="saturating", distance=distance, seed=seed))
        assert bce.distance[-1] > bce.distance[0] + 1


@pytest.mark.parametrize("seed", SEEDS)
def test_where_t_is_c(seed: int) -> None:
    """Between the data and the other fakes with c = 0, behind the data with c = b."""
    for gap in (1.0, 2.0, 4.0):
        for coding, low, high in (("pearson", -gap, 0.0), ("binary", 0.0, np.inf)):
            _, ls = both_runs(PAPER._replace(gap=gap, coding=coding, seed=seed))
            w1, _, bias = ls.target[0]  # crosses the axis of the data's centre, 1, and of the fakes', 1 − gap
            assert low < -bias / w1 - 1.0 < high, (gap, coding)


@pytest.mark.parametrize("bce", CROSS_ENTROPIES)
@pytest.mark.parametrize("coding", CODINGS)
def test_what_happened(bce: str, coding: str) -> None:
    for distance, gap, h, refit in itertools.product((-4.0, 8.0), (0.0, 4.0), (0.1, 3.0), (False, True)):
        panels = both_runs(Setting(distance, 2.5, gap, 0, bce, coding, h, refit))
        text = _what_happened(panels, refit)
        assert ("fitted again" in text) == refit
        counts = re.search(r"\*\*(\d+)\*\* and \*\*(\d+)\*\* of (\d+) are home", text)
        assert counts and [int(n) for n in counts.groups()] == [panels[0].n_home[-1], panels[1].n_home[-1], 8]


def test_any_coding_with_a_and_b_apart_has_its_minimum_in_the_same_place() -> None:
    p_data = Gaussian(0.0, 1.0)
    for a, b, c in itertools.product((-2.0, 0.0, 2.0), (-2.0, -1.9, 2.0), (-2.0, 2.0)):
        slope, _ = cost_as_chi2(Coding(a, b, c))
        at_home, away = (least_squares_generator_cost(p_data, Gaussian(mu, 1.0), Coding(a, b, c)) for mu in (0.0, 1.0))
        assert (slope > 0) == (a != b)
        assert (away > at_home + 1e-9) == (a != b)


def said_of(coding: Coding) -> str:
    def page(a: float, b: float, c: float) -> None:
        from explorer.chapters.lsgan_vs_bce.optimal_d import _verdict
        from explorer.theory.lsgan import Coding

        _verdict(Coding(a, b, c), 1.0, 0.5)

    app = AppTest.from_function(page, args=(coding.a, coding.b, coding.c)).run()
    assert not app.exception
    return " ".join(box.value for box in [*app.success, *app.info, *app.warning])


def test_the_misprint_is_said_of_the_misprint_alone() -> None:
    assert "One tutorial prints this coding" in said_of(Coding(1.0, 1.0, 0.0))
    other = said_of(Coding(0.5, 0.5, 0.0))
    assert "does not depend on G" in other and "tutorial" not in other
    assert "**1.25**" in said_of(Coding(0.0, 1.25, 0.0))


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "leaky_relu"])
def test_parallel_is_said_of_lines_that_are(activation: str) -> None:
    for depth, seed in itertools.product((1, 5, 8), (0, 1)):
        for now in layer_gradients(depth, activation, seed, (0, 200)):
            ratios = [now.norms[loss][0] / now.norms[loss][-1] for loss in LOSSES]
            text = _layers_text(now, activation)
            assert ("parallel" in text) == (max(ratios) / min(ratios) < 1.5)


def test_another_activation_takes_tilt_away_for_all_losses() -> None:
    for depth, seed in itertools.product((1, 5, 8), (0, 1)):
        tilts = {
            activation: [
                abs(np.log(now.norms[loss][0] / now.norms[loss][-1]))
                for now in layer_gradients(depth, activation, seed, (0, 200))
                for loss in LOSSES
            ]
            for activation in ("sigmoid", "tanh", "leaky_relu")
        }
        for other in ("tanh", "leaky_relu"):
            assert all(less < more for less, more in zip(tilts[other], tilts["sigmoid"], strict=True)), (depth, seed)
