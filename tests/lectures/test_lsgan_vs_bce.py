"""What the walkthrough of LSGAN against BCE says about numbers is true; the far fakes are in tests/training."""

import numpy as np
import pytest

from explorer.lectures.lsgan_vs_bce import STEPS
from explorer.theory.densities import Gaussian
from explorer.theory.divergences import pearson_chi2_to_generator
from explorer.theory.lsgan import Coding, least_squares_generator_cost
from explorer.training.lsgan_vs_bce.layer_gradients import layer_gradients

P_DATA = Gaussian(0.0, 1.0)


def step_called(id: str):
    return next(step for step in STEPS if step.id == id)


def criterion(id: str, mu: float) -> float:
    labels = (step_called(id).settings[f"label_{name}"] for name in "abc")
    return 2 * least_squares_generator_cost(P_DATA, Gaussian(mu, 1.0), Coding(*labels))


def test_the_codings() -> None:
    chi2 = pearson_chi2_to_generator(P_DATA, Gaussian(1.0, 1.0))
    assert f"{chi2:.3f}" == "0.408"
    assert criterion("what_lsgan_minimises", 1.0) == pytest.approx(chi2)
    assert criterion("the_other_coding", 1.0) == pytest.approx(chi2 / 4 + 0.5)
    assert criterion("a_misprint_with_consequences", 0.0) == pytest.approx(
        criterion("a_misprint_with_consequences", 5.0)
    )


def test_leaky_relu_takes_most_of_the_tilt() -> None:
    tilts = []
    for id in ("what_it_does_not_solve", "what_does_help_there"):
        settings = step_called(id).settings
        norms = list(layer_gradients(settings["depth"], settings["activation"], 0, (0, 200)))[-1].norms
        tilts.append([float(np.log10(norm[-1] / norm[0])) for norm in norms.values()])
    assert min(tilts[0]) > 2.5 and np.ptp(tilts[0]) < 1  # parallel, and steep
    assert np.abs(tilts[1]).max() < 1
