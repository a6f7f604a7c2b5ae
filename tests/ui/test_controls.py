"""Controls: bound to the url, safe against bad values, reset in one click."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import press


def controls_script() -> None:
    import streamlit as st

    from explorer.ui.controls import Controls

    controls = Controls("demo")
    st.button("Reset", key="_demo_reset", on_click=controls.reset)
    controls.slider("x", "X", 0.0, 1.0, 0.5, 0.1)
    controls.slider("n", "N", 1, 10, 3, 1)
    controls.steps("rate", "Rate", [0.001, 0.01, 0.1], 0.01)
    controls.drag_slider("at", "At", 0.0, 4.0, 1.0, 0.1)
    with controls.together("two", columns=2):
        controls.drag_slider("turns", "Turns", 1, 10, 3, 1)
        controls.drag_steps("pace", "Pace", [0.01, 0.1, 1.0], 0.1)
    controls.choice("loss", "Loss", ["saturating", "non_saturating"], "saturating")
    controls.toggle("more", "More", False)
    controls.seed()
    far = {"x": 9.0, "n": 99, "loss": "bogus", "rate": 0.1, "at": 9.0, "turns": 99, "pace": 7.0}
    controls.preset("far", "Far", far)
    controls.preset("back", "Back", {"at": 1.0, "turns": 3})
    controls.preset("later", "Later", {"later": 0.9, "chapter": "two"})
    st.session_state.setdefault("demo_history", [])
    st.session_state.setdefault("other_page", "kept")
    chapter = controls.choice("chapter", "Chapter", {"one": "One", "two": "Two"}, "one")
    st.write(f"chapter {chapter}")
    if chapter == "two":
        controls.drag_slider("later", "Later", 0.0, 1.0, 0.5, 0.1)


def open_demo(**parameters: str) -> AppTest:
    app = AppTest.from_function(controls_script, default_timeout=60)
    for name, value in parameters.items():
        app.query_params[f"demo_{name}"] = value
    app.run()
    assert not app.exception
    return app


def link(app: AppTest) -> dict[str, str]:
    """Return what stands in the url of the controls that we bind ourselves."""
    names = ("at", "turns", "pace", "later")
    found = {name: app.query_params.get(f"demo_{name}") for name in names}
    return {name: value if isinstance(value, str) else value[-1] for name, value in found.items() if value}


def state(app: AppTest, name: str) -> object:
    return app.session_state[f"demo_{name}"]


DEFAULTS = {
    "x": 0.5,
    "n": 3,
    "rate": 0.01,
    "at": 1.0,
    "turns": 3,
    "pace": 0.1,
    "loss": "saturating",
    "more": False,
    "seed": 0,
    "chapter": "one",
}


def test_a_plain_address_shows_the_defaults() -> None:
    app = open_demo()
    assert {name: state(app, name) for name in DEFAULTS} == DEFAULTS


def test_a_link_reproduces_the_state() -> None:
    link = {"x": "0.3", "n": "7", "rate": "0.1", "at": "2.35", "turns": "4", "pace": "1", "loss": "non_saturating"}
    app = open_demo(**link, more="true", seed="42", chapter="two")
    shown = {name: state(app, name) for name in DEFAULTS}
    assert shown == {
        "x": 0.3,
        "n": 7,
        "rate": 0.1,
        "at": 2.35,
        "turns": 4,
        "pace": 1.0,
        "loss": "non_saturating",
        "more": True,
        "seed": 42,
        "chapter": "two",
    }


@pytest.mark.parametrize(
    "name, value",
    [
        ("x", "7"),
        ("x", "nan"),
        ("x", "inf"),
        ("x", "abc"),
        ("n", "0"),
        ("rate", "0.5"),
        ("at", "7"),
        ("at", "nan"),
        ("at", "1e999"),
        ("at", "abc"),
        ("at", ""),
        ("turns", "0"),
        ("turns", "2.5"),
        ("turns", "9" * 400),
        ("pace", "0.5"),
        ("loss", "hinge"),
        ("more", "perhaps"),
        ("seed", "-1"),
        ("seed", "1e99"),
        ("seed", "1e999"),
        ("seed", "nan"),
        ("seed", "0x10"),
        ("seed", "1\0"),
        ("seed", "9" * 400),
        ("chapter", "Three"),
    ],
)
def test_a_bad_value_falls_back_to_the_default(name: str, value: str) -> None:
    assert state(open_demo(**{name: value}), name) == DEFAULTS[name]


@pytest.mark.parametrize("spelling", ["1e-1", ".1", "0.10", "+0.1", " 0.1 ", "０.１", "10e-2", "0,1", ",10"])
def test_a_number_in_a_link_may_be_spelt_in_any_way(spelling: str) -> None:
    app = open_demo(**dict.fromkeys(("x", "rate", "at", "pace"), spelling))
    assert [state(app, name) for name in ("x", "rate", "at", "pace")] == [0.1] * 4


@pytest.mark.parametrize("spelling", ["7.", "7.0", "+7", "7e0", " 7", "７", "007", "7,0"])
def test_a_whole_number_in_a_link_may_be_spelt_in_any_way(spelling: str) -> None:
    app = open_demo(**dict.fromkeys(("n", "turns", "seed"), spelling))
    assert [state(app, name) for name in ("n", "turns", "seed")] == [7] * 3


NO_NUMBERS = ("0x1", "1,5,2", "1,5.2", "1/2", "½", "1%", "--1", "∞", "1e", "1\0", "\0", "9" * 5000)


@pytest.mark.parametrize("word", [*NO_NUMBERS, "1e20", "1e999", "nan"])
def test_what_is_no_number_of_a_control_is_its_default(word: str) -> None:
    names = ("x", "n", "rate", "at", "turns", "pace", "seed")
    app = open_demo(**dict.fromkeys((*names, "more", "loss", "chapter"), word))
    assert {name: state(app, name) for name in DEFAULTS} == DEFAULTS


def test_a_seed_is_the_whole_number_that_is_shown() -> None:
    app = open_demo(seed="2.5")
    assert state(app, "seed") == 3.0 and app.number_input[0].value == 3.0
    app.number_input[0].set_value(4.7).run()
    assert state(app, "seed") == 5.0 and not app.exception


def test_a_preset_is_brought_into_each_controls_range() -> None:
    app = open_demo()
    press(app, "preset_far")
    assert [state(app, name) for name in ("x", "n", "loss", "rate")] == [1.0, 10, "saturating", 0.1]
    assert [state(app, name) for name in ("at", "turns", "pace")] == [4.0, 10, 0.1]


def test_the_dice_draw_another_seed() -> None:
    app = open_demo()
    dice = app.button(key="_demo_seed_dice")
    seeds = {state(dice.click().run(), "seed") for _ in range(5)}
    assert len(seeds) > 1
    assert all(0 <= seed <= 9999 for seed in seeds)


def test_reset_restores_every_control_but_the_chapter_and_forgets_only_this_pages_state() -> None:
    app = open_demo(x="0.3", n="7", loss="non_saturating", chapter="two", seed="9")
    app.session_state["demo_history"] = [1, 2, 3]
    press(app, "reset")
    assert {name: state(app, name) for name in DEFAULTS} == {**DEFAULTS, "chapter": "two"}
    assert app.session_state["demo_history"] == []
    assert app.session_state["other_page"] == "kept"


def test_the_link_follows_a_slider_of_our_own_and_names_no_default() -> None:
    app = open_demo()
    assert link(app) == {}
    app.session_state["demo_at"] = 2.35
    app.run()
    assert link(app) == {"at": "2.35"}
    press(app, "preset_far")
    assert link(app) == {"at": "4", "turns": "10"}
    press(app, "preset_back")
    assert link(app) == {}


def test_a_bad_value_of_a_slider_of_our_own_is_taken_out_of_the_link() -> None:
    assert link(open_demo(at="7", turns="2.5", pace="x")) == {}


def test_the_browsers_back_button_takes_a_slider_of_our_own_back() -> None:
    app = open_demo(at="2")
    press(app, "preset_far")
    app.query_params["demo_at"] = "2"
    app.run()
    assert state(app, "at") == 2.0
    assert link(app)["at"] == "2"


def test_what_code_sets_before_a_slider_is_drawn_counts_more_than_the_link() -> None:
    app = open_demo(later="0.2")
    press(app, "preset_later")
    assert (state(app, "later"), link(app)) == (0.9, {"later": "0.9"})


def test_a_slider_of_our_own_is_kept_while_its_chapter_is_closed_and_reset_with_the_page() -> None:
    app = open_demo(later="0.2", chapter="two")
    app.session_state["demo_chapter"] = "one"
    app.run()
    assert (state(app, "later"), link(app)) == (0.2, {"later": "0.2"})
    press(app, "reset")
    assert (state(app, "later"), link(app)) == (0.5, {})
