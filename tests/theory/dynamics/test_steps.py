"""Paths of the Dirac-GAN: published radii, conserved quantities, and an independent solver."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.theory.dynamics.steps import FAR, SCHEDULES, Path, flow, follow, one_step, turns

START = (1.0, 1.0)


@pytest.mark.parametrize(
    ("name", "strength", "radius"),
    [("gan", 0.0, 3.0969), ("non_saturating", 0.0, 0.6402), ("wgan", 1.0, 1.0022), ("r1", 0.3, 2.643e-6)],
)
def test_radii_after_500_simultaneous_steps(name: str, strength: float, radius: float) -> None:
    path = follow(METHODS[name], strength, "simultaneous", 0.2, START, 500)
    assert path.radius[-1] == pytest.approx(radius, rel=2e-4)
    assert len(path.radius) == 501


def test_schedules_step_by_step() -> None:
    method, h = METHODS["r1"], 0.3

    def of_D(theta: float, psi: float) -> float:
        return psi + h * method.field(theta, psi, 0.5)[1]

    def of_G(theta: float, psi: float) -> float:
        return theta + h * method.field(theta, psi, 0.5)[0]

    assert one_step(method, 0.5, "simultaneous", h, 1.0, 2.0) == pytest.approx((of_G(1.0, 2.0), of_D(1.0, 2.0)))
    psi = of_D(1.0, 2.0)
    assert one_step(method, 0.5, "alternating", h, 1.0, 2.0) == pytest.approx((of_G(1.0, psi), psi))
    for _ in range(4):
        psi = of_D(1.0, psi)
    assert one_step(method, 0.5, "five_steps", h, 1.0, 2.0) == pytest.approx((of_G(1.0, psi), psi))


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_clipping_holds_psi(schedule: str) -> None:
    path = follow(METHODS["wgan"], 0.4, schedule, 0.2, (1.0, 1.0), 300)
    assert np.abs(path.psi[1:]).max() <= 0.4
    assert np.abs(flow(METHODS["wgan"], 0.4, START, 20.0).psi[1:]).max() <= 0.4


@pytest.mark.parametrize("start", [(1.0, 1.0), (-2.0, 0.5), (2.5, 2.5)])
def test_the_flow_of_the_gan_keeps_its_distance(start: tuple[float, float]) -> None:
    radius = flow(METHODS["gan"], 0.0, start, 30.0).radius
    np.testing.assert_allclose(radius, radius[0], rtol=1e-4)


def test_simultaneous_steps_of_the_gan_always_lead_outwards() -> None:
    path = follow(METHODS["gan"], 0.0, "simultaneous", 0.5, START, 200)
    assert (np.diff(path.radius) > 0).all()


@pytest.mark.parametrize("name", ["non_saturating", "lsgan"])
def test_the_flow_of_non_saturating_and_least_squares_always_comes_nearer(name: str) -> None:
    assert (np.diff(flow(METHODS[name], 1.0, START, 30.0).radius) < 1e-9).all()


@pytest.mark.parametrize("name", ["non_saturating", "lsgan", "instance_noise", "r1", "consensus"])
def test_the_flow_against_scipy(name: str) -> None:
    method = METHODS[name]
    path = flow(method, method.usual, START, 9.0)
    exact = solve_ivp(lambda _, x: method.field(x[0], x[1], method.usual), (0, 9), START, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose((path.theta[-1], path.psi[-1]), exact.y[:, -1], atol=2e-4)


def test_a_path_that_leaves_for_good_is_followed_no_further() -> None:
    path = follow(METHODS["wgan_gp"], 2.0, "simultaneous", 5.0, START, 500)
    assert len(path.theta) < 501
    assert FAR < np.abs([path.theta[-1], path.psi[-1]]).sum() < np.inf


def test_turns_are_counted_with_their_direction() -> None:
    angle = np.linspace(0.0, 5 * np.pi, 101)
    assert turns(Path(np.cos(angle), np.sin(angle))) == pytest.approx(2.5)
    assert turns(Path(np.cos(angle), -np.sin(angle))) == pytest.approx(-2.5)
    assert turns(Path(np.ones(1), np.ones(1))) == 0.0
    assert turns(Path(np.zeros(5), np.zeros(5))) == 0.0
    noise = 1e-16 * np.cos(7 * angle)
    assert turns(Path(np.append(np.cos(angle), noise), np.append(np.sin(angle), noise))) == pytest.approx(2.5)


def test_the_first_steps_of_a_path() -> None:
    path = follow(METHODS["gan"], 0.0, "alternating", 0.1, START, 20)
    short = follow(METHODS["gan"], 0.0, "alternating", 0.1, START, 7)
    np.testing.assert_array_equal(path.until(7).theta, short.theta)
    np.testing.assert_array_equal(path.until(7).psi, short.psi)
