"""Every sentence of the page on dynamics about a result holds at the ends of its controls."""

import itertools
from fractions import Fraction

import numpy as np
import pytest

from explorer.chapters.dynamics.choose import MAX_STEPS, STEP_SIZES
from explorer.chapters.dynamics.circle import NOTICES, _said
from explorer.chapters.dynamics.cures import FADING
from explorer.chapters.dynamics.disjoint import N_STEPS
from explorer.chapters.dynamics.disjoint import STEP_SIZES as DESCENT
from explorer.chapters.dynamics.eigenvalues import _limit, _never_meet, _roots
from explorer.chapters.dynamics.say import (
    ENDS,
    FLOW_VERDICTS,
    ends_said,
    flow_verdict,
    half_life,
    limit_said,
    pair,
    turning,
    verdict,
)
from explorer.names import METHODS as NAMES
from explorer.theory.dynamics.dirac_gan import METHODS, Method
from explorer.theory.dynamics.disjoint_supports import descend
from explorer.theory.dynamics.eigenvalues import Local, largest_step, local, sizes
from explorer.theory.dynamics.ends import end_of, limit_circle
from explorer.theory.dynamics.steps import SCHEDULES, flow, follow

SMOOTH = [method for method in METHODS.values() if method.jacobian is not None]
Matrix = list[list[Fraction]]


def strengths_of(method: Method, step: str = "0.05") -> list[Fraction]:
    if method.strength is None:
        return [Fraction(0)]
    low, high = (Fraction(str(end)) for end in (method.strength.low, method.strength.high))
    return [low + k * Fraction(step) for k in range(int((high - low) / Fraction(step)) + 1)]


def ends_of(method: Method) -> list[float]:
    found = strengths_of(method)
    return sorted({float(found[0]), method.usual, float(found[-1])})


def exact_step(method: Method, strength: Fraction, schedule: str, h: Fraction) -> Matrix:
    """Return the matrix of a step without any rounding."""
    assert method.jacobian is not None
    # The Jacobians are halves, quarters and products with the strength: 1e-9 finds the fraction again.
    J = [[Fraction(float(entry)).limit_denominator(10**7) for entry in row] for row in method.jacobian(float(strength))]
    G, D = ([[1 + h * J[0][0], h * J[0][1]], [0, 1]], [[1, 0], [h * J[1][0], 1 + h * J[1][1]]])
    if schedule == "simultaneous":
        return [G[0], D[1]]
    product = G
    for _ in range(SCHEDULES[schedule]):
        product = [[sum(row[k] * D[k][j] for k in (0, 1)) for j in (0, 1)] for row in product]
    return product


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("method", SMOOTH, ids=lambda method: method.id)
def test_eigenvalues_turn_exactly_where_exact_ones_do(method: Method, schedule: str) -> None:
    """No turn is made of rounding, and none is lost: over the whole slider of the strength and every step size."""
    for strength, h in itertools.product(strengths_of(method), STEP_SIZES):
        (a, b), (c, d) = exact_step(method, strength, schedule, Fraction(str(h)))
        discriminant = ((a - d) / 2) ** 2 + b * c
        here = local(method, float(strength), schedule, h)
        assert here is not None
        assert bool(here.step.imag.any()) == (discriminant < 0), (strength, h)
        if discriminant == 0:
            assert here.step[0] == here.step[1]
            assert "±" not in pair(here.step) and "," not in pair(here.step)
            if a + d > 0:
                assert turning(here) == "no turning"


def test_r1_at_its_critical_strength() -> None:
    here = local(METHODS["r1"], 1.0, "simultaneous", 0.2)
    assert here is not None
    assert (pair(here.flow), pair(here.step), turning(here)) == ("−0.5", "0.9", "no turning")
    assert "(halves in 6.579 steps, no turning)" in verdict(here)


def test_i_is_not_said_to_be_one_i() -> None:
    assert pair(np.array([1j, -1j])) == "± i"
    assert pair(np.array([-0.5 + 1j, -0.5 - 1j])) == "−0.5 ± i"
    assert pair(np.array([0.9 + 0.2j, 0.9 - 0.2j])) == "0.9 ± 0.2i"


@pytest.mark.parametrize(
    ("mu", "said"),
    [
        (0.5, "halves in 1 step"),
        (2.0, "doubles in 1 step"),
        (0.25, "more than halves at every step"),
        (4.0, "more than doubles at every step"),
        (0.9, "halves in 6.579 steps"),
        (1.0, "stays"),
    ],
)
def test_halves_and_doubles(mu: float, said: str) -> None:
    assert half_life(Local(np.zeros(2, dtype=complex), np.array([mu, mu], dtype=complex))) == said


@pytest.mark.parametrize("method", SMOOTH, ids=lambda method: method.id)
def test_the_verdict_on_the_flow_is_what_a_short_flow_does(method: Method) -> None:
    """From 1e-3 away: nearer or further, and round or straight."""
    for strength in ends_of(method):
        here = local(method, strength, "simultaneous", 0.2)
        assert here is not None
        word = flow_verdict(here)
        assert word in FLOW_VERDICTS.values()
        rotates = bool(here.flow.imag.any())
        assert ("spirals" in word or "goes round" in word) == rotates
        ends = [flow(method, strength, (x, y), 60.0).radius[-1] for x, y in ((1e-3, 0.0), (0.0, 1e-3))]
        if here.flow_verdict == "converges":
            assert max(ends) < 1e-3
        if word.startswith("it goes round"):
            np.testing.assert_allclose(ends, 1e-3, rtol=0.01)


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("method", SMOOTH, ids=lambda method: method.id)
def test_up_to_which_step_size_it_converges(method: Method, schedule: str) -> None:
    for strength in ends_of(method):
        limit = largest_step(method, strength, schedule)
        said = _limit(limit)
        if limit is None:
            assert said == "no step size converges"
            assert (sizes(method, strength, schedule, np.geomspace(1e-3, 8.0, 60)) >= 1.0 - 1e-9).all()
            continue
        assert (sizes(method, strength, schedule, np.linspace(1e-3, 0.999 * limit, 60)) < 1.0).all()
        if said.startswith("converges for h below"):
            assert sizes(method, strength, schedule, np.array([1.001 * limit]))[0] > 1.0


def test_where_eigenvalues_meet() -> None:
    lsgan, consensus = METHODS["lsgan"], METHODS["consensus"]
    assert "meet at c = 0 alone, where both are 0" in _never_meet("c", _roots(lsgan))
    assert "No strength on this slider" in _never_meet("γ", _roots(consensus))
    assert (_roots(consensus)[:, 0] != _roots(consensus)[:, 1]).all()


STARTS = ((1.0, 1.0), (3.0, 3.0), (-3.0, 0.05), (0.1, 0.1))


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_what_is_said_of_the_ends_is_what_the_paths_do(schedule: str) -> None:
    for h, start in itertools.product((0.05, 0.2, 1.0, 5.0), STARTS):
        ends = {}
        for method in METHODS.values():
            path = follow(method, method.usual, schedule, h, start, MAX_STEPS)
            ends[method.id] = end = end_of(path, MAX_STEPS, limit_circle(method, method.usual, schedule, h))
            radius = path.radius
            about = (method.id, schedule, h, start)
            assert (end == "gone") == (len(radius) <= MAX_STEPS), about
            if end == "home":
                assert radius[-1] <= 0.01 * radius[0], about
            if end == "further":
                assert radius[-125:].max() > radius[-250:-125].max(), about
            if end == "nearer":
                assert radius[-125:].max() < radius[-250:-125].max(), about
        text = ends_said(ends, MAX_STEPS)
        listed = [name for part in text.split(": ")[1:] for name in part.split(".")[0].split(", ")]
        assert sorted(listed) == sorted(NAMES.values())


def test_consensus_does_not_come_home_from_here_with_five_steps_of_D() -> None:
    """What the fixed sentence said of it, “straight down”, its path refutes."""
    path = follow(METHODS["consensus"], 1.0, "five_steps", 0.2, (1.0, 1.0), MAX_STEPS)
    assert path.radius[-1] == pytest.approx(10.96, abs=0.01)
    said = ends_said({"consensus": end_of(path, MAX_STEPS)}, MAX_STEPS)
    assert ENDS["home"] not in said and ENDS["further"] in said


def test_the_end_at_the_settings_of_the_walkthrough() -> None:
    ends = {}
    for method in METHODS.values():
        path = follow(method, method.usual, "simultaneous", 0.2, (1.0, 1.0), MAX_STEPS)
        ends[method.id] = end_of(path, MAX_STEPS, limit_circle(method, method.usual, "simultaneous", 0.2))
    assert {name for name, end in ends.items() if end == "home"} == {"instance_noise", "r1", "consensus"}
    assert {name for name, end in ends.items() if end == "circle"} == {"wgan", "wgan_gp", *FADING}
    assert ends["gan"] == "further"


def test_a_limit_is_said_with_its_ends() -> None:
    limit = limit_circle(METHODS["lsgan"], 1.0, "simultaneous", 0.2)
    assert limit is not None
    assert "closed path, 0.61 to 0.643** from" in limit_said(limit)


@pytest.mark.parametrize("steps", [0, 1, 500])
def test_a_path_in_words(steps: int) -> None:
    text = _said(follow(METHODS["r1"], 0.3, "simultaneous", 0.2, (1.0, 1.0), 500).until(steps), steps)
    assert text.startswith(f"**After {steps} step{'' if steps == 1 else 's'}** the distance")
    assert "e-" not in text


def test_what_the_notices_on_the_circle_say() -> None:
    """Each claim of NOTICES that a number can refute, over starts and step sizes."""
    gan, lsgan, wgan, r1 = (METHODS[name] for name in ("gan", "lsgan", "wgan", "r1"))
    for start in STARTS:
        assert np.ptp(flow(gan, 0.0, start, 30.0).radius) < 1e-3 * np.hypot(*start), "a circle for ever"
        for h in (0.01, 0.2, 5.0):
            out = follow(gan, 0.0, "simultaneous", h, start, 50).radius
            assert (np.diff(out) > -1e-12).all(), "every step ends further out"
        slow = flow(lsgan, 1.0, start, 60.0).radius
        assert slow[-1] < slow[0] and (np.diff(slow) <= 1e-9).all(), "the flow comes nearer"
        still = flow(lsgan, 0.0, start, 2000.0)
        assert abs(still.theta[-1]) < 0.05 < abs(still.psi[-1]), "θ comes home, and ψ stays behind"
        clipped = follow(wgan, 0.1, "simultaneous", 0.2, start, 500)
        assert clipped.radius[-100:].max() > 0.05, "brings nobody home"
        assert np.abs(clipped.psi[1:]).max() <= 0.1
        assert flow(r1, 0.3, start, 300.0).radius[-1] < 1e-3, "a spiral that ends"
    closes = follow(gan, 0.0, "alternating", 0.2, (1.0, 1.0), 500).radius
    assert np.ptp(closes) < 0.2, "with alternating steps of 0.2 the path closes"
    assert abs(local(wgan, 1.0, "simultaneous", 0.2).flow.imag[0]) > abs(
        local(gan, 0.0, "simultaneous", 0.2).flow.imag[0]
    )
    for gamma in (1.0, 2.0):
        assert not local(r1, gamma, "simultaneous", 0.2).flow.imag.any()
    assert set(NOTICES) == set(METHODS)


def test_descent_on_w1_stays_within_a_step_of_home_once_it_is_there() -> None:
    """The notice of *Disjoint supports*; that it ends on 0 itself is chance."""
    ends = []
    for theta, h in itertools.product((1.0, 0.05, -2.0, 0.3), DESCENT):
        path = descend("w1", theta, h, N_STEPS)
        np.testing.assert_allclose(np.abs(np.diff(path)), np.where(path[:-1] == 0, 0, h))
        home = int(np.ceil(abs(theta) / h - 1e-9))
        assert (np.abs(path[home:]) <= h * (1 + 1e-9)).all()
        ends.append(abs(path[-1]))
    assert min(ends) < 1e-9 < 0.01 < max(ends)
