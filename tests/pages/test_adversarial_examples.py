"""Adversarial examples: the numbers of its words are those of its functions, and a drawing is in the link."""

import json
import re

import numpy as np
import pytest

from explorer.data.adversarial_examples import own_digit
from explorer.data.adversarial_examples.pairs import pair_of
from explorer.data.adversarial_examples.pictures import picture_of
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.quiz.adversarial_examples import RIDGE
from explorer.theory.adversarial_examples.linear import fit
from explorer.training.adversarial_examples.one_picture import accuracy_after, aim
from explorer.training.classifier.file import FILE, ROBUST_FILE
from explorer.training.classifier.judge import classifier_of, looked_at
from tests.pages.conftest import charts_of, open_page
from tests.pages.test_common_mistakes import mistake_in, rows

SEVEN = own_digit.drawn_through(np.array([[-0.5, 0.8], [0.5, 0.8], [-0.1, -0.8]]))


def found_in(app) -> str:
    return next(element.value for element in app.markdown if "first other answer" in element.value)


@pytest.mark.parametrize("norm, sizes", [("l2", (1.0, 2.0, 4.0)), ("linf", (0.05, 0.1, 0.2))])
def test_random_noise_is_measured(norm, sizes) -> None:
    found = rows(mistake_in(open_page("adversarial_examples", pictures="built_in", norm=norm, noise_seed="2")))
    along, drawn = 100 * accuracy_after("built_in", norm, sizes, 2, 200)
    assert found["noise along the gradient"] == pytest.approx(along, abs=0.51)
    assert found["random noise, as long"] == pytest.approx(drawn, abs=0.51)
    assert (drawn > along + 20).all()


def test_the_first_changes_are_said() -> None:
    app = open_page("adversarial_examples", pictures="built_in", digit="6", number="2", size_l2="0.8")
    aimed = aim(picture_of("built_in", 6, 2), "l2", None, 0)
    first, second = aimed.first_changes()
    assert f"comes at {first:.2f} in the first row and at {second:.2f} in the second" in found_in(app)
    assert "Both rows add **L2 0.80**" in found_in(app)


def test_a_drawing_is_in_the_link_and_read() -> None:
    app = open_page("adversarial_examples", pictures="own", drawing=SEVEN)
    assert "is seen as **7**" in found_in(app)
    assert re.search("seen as 7, plus noise", next(c["alt"] for c in charts_of(app) if "pictures" in c["name"]))
    other = open_page("adversarial_examples", pictures="own", drawing="%%%")
    assert "is seen as **3**" in found_in(other)  # the example


def near_in(app) -> dict[str, str]:
    """Return what the page says of each challenge."""
    told = [json.loads(element.proto.json) for element in app.get("bidi_component") if element.proto.json]
    return {each["name"]: each["near"] for each in told if "near" in each}


def test_both_challenges_are_there_for_every_picture() -> None:
    assert near_in(open_page("adversarial_examples", pictures="built_in"))["needs_two"].endswith("press Begin.")
    drawn = near_in(open_page("adversarial_examples", pictures="own"))
    assert drawn["below_0_8"].endswith("press Begin.") and drawn["needs_two"].startswith("It is read as 3")


def test_from_coarse_to_fine_is_said_in_numbers() -> None:
    app = open_page("adversarial_examples", chapter="dimension", linear_pictures="built_in", pair="5_6", eps="0.1")
    said = next(element.value for element in app.markdown if "the magenta hill" in element.value)
    signs, chance = [], []
    for side in (7, 28):
        pair = pair_of("built_in", 5, 6, side)
        w = fit(pair.x, pair.t, RIDGE).w
        signs.append(0.1 * np.abs(w).sum())
        chance.append(0.1 * np.sqrt((w**2).sum()))
    numbers = re.search(r"shifted by ([\d.]+) instead of ([\d.]+), .* by ([\d.]+) instead of ([\d.]+)\.$", said)
    assert numbers is not None
    np.testing.assert_allclose([float(each) for each in numbers.groups()], [*signs[::-1], *chance[::-1]], atol=0.006)
    assert signs[1] > signs[0] and chance[1] < chance[0]


def test_a_defence_says_how_good_both_networks_are() -> None:
    app = open_page("adversarial_examples", chapter="defence", defence_pictures="built_in")
    said = next(element.value for element in app.caption if "for the right digit" in element.value)
    shares = [float(share) for share in re.findall(r"([\d.]+) %", said)]
    digits = load_built_in()
    for share, file in zip(shares, (FILE, ROBUST_FILE), strict=True):
        p, _ = looked_at(classifier_of(file), digits.images)
        assert share == pytest.approx(100 * (p.argmax(axis=1) == digits.labels).mean(), abs=0.051)
    assert "The plain network" in said and "the robust one" in said
