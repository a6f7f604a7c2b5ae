"""The walkthrough player: it says each step and sets the page's controls."""

import io

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from explorer.ui.class_link import qr_code
from tests.pages.conftest import press


def walkthrough_script() -> None:
    from explorer.lectures.step import Step
    from explorer.ui.controls import Controls
    from explorer.ui.walkthrough import show_walkthrough

    controls = Controls("demo")
    show_walkthrough(
        controls,
        [
            Step("first", "First", "Look left.", {"x": 0.1}),
            Step("second", "Second", "Look right.", {"x": 0.9}),
            Step("third", "Third", "End."),
        ],
    )
    controls.slider("x", "X", 0.0, 1.0, 0.5, 0.1)


def said(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown)


def test_it_is_closed_until_asked_for() -> None:
    app = AppTest.from_function(walkthrough_script).run()
    assert "First" not in said(app)
    assert app.session_state["demo_x"] == 0.5


def test_opening_it_sets_the_first_step() -> None:
    app = AppTest.from_function(walkthrough_script).run()
    app.toggle[0].set_value(True).run()
    assert "First" in said(app)
    assert app.session_state["demo_x"] == 0.1


def test_next_and_back_say_and_set() -> None:
    app = AppTest.from_function(walkthrough_script).run()
    app.toggle[0].set_value(True).run()
    press(app, "next")
    assert "Look right." in said(app)
    assert app.session_state["demo_x"] == 0.9
    press(app, "back")
    assert app.session_state["demo_x"] == 0.1


def test_it_ends_at_both_ends() -> None:
    app = AppTest.from_function(walkthrough_script).run()
    app.toggle[0].set_value(True).run()
    assert [button.key for button in app.button if button.disabled] == ["_demo_back"]
    press(press(app, "next"), "next")
    assert [button.key for button in app.button if button.disabled] == ["_demo_next"]


def test_a_number_opens_its_step() -> None:
    app = AppTest.from_function(walkthrough_script).run()
    app.toggle[0].set_value(True).run()
    press(app, "step_2")
    assert "Second" in said(app)
    assert app.session_state["demo_x"] == 0.9
    assert app.query_params["demo_step"] == "2"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("99", 3),
        ("3", 3),
        ("2.5", 2),
        ("2e0", 2),
        ("1e3", 3),
        ("0", 1),
        ("-1", 1),
        ("nan", 1),
        ("x", 1),
        ("9" * 5000, 1),
    ],
)
def test_a_link_to_any_step_opens_the_nearest_with_what_it_sets(written: str, number: int) -> None:
    app = AppTest.from_function(walkthrough_script)
    app.query_params["demo_step"] = written
    app.run()
    app.toggle[0].set_value(True).run()
    assert not app.exception
    assert ("First", "Second", "Third")[number - 1] in said(app)
    assert app.session_state["demo_x"] == (0.1, 0.9, 0.5)[number - 1]


def test_a_link_opens_a_step_with_the_controls_that_the_link_carries() -> None:
    app = AppTest.from_function(walkthrough_script)
    for name, value in {"walkthrough": "true", "step": "2", "x": "0.2"}.items():
        app.query_params[f"demo_{name}"] = value
    app.run()
    assert "Second" in said(app)
    assert app.session_state["demo_x"] == 0.2


def test_back_to_the_step_undoes_what_was_played_with() -> None:
    app = AppTest.from_function(walkthrough_script).run()
    app.toggle[0].set_value(True).run()
    app.session_state["demo_x"] = 0.7
    app.run()
    press(app, "again")
    assert app.session_state["demo_x"] == 0.1


def test_the_link_for_the_class_holds_the_page_as_it_stands() -> None:
    app = AppTest.from_function(walkthrough_script)
    app.query_params["demo_walkthrough"] = "true"
    app.query_params["demo_x"] = "0.2"
    app.run()
    assert app.code[0].value.endswith("demo_walkthrough=true&demo_x=0.2")


def test_a_qr_code_is_a_picture_that_grows_with_its_link() -> None:
    short, long = (Image.open(io.BytesIO(qr_code("https://x.org/" + "a" * n))) for n in (1, 300))
    assert short.size[0] == short.size[1] < long.size[0]
    # The finder pattern of ISO/IEC 18004: seven dark modules in a row, behind a margin of three.
    assert [short.convert("L").getpixel((8 * i + 4, 8 * 3 + 4)) for i in range(11)] == [255] * 3 + [0] * 7 + [255]


@pytest.mark.parametrize("written", ["0", "4", "-1", "2.5", "x", "9" * 5000, "٣"])
def test_a_link_that_enters_no_step_enters_none(written: str) -> None:
    app = AppTest.from_function(walkthrough_script)
    app.query_params["at"] = written
    app.run()
    assert not app.exception and not app.toggle[0].value and "at" not in app.query_params
