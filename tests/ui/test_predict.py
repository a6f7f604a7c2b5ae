"""A step that asks first: its chapter waits for an answer, and the page says whether the prediction holds."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import press


def asking_script() -> None:
    import streamlit as st

    from explorer.lectures.step import Prediction, Step
    from explorer.pages import Chapter, Page
    from explorer.ui.chapters import choose_chapter, show_chapter
    from explorer.ui.controls import Controls
    from explorer.ui.walkthrough import show_walkthrough

    controls = Controls("gaussian_1d")
    options = {"zero": "0", "minus_ln_2": "−ln 2 = −0.693", "minus_ln_4": "−ln 4 = −1.386"}
    question = Prediction("How much is V?", options, "value_of_coin_flip")
    coin = {"own_mu_data": 0.0, "own_sigma_data": 1.0, "own_mu_g": 1.0, "own_sigma_g": 1.0, "c0": 0, "c1": 0, "c2": 0}
    steps = [
        Step("first", "First", "Look.", {"chapter": "one", "x": 0.2}),
        Step("secret", "The secret", "It is told.", {"chapter": "one", "x": 0.9, **coin}, predict=question),
    ]

    def one(controls: Controls) -> None:
        st.write("the figure", controls.slider("x", "X", 0.0, 1.0, 0.5, 0.1))

    class Demo(Page):
        def show(self, chapter):
            return one if chapter == "one" else lambda controls: st.write("another figure")

    st.button("Reset", key="_gaussian_1d_reset", on_click=controls.reset)
    show_walkthrough(controls, steps)
    page = Demo("gaussian_1d", "", "", "", "", chapters=(Chapter("one", "One"), Chapter("two", "Two")))
    choose_chapter(controls, page)
    show_chapter(controls, page)


@pytest.fixture
def app() -> AppTest:
    app = AppTest.from_function(asking_script, default_timeout=60).run()
    app.toggle[0].set_value(True).run()
    return press(app, "next")


def said(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown)


def test_while_it_asks_nothing_is_told(app: AppTest) -> None:
    assert "How much is V?" in said(app)
    for secret in ("the figure ", "The secret", "It is told", "1.3863"):
        assert secret not in said(app)


def test_a_right_answer_shows_the_figure_with_the_steps_settings(app: AppTest) -> None:
    press(app, "predict_minus_ln_4")
    assert "your prediction holds" in said(app) and "V = −1.3863" in said(app)
    assert "The secret" in said(app) and "the figure" in said(app)
    assert app.session_state["gaussian_1d_x"] == 0.9


def test_a_wrong_answer_is_told_what_is_right(app: AppTest) -> None:
    press(app, "predict_zero")
    assert "You said “0”. It is “−ln 4 = −1.386”." in said(app)
    assert "Why not “0”? 0 is what a D earns that is right and certain every time" in said(app)


@pytest.mark.parametrize("pressed", ["predict_minus_ln_4", "show_anyway"])
def test_whoever_was_not_tempted_hears_why_others_are(app: AppTest, pressed: str) -> None:
    press(app, pressed)
    assert "Why not “−ln 2 = −0.693”? That is one of the two means" in said(app)


def test_a_lecturer_is_never_stuck(app: AppTest) -> None:
    press(app, "show_anyway")
    assert "the figure" in said(app) and "**−ln 4 = −1.386.**" in said(app)
    assert "You said" not in said(app)


def test_next_shows_the_figure_first_and_only_then_goes_on(app: AppTest) -> None:
    """Whoever presses a remote before the class has answered: the figure is not passed by. Also at the last step."""
    assert not app.button(key="_gaussian_1d_next").disabled
    press(app, "next")
    assert "the figure" in said(app) and "**−ln 4 = −1.386.**" in said(app)
    assert app.session_state["gaussian_1d_x"] == 0.9
    assert app.button(key="_gaussian_1d_next").disabled  # it is the last step
    press(app, "back")
    assert "the figure" in said(app) and app.session_state["gaussian_1d_x"] == 0.2
    press(app, "next")  # not asked a second time
    assert "The secret" in said(app)


def test_the_answer_outlives_going_back_and_forth_until_reset(app: AppTest) -> None:
    press(app, "predict_zero")
    press(press(app, "back"), "next")
    assert "You said “0”" in said(app)
    press(app, "reset")
    app.toggle[0].set_value(True).run()
    press(app, "next")
    assert "The secret" not in said(app)


def test_the_other_chapters_stay_open(app: AppTest) -> None:
    app.session_state["gaussian_1d_chapter"] = "two"
    app.run()
    assert "another figure" in said(app)
