"""Adversarial examples: what the steps say of their picture is true of MNIST's and of the built-in one."""

import pytest

from explorer.data.adversarial_examples.pictures import picture_of, sources
from explorer.lectures.adversarial_examples import STEPS
from explorer.training.adversarial_examples.one_picture import Aimed, aim

BY_ID = {step.id: step.settings for step in STEPS}


def aimed_at(source: str, id: str) -> Aimed:
    s = BY_ID[id]
    wanted = None if s["wanted"] == "other" else int(s["wanted"])
    return aim(picture_of(source, int(s["digit"]), s["number"]), s["norm"], wanted, s["noise_seed"])


def seen(aimed: Aimed, size: float) -> tuple[int, int]:
    along, drawn = aimed.noise(size).said.argmax(axis=1).tolist()
    return along, drawn


@pytest.mark.parametrize("source", sources())
def test_only_the_gradients_noise_changes_what_is_seen(source: str) -> None:
    for id, size in (("something_else_in_the_same_picture", "size_l2"), ("a_ceiling_for_every_pixel", "size_linf")):
        aimed = aimed_at(source, id)
        along, drawn = seen(aimed, BY_ID[id][size])
        assert aimed.answer == drawn == 4 != along and aimed.before[4] > 0.99


@pytest.mark.parametrize("source", sources())
def test_random_noise_has_to_be_several_times_as_long(source: str) -> None:
    aimed = aimed_at(source, "how_long_is_that")
    along, drawn = aimed.first_changes()
    assert drawn > 5 * along
    assert seen(aimed, BY_ID["how_long_is_that"]["size_l2"])[1] == 4


@pytest.mark.parametrize("source", sources())
def test_what_is_wanted_is_seen_and_costs_more(source: str) -> None:
    id = "seen_as_what_you_want"
    aimed = aimed_at(source, id)
    assert seen(aimed, BY_ID[id]["size_l2"])[0] == int(BY_ID[id]["wanted"])
    anything, _ = aimed_at(source, "something_else_in_the_same_picture").first_changes()
    assert aimed.first_changes()[0] > 1.5 * anything
