"""Pictures of where a slider may go are those that the page draws when it is there."""

import json
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.ui.look_ahead import difference
from tests.pages.conftest import charts_of, drag_sliders, open_page

# page, chapter, a slider of it
PLACES = [
    ("toy_faces", "Faces", "x2"),
    ("toy_faces", "Discriminator by hand", "dw1"),
    ("toy_faces", "Generator by hand", "gb4"),
    ("toy_faces", "Put together", "z"),
    ("toy_faces", "Training", "moment"),
    ("gaussian_1d", "The game", "sigma_g"),
    ("gaussian_1d", "Your own D", "c2"),
    ("lsgan_vs_bce", "Losses and gradients", "c"),
    ("lsgan_vs_bce", "Far fakes", "distance"),
    ("lsgan_vs_bce", "Optimal D", "label_a"),
    ("lsgan_vs_bce", "Vanishing layers", "d_steps"),
]


def patched(before: Any, changes: Any) -> Any:
    """Apply a merge patch, as RFC 7396 writes it down."""
    if not isinstance(changes, dict):
        return changes
    after = dict(before) if isinstance(before, dict) else {}
    for name, value in changes.items():
        if value is None:
            after.pop(name, None)
        else:
            after[name] = patched(after.get(name), value)
    return after


def film_of(app: AppTest) -> dict[str, Any]:
    components = [component.proto for component in app.get("bidi_component")]
    return next(json.loads(each.bytes) for each in components if each.component_name.endswith("look_ahead"))


@pytest.mark.parametrize(("page", "chapter", "name"), PLACES, ids=[" ".join(place) for place in PLACES])
def test_a_picture_sent_ahead_is_the_one_that_is_drawn_there(page: str, chapter: str, name: str) -> None:
    app, key = open_page(page, chapter=chapter), f"{page}_{name}"
    slider = next(slider for slider in drag_sliders(app) if slider.key == key)
    low, step = slider.data["low"], slider.data["step"]
    wanted = [low + step, low + 2 * step]
    app.session_state[f"_{key}_said"] = {"n": 1, "held": True, "wanted": wanted}
    app.session_state[f"_{page}_last_dragged"] = key
    app.run()
    assert not app.exception, app.exception[0]
    film = film_of(app)
    assert film["parameter"] == key and film["pictures"][0][0] == wanted[0]
    position, changes = film["pictures"][-1]
    sent = patched(film["base"], changes)
    assert sent != film["base"]
    slider.set_value(slider._at(position))
    app.session_state[f"_{key}_said"] = {"n": 2, "held": False}
    app.run()
    drawn = {chart["name"]: chart for chart in charts_of(app)}
    for chart, picture in sent.items():
        assert picture["alt"] == drawn[chart]["alt"]
        assert list(picture["figure"]["data"].values()) == drawn[chart]["figure"]["data"]
        assert picture["figure"]["layout"] == drawn[chart]["figure"]["layout"]
    after = film_of(app)
    assert after["token"] == film["token"] and "pictures" not in after  # only this slider has moved


@pytest.mark.parametrize("wanted", [None, "all", 3, [None, "1", [1.0]], {}])
def test_what_a_browser_should_not_want_is_nothing(wanted: Any) -> None:
    app = open_page("lsgan_vs_bce")
    app.session_state["_lsgan_vs_bce_t_said"] = {"n": 1, "held": True, "wanted": wanted}
    app.session_state["_lsgan_vs_bce_last_dragged"] = "lsgan_vs_bce_t"
    app.run()
    assert not app.exception
    assert "pictures" not in film_of(app)


def test_another_control_makes_another_film() -> None:
    app = open_page("lsgan_vs_bce")
    app.session_state["_lsgan_vs_bce_last_dragged"] = "lsgan_vs_bce_t"
    before = film_of(app.run())["token"]
    app.toggle(key="lsgan_vs_bce_more").set_value(True).run()
    assert film_of(app)["token"] != before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": 1, "b": {"c": [1, 2], "d": "x"}}, {"a": 1, "b": {"c": [1, 3], "e": 0}}),
        ({"a": {"b": 1}}, {"a": 2}),
        ({"a": 2}, {"a": {"b": {"c": 1}}}),
        ({}, {"a": {}}),
        ({"a": 1}, {"a": 1}),
    ],
)
def test_a_difference_leads_from_one_to_the_other(before: dict[str, Any], after: dict[str, Any]) -> None:
    changes = difference(before, after)
    assert patched(before, changes) == after
    assert (changes == {}) is (before == after)


def test_random_objects_too() -> None:
    rng = np.random.default_rng(0)

    def thing(depth: int) -> Any:
        if depth == 0 or rng.random() < 0.3:
            return [int(rng.integers(3)), "x", [1]][rng.integers(3)]
        return {name: thing(depth - 1) for name in "abcd" if rng.random() < 0.6}

    for _ in range(200):
        before, after = ({"a": thing(3), "b": thing(3)} for _ in range(2))
        assert patched(before, difference(before, after)) == after
