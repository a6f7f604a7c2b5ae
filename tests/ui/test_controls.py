"""Controls: bound to the url, safe against bad values, reset in one click."""

import pytest
from streamlit.testing.v1 import AppTest


def controls_script() -> None:
    import streamlit as st

    from explorer.ui.controls import Controls

    controls = Controls("demo")
    st.button("Reset", on_click=controls.reset)
    controls.slider("x", "X", 0.0, 1.0, 0.5, 0.1)
    controls.slider("n", "N", 1, 10, 3, 1)
    controls.steps("rate", "Rate", [0.001, 0.01, 0.1], 0.01)
    controls.choice("loss", "Loss", ["saturating", "non-saturating"], "saturating")
    controls.toggle("more", "More", False)
    controls.seed()
    controls.preset("Far", {"x": 9.0, "n": 99, "loss": "bogus", "rate": 0.1})
    st.session_state.setdefault("demo_history", [])
    st.session_state.setdefault("other_page", "kept")
    st.write(f"chapter {controls.chapter(['One', 'Two'])}")


def open_demo(**parameters: str) -> AppTest:
    app = AppTest.from_function(controls_script)
    for name, value in parameters.items():
        app.query_params[f"demo_{name}"] = value
    app.run()
    assert not app.exception
    return app


def state(app: AppTest, name: str) -> object:
    return app.session_state[f"demo_{name}"]


DEFAULTS = {"x": 0.5, "n": 3, "rate": 0.01, "loss": "saturating", "more": False, "seed": 0, "chapter": "One"}


def test_a_plain_address_shows_the_defaults() -> None:
    app = open_demo()
    assert {name: state(app, name) for name in DEFAULTS} == DEFAULTS


def test_a_link_reproduces_the_state() -> None:
    app = open_demo(x="0.3", n="7", rate="0.1", loss="non-saturating", more="true", seed="42", chapter="Two")
    shown = {name: state(app, name) for name in DEFAULTS}
    assert shown == {
        "x": 0.3,
        "n": 7,
        "rate": 0.1,
        "loss": "non-saturating",
        "more": True,
        "seed": 42,
        "chapter": "Two",
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
        ("loss", "hinge"),
        ("more", "perhaps"),
        ("seed", "-1"),
        ("seed", "1e99"),
        ("seed", "1e999"),
        ("seed", "nan"),
        ("seed", "9" * 400),
        ("chapter", "Three"),
    ],
)
def test_a_bad_value_falls_back_to_the_default(name: str, value: str) -> None:
    assert state(open_demo(**{name: value}), name) == DEFAULTS[name]


def test_a_preset_is_brought_into_each_controls_range() -> None:
    app = open_demo()
    next(button for button in app.button if button.label == "Far").click().run()
    assert not app.exception
    assert [state(app, name) for name in ("x", "n", "loss", "rate")] == [1.0, 10, "saturating", 0.1]


def test_the_dice_draw_another_seed() -> None:
    app = open_demo()
    dice = next(button for button in app.button if button.key == "_demo_seed_dice")
    seeds = {state(dice.click().run(), "seed") for _ in range(5)}
    assert len(seeds) > 1
    assert all(0 <= seed <= 9999 for seed in seeds)


def test_reset_restores_every_control_and_forgets_only_this_pages_state() -> None:
    app = open_demo(x="0.3", n="7", loss="non-saturating", chapter="Two", seed="9")
    app.session_state["demo_history"] = [1, 2, 3]
    next(button for button in app.button if button.label == "Reset").click().run()
    assert {name: state(app, name) for name in DEFAULTS} == DEFAULTS
    assert app.session_state["demo_history"] == []
    assert app.session_state["other_page"] == "kept"
