"""The scripts of Adversarial examples, held against the functions that the page shows."""

import sys

import numpy as np
import pytest

from explorer.chapters.adversarial_examples.boundary import WAYS, plane_of
from explorer.chapters.adversarial_examples.dimension import _linear
from explorer.data.adversarial_examples import own_digit
from explorer.data.adversarial_examples.pictures import picture_of
from explorer.names import ATTACKS
from explorer.training.adversarial_examples import settings as settings_of_runs
from explorer.training.adversarial_examples.climb import climb_classifier
from explorer.training.adversarial_examples.compare import compare
from explorer.training.adversarial_examples.defence import attacked
from explorer.training.adversarial_examples.one_picture import aim
from explorer.training.adversarial_examples.settings import CompareSettings
from explorer.training.classifier.file import FILE
from tests.scripts.running import Stand, code_of, run


def said_by(chapter, monkeypatch, **settings):
    script = code_of(Stand("adversarial_examples", chapter=chapter, **settings))
    monkeypatch.setattr(sys, "argv", [script.file_name, *([str(script.companion)] if script.companion else [])])
    return run(script)


@pytest.mark.parametrize(
    "source, norm, wanted, size", [("built_in", "l2", "other", 1.35), ("own", "linf", "8", 0.12), ("own", "l2", "8", 3)]
)
def test_how_little(monkeypatch, source, norm, wanted, size):
    settings = {"pictures": source, "digit": "4", "number": 2, "drawing": own_digit.EXAMPLE, "noise_seed": 5.0}
    said = said_by("how_little", monkeypatch, norm=norm, wanted=wanted, **{f"size_{norm}": size}, **settings)
    own = source == "own"
    picture = own_digit.picture_of_drawing(own_digit.EXAMPLE) if own else picture_of("built_in", 4, 2)
    noise = aim(picture, norm, None if wanted == "other" else int(wanted), 5).noise(size)
    for row, name in enumerate(("along the gradient", "random direction")):
        lengths = said[f"{name}, L2 and L-infinity of the noise"]
        np.testing.assert_allclose(lengths, [noise.l2[row], noise.linf[row]], rtol=2e-3)
        answer, p = said[f"{name}, answer (10 is none) and its probability"]
        assert answer == noise.said[row].argmax()
        assert p == pytest.approx(float(noise.said[row].max()), abs=2e-3)


def test_it_says_which_file_it_needs():
    settings = {"pictures": "own", "drawing": own_digit.EXAMPLE, "noise_seed": 5.0, "norm": "l2", "wanted": "other"}
    script = code_of(Stand("adversarial_examples", chapter="how_little", size_l2=1.0, **settings))
    assert script.companion == FILE
    assert script.command == f"python adversarial_examples_how_little.py {FILE.name}"


@pytest.mark.parametrize(
    "norm, wanted, network", [("l2", "other", "plain"), ("linf", "8", "plain"), ("l2", "other", "robust")]
)
def test_compared(monkeypatch, norm, wanted, network):
    monkeypatch.setattr(settings_of_runs, "SIZES", {"l2": (0.5, 1.5), "linf": (0.05, 0.2)})
    settings = {"attacked_pictures": "built_in", "attack_norm": norm, "attack_wanted": wanted}
    settings |= {"attacked_network": network}
    said = said_by("compared", monkeypatch, n_attacked="30", attack_seed=2.0, **settings)
    run = CompareSettings("built_in", norm, None if wanted == "other" else 8, 30, 2, (network,))
    *_, counted = compare(run)
    for attack, tables in zip(run.attacks, counted.seen[0], strict=True):
        right = [np.trace(t[:, :10]) if run.wanted is None else t[:, 8].sum() - t[8, 8] for t in tables]
        found = next(numbers for label, numbers in said.items() if label.startswith(ATTACKS[attack]))
        np.testing.assert_allclose(found, right, atol=1)  # a picture on a border


@pytest.mark.parametrize("norm, size", [("l2", 2.0), ("linf", 0.15)])
def test_defence(monkeypatch, norm, size):
    settings = {"defence_pictures": "built_in", "defence_digit": "4", "defence_number": 1, f"defence_{norm}": size}
    said = said_by("defence", monkeypatch, defence_norm=norm, **settings)
    shown = attacked(picture_of("built_in", 4, 1), norm, size, "robust")
    answer, p = said["answer with the noise and its probability"]
    assert answer == shown.said.argmax() and p == pytest.approx(float(shown.said.max()), abs=0.01)
    l2, linf = said["L2 and L-infinity of the noise"]
    assert (l2 if norm == "l2" else linf) == pytest.approx(shown.size, rel=0.01)


@pytest.mark.parametrize("way", WAYS)
def test_boundary(monkeypatch, way):
    settings = {"plane_pictures": "built_in", "plane_digit": "4", "way": way, "plane_seed": 3.0}
    said = said_by("boundary", monkeypatch, plane_a=1.2, plane_b=-0.7, **settings)
    p = plane_of("built_in", 4, way, 3).said(1.2, -0.7)
    answer, found = said["answer at the point (10 is none) and its probability"]
    assert answer == p.argmax() and found == pytest.approx(float(p.max()), abs=1e-3)
    assert said["lengths of u and v, and u·v"] == pytest.approx([1, 1, 0], abs=1e-3)


def test_generator(monkeypatch):
    settings = {"climb_network": "robust", "climb_digit": "7", "climb_seed": 2.0, "climb_steps": 40}
    said = said_by("generator", monkeypatch, **settings)
    climb = climb_classifier("robust", 7, 2)
    (p,) = said["after 40 steps, mean probability of a 7"]
    assert p == pytest.approx(float(climb.scores[40]), abs=0.02)


@pytest.mark.parametrize("n, eps", [(784, 0.05), (49, 0.1)])
def test_dimension(monkeypatch, n, eps):
    settings = {"linear_pictures": "built_in", "pair": "4_9", "n": n, "eps": eps, "signs_seed": 3.0}
    said = said_by("dimension", monkeypatch, **settings)
    linear = _linear("built_in", "4_9", int(n**0.5), 3)
    c = linear.classifier
    norms = said["|w|_1, |w|_2 and their ratio, at most sqrt(n)"]
    np.testing.assert_allclose(norms, [c.by_signs, c.by_chance, c.ratio], rtol=1e-4)
    assert said["L2 norm of the noise"] == [pytest.approx(eps * n**0.5, abs=1e-4)]
    by_signs, by_chance = linear.still_right(np.array([eps]))
    assert said["right without noise"] == [pytest.approx((linear.margins > 0).mean(), abs=1e-4)]
    assert said["right with noise along the signs of w"] == [pytest.approx(by_signs[0], abs=1e-4)]
    assert said["right with random signs"] == [pytest.approx(by_chance[0], abs=1e-4)]
