"""The questions of Adversarial examples, held against something that did not compute them."""

import numpy as np
import pytest
import torch

from explorer.data.adversarial_examples.pairs import pair_of
from explorer.data.adversarial_examples.pictures import picture_of, sources
from explorer.quiz.adversarial_examples import below_0_8, needs_two
from explorer.training.classifier.judge import probabilities
from tests.quiz.test_predictions import asked, numbers_in


def test_the_upper_row_changes_first() -> None:
    s, right = asked("first_row")
    assert right.option == "upper"
    first = min(numbers_in(right.numbers))
    # As much random noise, of many seeds, leaves the answer as it is.
    picture = picture_of(sources()[0], int(s["digit"]), s["number"])
    noise = np.random.default_rng(0).standard_normal((100, 28, 28))
    noise *= 255 * first / np.linalg.norm(noise, axis=(1, 2), keepdims=True)
    seen = probabilities(np.rint((picture + noise).clip(0, 255)).astype(np.uint8)).argmax(axis=1)
    assert (seen == int(s["digit"])).all()


def test_the_ratio_grows_by_four_at_most() -> None:
    s, right = asked("sixteen_times_the_pixels")
    assert right.option == "four"
    ratios = []
    for side in (7, 28):
        pair = pair_of(sources()[0], *map(int, s["pair"].split("_")), side)
        x = torch.tensor(pair.x - pair.x.mean(axis=0))
        # Ridge regression as least squares with √(m·0.01) I below the data.
        below = np.sqrt(0.01 * len(x)) * np.eye(side * side)
        w = np.linalg.lstsq(np.vstack([x, below]), np.concatenate([pair.t - pair.t.mean(), np.zeros(side * side)]))[0]
        ratios.append(np.abs(w).sum() / np.linalg.norm(w))
    assert ratios[1] / ratios[0] == pytest.approx(numbers_in(right.numbers)[-1], abs=0.06)
    assert 1.5 < ratios[1] / ratios[0] < 8


@pytest.mark.parametrize(
    "before, now, label, norm, size, solved",
    [
        (4, 9, 4, "l2", 0.79, True),
        (4, 10, 4, "l2", 0.3, True),
        (4, 9, 4, "l2", 0.8, False),
        (4, 9, 4, "l2", 0.79999995, False),
        (4, 4, 4, "l2", 0.5, False),
        (9, 4, 4, "l2", 0.5, False),
        (4, 9, None, "l2", 0.5, False),
        (4, 9, 4, "linf", 0.5, False),
    ],
)
def test_below_0_8(before, now, label, norm, size, solved) -> None:
    assert below_0_8(before, now, label, norm, size).solved is solved


@pytest.mark.parametrize(
    "before, first, is_own, norm, wanted, solved",
    [
        (3, 2.05, True, "l2", None, True),
        (3, float("inf"), True, "l2", None, True),
        (3, 2.0, True, "l2", None, False),
        (10, 2.5, True, "l2", None, False),
        (3, 2.5, False, "l2", None, False),
        (3, 2.5, True, "linf", None, False),
        (3, 2.5, True, "l2", 8, False),
    ],
)
def test_needs_two(before, first, is_own, norm, wanted, solved) -> None:
    assert needs_two(before, first, is_own, norm, wanted).solved is solved


def test_a_fixed_D_is_climbed_to_nothing() -> None:
    _, right = asked("up_a_fixed_D")
    assert right.option == "nothing"
    sure, n_seen, n = numbers_in(right.numbers)
    assert sure > 99 and n_seen <= 2 and n == 8
