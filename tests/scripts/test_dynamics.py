"""The Dirac-GAN's scripts against the functions that its page shows."""

import numpy as np
import pytest

from explorer.chapters.dynamics.choose import STRENGTHS
from explorer.chapters.dynamics.disjoint import N_STEPS
from explorer.names import DIVERGENCES
from explorer.names import METHODS as NAMES
from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.theory.dynamics.disjoint_supports import descend, divergence, slope
from explorer.theory.dynamics.eigenvalues import critical_strength, largest_step, local
from explorer.theory.dynamics.steps import SCHEDULES, follow, turns
from tests.scripts.running import Stand, code_of, run

USUAL = {STRENGTHS[name]: method.usual for name, method in METHODS.items() if method.strength}
OTHER = {STRENGTHS[name]: 0.45 for name in STRENGTHS}
# every method once, every schedule, at the page's usual settings and at others
CASES = [(name, tuple(SCHEDULES)[i % 3], USUAL if i % 2 else OTHER) for i, name in enumerate(METHODS)]


def said_by(chapter, **settings):
    return run(code_of(Stand("dynamics", chapter=chapter, **settings)))


def parts(eigenvalues):
    return [part for value in eigenvalues for part in (value.real, value.imag)]


def strength_of(name, strengths):
    return strengths.get(STRENGTHS.get(name), METHODS[name].usual)


@pytest.mark.parametrize("name, schedule, strengths", CASES)
def test_the_circle(name, schedule, strengths):
    settings = {"method": name, "schedule": schedule, **strengths}
    said = said_by("circle", **settings, h=0.3, theta=1.0, psi=-0.75, steps=120)
    strength = strength_of(name, strengths)
    path = follow(METHODS[name], strength, schedule, 0.3, (1.0, -0.75), 120)
    label = "distance from the equilibrium at the start and at the end"
    np.testing.assert_allclose(said[label], path.radius[[0, -1]], rtol=1e-5)
    np.testing.assert_allclose(
        said[f"after {len(path.theta) - 1} steps theta, psi"], [path.theta[-1], path.psi[-1]], rtol=1e-5
    )
    np.testing.assert_allclose(said["times round"], abs(turns(path)), atol=1e-4)
    here = local(METHODS[name], strength, schedule, 0.3)
    if here:
        label = "eigenvalues of the flow, real and imaginary parts"
        np.testing.assert_allclose(said[label], parts(here.flow), atol=6e-7)
        np.testing.assert_allclose(said["a step multiplies the distance by"], here.size, atol=6e-7)


@pytest.mark.parametrize("name, schedule, strengths", CASES)
def test_eigenvalues(name, schedule, strengths):
    said = said_by("eigenvalues", method=name, schedule=schedule, **strengths, h=0.5)
    method, strength = METHODS[name], strength_of(name, strengths)
    here = local(method, strength, schedule, 0.5)
    if here is None:
        np.testing.assert_allclose(said["the velocity of psi jumps at psi = 0 by"], 2 * strength, atol=1e-6)
        return
    assert said["Jacobian and the same by differences, furthest apart"][0] < 1e-6
    np.testing.assert_allclose(said["flow, real and imaginary parts of lambda"], parts(here.flow), atol=6e-7)
    np.testing.assert_allclose(said["one step, real and imaginary parts of mu"], parts(here.step), atol=6e-7)
    np.testing.assert_allclose(said["larger |mu|"], here.size, atol=6e-7)
    for label, number in (
        ("converges for h below", largest_step(method, strength, schedule)),
        ("critical strength", critical_strength(method)),
    ):
        assert (label in said) is (number is not None)
        if number is not None:
            np.testing.assert_allclose(said[label], number, atol=1e-6)


@pytest.mark.parametrize(
    "schedule, strengths, h, steps", [("simultaneous", USUAL, 0.2, 500), ("five_steps", OTHER, 1.0, 40)]
)
def test_cures_compared(schedule, strengths, h, steps):
    said = said_by("cures", schedule=schedule, **strengths, h=h, steps=steps, theta=1.0, psi=1.0)
    for name, method in METHODS.items():
        strength = strength_of(name, strengths)
        path = follow(method, strength, schedule, h, (1.0, 1.0), steps)
        n_taken, radius = said[f"{NAMES[name]}, steps taken and distance from the equilibrium"]
        assert n_taken == len(path.theta) - 1
        np.testing.assert_allclose(radius, path.radius[-1], rtol=1e-5)
        here = local(method, strength, schedule, h)
        if here:
            np.testing.assert_allclose(
                said[f"{NAMES[name]}, real and imaginary parts of lambda"], parts(here.flow), atol=6e-7
            )
            np.testing.assert_allclose(said[f"{NAMES[name]}, |mu| of a step"], here.size, atol=6e-7)


@pytest.mark.parametrize("theta, sigma, h", [(1.0, 0.0, 0.05), (0.0, 0.0, 0.1), (1.0, 0.4, 0.02), (-1.7, 0.8, 0.2)])
def test_disjoint_supports(theta, sigma, h):
    said = said_by("disjoint", distance=theta, noise_width=sigma, descent_h=h)
    for name in DIVERGENCES:
        expected = [
            divergence(name, theta, sigma),
            slope(name, theta, sigma),
            descend(name, theta, h, N_STEPS, sigma)[-1],
        ]
        label = f"{DIVERGENCES[name]}, value, slope, and theta after {N_STEPS} steps"
        np.testing.assert_allclose(said[label], np.array(expected, dtype=float), atol=1e-6)
