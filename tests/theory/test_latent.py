"""Walks between two z, against what makes them what they are: even steps, even angles, lengths, exact ends."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.spatial.transform import Rotation, Slerp
from scipy.stats import chi

from explorer.theory.latent import Array, along_coordinate, angle_between, length_quantile, sphere_walk, straight_walk

Z0, Z1 = np.random.default_rng(0).standard_normal((2, 32))


@pytest.mark.parametrize("walk", [straight_walk, sphere_walk])
def test_a_walk_begins_and_ends_exactly(walk: Callable[..., Array]) -> None:
    z = walk(Z0, Z1, 9)
    assert z.shape == (9, 32)
    np.testing.assert_array_equal(z[0], Z0)
    np.testing.assert_array_equal(z[-1], Z1)


def test_the_straight_walk_has_even_steps_and_passes_through_the_middle() -> None:
    z = straight_walk(Z0, Z1, 9)
    np.testing.assert_allclose(np.diff(z, axis=0), np.tile((Z1 - Z0) / 8, (8, 1)), atol=1e-12)
    np.testing.assert_allclose(z[4], (Z0 + Z1) / 2)


def test_the_walk_around_the_origin_has_even_angles_and_lengths_and_stays_in_the_plane() -> None:
    z = sphere_walk(Z0, Z1, 11)
    unit = z / np.linalg.norm(z, axis=1, keepdims=True)
    steps = np.arccos((unit[1:] * unit[:-1]).sum(axis=1))
    whole = np.arccos(Z0 @ Z1 / np.linalg.norm(Z0) / np.linalg.norm(Z1))
    np.testing.assert_allclose(steps, whole / 10, atol=1e-9)
    even = np.linspace(np.linalg.norm(Z0), np.linalg.norm(Z1), 11)
    np.testing.assert_allclose(np.linalg.norm(z, axis=1), even)
    assert np.linalg.matrix_rank(z, tol=1e-9) == 2


def test_on_the_unit_quaternions_it_is_scipys_slerp() -> None:
    q0, q1 = Rotation.from_rotvec([[0.3, -0.2, 0.9], [-0.1, 0.7, 0.4]]).as_quat()
    expected = Slerp([0, 1], Rotation.from_quat([q0, q1]))(np.linspace(0, 1, 7)).as_quat()
    np.testing.assert_allclose(sphere_walk(q0, q1, 7), expected, atol=1e-12)


def test_between_orthogonal_z_the_straight_line_comes_nearer_to_the_origin() -> None:
    z0, z1 = np.array([2.0, 0.0]), np.array([0.0, 2.0])
    assert np.linalg.norm(straight_walk(z0, z1, 3)[1]) == pytest.approx(np.sqrt(2))
    np.testing.assert_allclose(sphere_walk(z0, z1, 3)[1], [np.sqrt(2), np.sqrt(2)])


def test_parallel_z_are_joined_straight_and_opposite_ones_are_refused() -> None:
    np.testing.assert_allclose(sphere_walk(Z0, 2 * Z0, 3), [Z0, 1.5 * Z0, 2 * Z0])
    np.testing.assert_allclose(sphere_walk(Z0, Z0, 4), np.tile(Z0, (4, 1)))
    with pytest.raises(ValueError, match="opposite"):
        sphere_walk(Z0, -Z0, 3)


def test_angles() -> None:
    assert angle_between(np.array([1.0, 0.0]), np.array([0.0, 3.0])) == pytest.approx(np.pi / 2)
    assert angle_between(np.array([1.0, 0.0]), np.array([np.cos(1e-6), np.sin(1e-6)])) == pytest.approx(1e-6, rel=1e-9)


@pytest.mark.parametrize("latent_dim", [1, 32, 100])
def test_lengths_of_z_follow_the_chi_distribution(latent_dim: int) -> None:
    for share in (0.005, 0.5, 0.995):
        assert length_quantile(share, latent_dim) == pytest.approx(chi.ppf(share, latent_dim))


def test_along_a_coordinate_only_that_one_changes() -> None:
    values = np.array([-3.0, 0.5])
    strip = along_coordinate(Z0, 5, values)
    np.testing.assert_array_equal(strip[:, 5], values)
    np.testing.assert_array_equal(np.delete(strip, 5, axis=1), np.tile(np.delete(Z0, 5), (2, 1)))


def test_half_way_the_straight_line_leaves_the_usual_lengths_with_100_coordinates_not_with_32() -> None:
    """z₀ and z₁ at a right angle, both as long as usual: the middle has the length √(latent_dim / 2)."""
    assert np.sqrt(32 / 2) == pytest.approx(length_quantile(0.005, 32), rel=0.05)
    assert np.sqrt(100 / 2) < 0.9 * length_quantile(0.005, 100)
