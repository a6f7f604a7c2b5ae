"""Labels are moved apart as far as it takes, and no further."""

import numpy as np
import pytest

from explorer.figures.moved_apart import boxes_apart, moved_apart

SIZE = np.array([2.0, 1.0])


def overlaps(centres: np.ndarray) -> float:
    """Return the largest share of a box, across or up, by which two boxes lie over each other."""
    missing = (1 - np.abs(centres[:, None] - centres[None]) / SIZE).min(axis=2)
    return float(missing[np.triu_indices(len(centres), 1)].max())


def test_heights_keep_their_order_and_their_distance() -> None:
    moved = moved_apart(np.array([0.0, 0.1, 0.2, 5.0]), 1.0)
    np.testing.assert_allclose(moved, [-0.9, 0.1, 1.1, 5.0])


@pytest.mark.parametrize("seed", range(5))
def test_boxes_no_longer_lie_over_each_other(seed: int) -> None:
    centres = np.random.default_rng(seed).normal(size=(10, 2)) * [2, 1]
    assert overlaps(centres) > 0.3
    moved = boxes_apart(centres, *SIZE)
    assert overlaps(moved) < 0.05
    assert np.abs(moved - centres).max() < 5
    np.testing.assert_allclose(moved.mean(axis=0), centres.mean(axis=0))  # each gives way as much as the other


def test_boxes_on_one_place_part_and_those_that_are_clear_stay() -> None:
    centres = np.array([[0.0, 0.0], [0.0, 0.0], [9.0, 9.0]])
    moved = boxes_apart(centres, *SIZE)
    assert overlaps(moved) < 0.05
    np.testing.assert_array_equal(moved[2], centres[2])
    np.testing.assert_array_equal(boxes_apart(centres[1:], *SIZE), centres[1:])
    np.testing.assert_allclose(boxes_apart(np.array([[0.0, 0.0], [0.5, 0.4]]), *SIZE), [[0.0, -0.3], [0.5, 0.7]])
