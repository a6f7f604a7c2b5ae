"""Earlier comparisons: which of them lie behind the present one, and what is said of how they differ."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.chapters.adversarial_examples.earlier import Comparison, has_same_axes, in_words
from explorer.training.adversarial_examples.compare import Compared
from explorer.training.adversarial_examples.settings import CompareSettings

NOW = CompareSettings("built_in", "l2", None, 200, 0)


def counted(n: int) -> Compared:
    return Compared(1, n, np.zeros((1, 10, 11), int), np.zeros((1, 4, 8, 10, 11), int))


@pytest.mark.parametrize(
    "change, said",
    [
        ({"n": 100}, "100 pictures"),
        ({"networks": ("robust",)}, "robust network"),
        ({"seed": 7, "source": "mnist"}, "MNIST, seed 7"),
        ({}, "the same settings"),
    ],
)
def test_it_says_what_an_earlier_one_had_that_this_one_has_not(change, said) -> None:
    then = replace(NOW, **change)
    assert has_same_axes(then, NOW)
    assert in_words([Comparison(3, then, counted(then.n))], NOW).endswith(f"**3** {said}")


def test_one_that_was_ended_early_counts_what_it_has_attacked() -> None:
    assert in_words([Comparison(1, NOW, counted(40))], NOW).endswith("**1** 40 pictures")


@pytest.mark.parametrize("change", [{"norm": "linf"}, {"wanted": 3}])
def test_another_norm_or_aim_has_other_axes(change) -> None:
    assert not has_same_axes(replace(NOW, **change), NOW)


def test_without_one_it_says_how_to_get_one() -> None:
    assert in_words([], NOW).startswith("Start another comparison")
