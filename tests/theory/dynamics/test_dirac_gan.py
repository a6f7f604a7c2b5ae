"""The Dirac-GAN's velocities and Jacobians against autograd of the losses they come from."""

import numpy as np
import pytest
import torch
from scipy.integrate import quad
from scipy.special import expit
from scipy.stats import norm

from explorer.theory.dynamics.dirac_gan import CURVATURE, GP_TARGET, METHODS, SLOPE

PLACES = ((1.0, 1.0), (-0.7, 1.6), (2.5, -0.4), (0.3, -1.9), (-2.0, -1.1))


def f(t: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.logsigmoid(t)


def expectation(of, sigma: float) -> torch.Tensor:
    """E[of(ε)] for ε ~ N(0, σ²), by Gauss and Hermite: another rule than the code's."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    return (of(sigma * torch.tensor(nodes)) * torch.tensor(weights / weights.sum())).sum()


# What G descends and what D climbs, as the papers write them: functions of theta, psi and the strength.
OBJECTIVES = {
    "gan": (lambda x, y, s: f(x * y), lambda x, y, s: f(x * y)),
    "non_saturating": (lambda x, y, s: -f(-x * y), lambda x, y, s: f(x * y)),
    "wgan": (lambda x, y, s: x * y, lambda x, y, s: x * y),
    "wgan_gp": (lambda x, y, s: x * y, lambda x, y, s: x * y - s / 2 * (y.abs() - GP_TARGET) ** 2),
    "lsgan": (lambda x, y, s: 0.5 * (x * y + s) ** 2, lambda x, y, s: -0.5 * (x * y - 1) ** 2 - 0.5 * (0 * y + 1) ** 2),
    "instance_noise": (
        lambda x, y, s: expectation(lambda e: f(y * (x + e)), s),
        lambda x, y, s: expectation(lambda e: f(y * (x + e)) + f(-y * e), s),
    ),
    "r1": (lambda x, y, s: f(x * y), lambda x, y, s: f(x * y) - s / 2 * y**2),
}


def velocity(name: str, place: torch.Tensor, strength: float) -> torch.Tensor:
    """Minus G's gradient in theta, and D's in psi, differentiable."""
    if name == "consensus":
        plain = velocity("gan", place, 0.0)
        (climb,) = torch.autograd.grad(0.5 * (plain**2).sum(), place, create_graph=True)
        return plain - strength * climb
    down, up = OBJECTIVES[name]
    theta, psi = place
    (of_G,) = torch.autograd.grad(down(theta, psi, strength), theta, create_graph=True)
    (of_D,) = torch.autograd.grad(up(theta, psi, strength), psi, create_graph=True)
    return torch.stack([-of_G, of_D])


def strengths(name: str) -> list[float]:
    strength = METHODS[name].strength
    return [0.0] if strength is None else [strength.low, strength.default, strength.high]


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("place", PLACES)
def test_velocities_are_the_gradients_of_the_losses(name: str, place: tuple[float, float]) -> None:
    for strength in strengths(name):
        at = torch.tensor(place, dtype=torch.float64, requires_grad=True)
        expected = velocity(name, at, strength).detach().numpy()
        np.testing.assert_allclose(
            METHODS[name].field(*place, strength), expected, atol=2e-4 * (name == "instance_noise")
        )


@pytest.mark.parametrize("name", [name for name, method in METHODS.items() if method.jacobian])
def test_jacobians_at_the_equilibrium(name: str) -> None:
    for strength in strengths(name):
        origin = torch.zeros(2, dtype=torch.float64)
        expected = torch.autograd.functional.jacobian(
            lambda place, strength=strength: velocity(name, torch.stack(list(place)), strength),
            origin,
            create_graph=False,
        )
        np.testing.assert_allclose(METHODS[name].jacobian(strength), expected.numpy(), atol=1e-12)


@pytest.mark.parametrize("sigma", [0.3, 1.0, 2.0])
@pytest.mark.parametrize(("theta", "psi"), [(1.0, 1.0), (-2.5, 4.0), (0.5, -0.2)])
def test_instance_noise_by_adaptive_quadrature(theta: float, psi: float, sigma: float) -> None:
    def mean(of) -> float:
        return quad(lambda e: of(sigma * e) * norm.pdf(e), -9, 9, epsabs=1e-12, limit=200)[0]

    of_theta = -psi * mean(lambda e: expit(-psi * (theta + e)))
    of_psi = mean(lambda e: (theta + e) * expit(-psi * (theta + e))) - mean(lambda e: e * expit(psi * e))
    np.testing.assert_allclose(METHODS["instance_noise"].field(theta, psi, sigma), (of_theta, of_psi), atol=1e-6)


def test_every_field_takes_arrays_as_it_takes_numbers() -> None:
    theta, psi = np.array(PLACES).T.reshape(2, 5, 1)
    for method in METHODS.values():
        of_theta, of_psi = method.field(theta, psi, method.usual)
        one_by_one = np.array([method.field(*place, method.usual) for place in PLACES])
        np.testing.assert_allclose(np.stack([of_theta, of_psi], axis=-1)[:, 0], one_by_one, atol=1e-14)


def test_the_equilibrium_is_at_rest_wherever_the_velocity_has_a_value_there() -> None:
    for name, method in METHODS.items():
        if name != "wgan_gp":
            np.testing.assert_allclose(method.field(0.0, 0.0, method.usual), (0.0, 0.0), atol=1e-15)


def test_wgan_gp_jumps_by_twice_its_weight() -> None:
    above, below = (METHODS["wgan_gp"].field(0.0, side, 0.7)[1] for side in (1e-12, -1e-12))
    assert above - below == pytest.approx(2 * 0.7)


def test_what_the_eigenvalues_know_of_f() -> None:
    t = torch.zeros((), dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(f(t), t, create_graph=True)
    (curvature,) = torch.autograd.grad(slope, t)
    assert (slope.item(), curvature.item()) == (SLOPE, CURVATURE)
