"""Eigenvalues of the Dirac-GAN against the papers' closed forms, NumPy's solver, autograd of a step, and long paths."""

import numpy as np
import pytest

from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.theory.dynamics.eigenvalues import (
    critical_strength,
    eigenvalues,
    largest_step,
    local,
    locus,
    sizes,
    step_matrix,
)
from explorer.theory.dynamics.steps import SCHEDULES, follow, one_step

SMOOTH = [name for name, method in METHODS.items() if method.jacobian]


def flow_of(name: str, strength: float = 0.0) -> np.ndarray:
    return local(METHODS[name], strength, "simultaneous", 0.2).flow


def test_published_eigenvalues_of_the_flow() -> None:
    for name in ("gan", "non_saturating"):
        np.testing.assert_allclose(flow_of(name), (0.5j, -0.5j))
    np.testing.assert_allclose(flow_of("wgan", 1.0), (1j, -1j))
    for weight in (0.0, 0.3, 1.0, 1.7):
        root = np.sqrt(weight**2 / 4 - 0.25 + 0j)
        np.testing.assert_allclose(flow_of("r1", weight), (-weight / 2 + root, -weight / 2 - root), atol=1e-12)
    for sigma in (0.0, 0.8, 1.9):  # Mescheder et al. 2018, Lemma 3.2, with f'(0) = ½, f''(0) = −¼
        root = np.sqrt(sigma**4 / 16 - 0.25 + 0j)
        np.testing.assert_allclose(flow_of("instance_noise", sigma), (-(sigma**2) / 4 + root, -(sigma**2) / 4 - root))
    np.testing.assert_allclose(flow_of("consensus", 1.2), (-0.3 + 0.5j, -0.3 - 0.5j))
    assert local(METHODS["wgan_gp"], 1.0, "simultaneous", 0.2) is None


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("name", SMOOTH)
def test_a_step_by_its_matrix_and_by_finite_differences(name: str, schedule: str) -> None:
    method, h, small = METHODS[name], 0.7, 1e-6
    by_differences = np.column_stack(
        [
            np.subtract(
                one_step(method, method.usual, schedule, h, *place),
                one_step(method, method.usual, schedule, h, *(-np.array(place))),
            )
            / (2 * small)
            for place in ((small, 0.0), (0.0, small))
        ]
    )
    matrix = step_matrix(method.jacobian(method.usual), schedule, h)
    np.testing.assert_allclose(matrix, by_differences, atol=1e-8)
    found = local(method, method.usual, schedule, h).step
    expected = np.linalg.eigvals(by_differences)
    np.testing.assert_allclose(np.sort_complex(found), np.sort_complex(expected), atol=1e-6)


def test_simultaneous_steps_of_the_gan_fly_off_at_every_step_size() -> None:
    for h in (0.01, 0.2, 1.0, 5.0):
        here = local(METHODS["gan"], 0.0, "simultaneous", h)
        assert here.size == pytest.approx(np.sqrt(1 + h**2 / 4))
        assert (here.verdict, here.flow_verdict) == ("flies_off", "undecided")


@pytest.mark.parametrize("schedule", ["alternating", "five_steps"])
def test_alternating_steps_of_the_gan_stay_on_the_unit_circle(schedule: str) -> None:
    for h in (0.01, 0.2, 1.0):
        here = local(METHODS["gan"], 0.0, schedule, h)
        assert here.verdict == "undecided"
        assert here.half_life == np.inf
    # 1 − α²/2 ± √((1 − α²/2)² − 1), α = h/2: Mescheder et al. 2018, Lemma 2.5
    middle = 1 - 0.5**2 / 2
    root = np.sqrt(middle**2 - 1 + 0j)
    np.testing.assert_allclose(local(METHODS["gan"], 0.0, "alternating", 1.0).step, (middle + root, middle - root))


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize(("name", "strength"), [("r1", 0.3), ("instance_noise", 1.0), ("consensus", 1.0)])
def test_a_long_path_shrinks_as_the_eigenvalues_say(name: str, strength: float, schedule: str) -> None:
    here = local(METHODS[name], strength, schedule, 0.1)
    path = follow(METHODS[name], strength, schedule, 0.1, (1e-3, 1e-3), 200)
    # by the step, over the second half: what is left of the start has died away
    assert (path.radius[200] / path.radius[100]) ** (1 / 100) == pytest.approx(here.size, rel=0.01)
    assert here.verdict == "converges"
    assert here.size**here.half_life == pytest.approx(0.5)


def test_critical_strengths() -> None:
    assert critical_strength(METHODS["r1"]) == pytest.approx(1.0)
    assert critical_strength(METHODS["instance_noise"]) == pytest.approx(np.sqrt(2))
    for name in ("gan", "wgan", "wgan_gp", "lsgan", "consensus"):
        assert critical_strength(METHODS[name]) is None
    weights = np.linspace(0.0, 2.0, 401)
    slower = locus(METHODS["r1"], weights).real.max(axis=1)
    assert weights[slower.argmin()] == pytest.approx(1.0)  # nothing comes home faster


def test_the_largest_step() -> None:
    # |1 + hλ| < 1 is h < −2 Re λ/|λ|²
    for weight in (0.1, 0.3, 0.9):
        assert largest_step(METHODS["r1"], weight, "simultaneous") == pytest.approx(4 * weight)
    assert largest_step(METHODS["consensus"], 1.0, "simultaneous") == pytest.approx(2 * 0.25 / (0.25**2 + 0.25))
    for name in ("gan", "non_saturating", "wgan", "lsgan", "wgan_gp"):
        for schedule in SCHEDULES:
            assert largest_step(METHODS[name], METHODS[name].usual, schedule) is None
    for schedule in SCHEDULES:
        limit = largest_step(METHODS["r1"], 0.3, schedule)
        below, above = sizes(METHODS["r1"], 0.3, schedule, np.array([limit - 1e-6, limit + 1e-6]))
        assert below < 1 < above


def test_turns_per_step() -> None:
    # A step of the flow's frequency: the angle of 1 + h λ
    here = local(METHODS["r1"], 0.3, "simultaneous", 0.2)
    assert here.turns_per_step == pytest.approx(np.angle(1 + 0.2 * here.flow[0]) / (2 * np.pi))
    assert local(METHODS["r1"], 1.5, "simultaneous", 0.2).turns_per_step == 0.0


def test_eigenvalues_of_many_matrices_at_once() -> None:
    matrices = np.random.default_rng(0).normal(size=(50, 2, 2))
    for matrix, found in zip(matrices, eigenvalues(matrices), strict=True):
        np.testing.assert_allclose(np.sort_complex(found), np.sort_complex(np.linalg.eigvals(matrix) + 0j), atol=1e-12)


def test_a_method_without_a_jacobian_has_no_locus_and_no_sizes() -> None:
    assert locus(METHODS["wgan_gp"], np.ones(3)).shape == (0, 2)
    assert np.isnan(sizes(METHODS["wgan_gp"], 1.0, "simultaneous", np.ones(3))).all()
