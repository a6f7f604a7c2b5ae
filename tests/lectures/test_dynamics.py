"""What the walkthrough of the page on dynamics says about numbers is true."""

import numpy as np
import pytest

from explorer.lectures.dynamics import STEPS
from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.theory.dynamics.disjoint_supports import descend, divergence
from explorer.theory.dynamics.eigenvalues import critical_strength, largest_step, local, locus
from explorer.theory.dynamics.steps import Path, flow, follow, turns


def settings_of(id: str) -> dict:
    return dict(next(step for step in STEPS if step.id == id).settings)


def path_of(id: str, strength: float = 0.0) -> Path:
    chosen = settings_of(id)
    start = (chosen["theta"], chosen["psi"])
    return follow(METHODS[chosen["method"]], strength, chosen["schedule"], chosen["h"], start, chosen["steps"])


def test_g_steps_to_the_left_and_d_becomes_steeper() -> None:
    path = path_of("two_numbers_play_a_game")
    assert path.theta[1] < path.theta[0]
    assert path.psi[1] > path.psi[0]


def test_the_circle_grows_or_closes() -> None:
    outwards = path_of("further_out_with_every_turn").radius
    assert (f"{outwards[0]:.2f}", f"{outwards[-1]:.2f}") == ("1.41", "3.10")
    assert turns(flow(METHODS["gan"], 0.0, (1.0, 1.0), 30.0)) > 1  # the dotted circle is closed
    assert f"{path_of('taking_turns').radius[-1]:.2f}" == "1.41"


def test_a_smaller_step_only_delays_it() -> None:
    slow = follow(METHODS["gan"], 0.0, "simultaneous", 0.05, (1.0, 1.0), 500).radius
    assert (np.diff(slow) > 0).all()


def test_friction_brings_it_home() -> None:
    end = path_of("friction", settings_of("friction")["r1_weight"]).radius[-1]
    assert 2e-6 < end < 3.5e-6


def test_what_is_said_of_eigenvalues() -> None:
    gan = METHODS["gan"]
    assert all(local(gan, 0.0, "simultaneous", h).size > 1 for h in np.linspace(0.001, 5, 50))
    assert critical_strength(METHODS["r1"]) == pytest.approx(1.0)
    assert locus(METHODS["r1"], np.ones(1))[0] == pytest.approx([-0.5, -0.5])
    # "along a circle": for γ < 1 every |λ| is the same
    np.testing.assert_allclose(np.abs(locus(METHODS["r1"], np.linspace(0, 0.99, 20))), 0.5)


def test_too_large_a_step() -> None:
    chosen = settings_of("too_large_a_step")
    r1, weight, h = METHODS["r1"], chosen["r1_weight"], chosen["h"]
    assert local(r1, weight, chosen["schedule"], h).flow_verdict == "converges"
    assert local(r1, weight, chosen["schedule"], h).verdict == "flies_off"
    assert largest_step(r1, weight, "simultaneous") == pytest.approx(1.2)
    assert largest_step(r1, weight, "alternating") > 1.5


def test_all_of_them_at_once() -> None:
    chosen = settings_of("all_of_them_at_once")
    strengths = {
        "wgan": chosen["clip"],
        "wgan_gp": chosen["gp_weight"],
        "lsgan": chosen["ls_target"],
        "instance_noise": chosen["noise"],
        "r1": chosen["r1_weight"],
        "consensus": chosen["consensus_weight"],
    }
    radii = {
        name: follow(method, strengths.get(name, 0.0), "simultaneous", 0.2, (1.0, 1.0), 500).radius
        for name, method in METHODS.items()
    }
    assert {name for name, radius in radii.items() if radius[-1] < 1e-5} == {"instance_noise", "r1", "consensus"}
    for name in ("wgan", "wgan_gp"):
        assert radii[name][200:].min() > 0.5 and radii[name].max() < 3


def test_lines_side_by_side() -> None:
    chosen = settings_of("no_overlap_no_gradient")
    theta, h = chosen["distance"], chosen["descent_h"]
    assert divergence("jsd", theta) == pytest.approx(np.log(2))
    assert (descend("jsd", theta, h, 60) == theta).all()
    steps = np.diff(descend("w1", theta, h, 15))
    np.testing.assert_allclose(steps, -h)
    noise = settings_of("noise_makes_them_overlap")["noise_width"]
    assert descend("jsd", theta, h, 60, noise)[-1] < theta / 2
