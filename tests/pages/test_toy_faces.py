"""The toy faces page in AppTest: every chapter, every control, every step of the walkthrough."""

import base64

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.data.toy_faces import FACES
from explorer.lectures.toy_faces import STEPS
from explorer.training.toy_faces.gan import start, train
from tests.pages.conftest import OpenPage, charts_of, drag_sliders, figure_of, press

CHAPTERS = ("faces", "discriminator", "generator", "together", "training", "opinion_map")
PAGE = "toy_faces"


def texts(app: AppTest) -> str:
    return "\n".join(element.value for element in [*app.markdown, *app.caption, *app.code])


def figure_named(app: AppTest, name: str) -> dict:
    """Return the chart whose alternative text begins so."""
    return next(chart["figure"] for chart in charts_of(app) if chart["alt"].startswith(name))


def array(values: dict | list) -> np.ndarray:
    """Decode an array of a figure, which Plotly sends as base64."""
    if not isinstance(values, dict):
        return np.array(values, dtype=float)
    flat = np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
    shape = values.get("shape")
    return flat.reshape([int(n) for n in shape.split(",")]) if shape else flat


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_control_of_every_chapter_moves(open_page: OpenPage, chapter: str) -> None:
    app = open_page(PAGE, chapter=chapter)
    assert charts_of(app)
    sliders = drag_sliders(app)
    assert sliders
    for slider in sliders:
        end = next(end for end in slider.ends if end != slider.value)
        slider.set_value(end).run()
        assert not app.exception, (chapter, slider.label, app.exception[0])
        assert end in [now.shown for now in drag_sliders(app) if now.key == slider.key]
    for i in range(len(app.number_input)):
        app.number_input[i].set_value(7)
        app.run()
        assert not app.exception, (chapter, i, app.exception[0])
    for i in range(len(app.text_input)):
        app.text_input[i].set_value("nonsense F1-0.5")
        app.run()
        assert not app.exception, (chapter, i, app.exception[0])
    for i in range(len(app.get("button_group"))):
        if app.get("button_group")[i].key.endswith("_chapter"):
            continue
        for option in list(app.get("button_group")[i].options):
            app.get("button_group")[i].set_value(option)
            app.run()
            assert not app.exception, (chapter, option, app.exception[0])


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_button_of_every_chapter_works(open_page: OpenPage, chapter: str) -> None:
    app = open_page(PAGE, chapter=chapter)
    for i in range(len(app.button)):
        if not app.button[i].disabled:
            app.button[i].click()
            app.run()
            assert not app.exception, (chapter, i, app.exception[0])


def test_every_step_of_the_walkthrough_runs_and_opens_its_chapter(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.toggle(key=f"{PAGE}_walkthrough").set_value(True).run()
    for number, step in enumerate(STEPS, start=1):
        if number > 1:
            press(app, "next")
        if step.predict:
            press(app, "show_anyway")
        assert any(f"**{number}. {step.title}**" in markdown.value for markdown in app.markdown)
        for name, value in step.settings.items():
            assert app.session_state[f"{PAGE}_{name}"] == value, (number, name)
    assert {step.settings["chapter"] for step in STEPS} == set(CHAPTERS)


@pytest.mark.parametrize(
    ("chapter", "parameters"),
    [
        ("nowhere", {"x1": "9", "noise": "-4"}),
        ("discriminator", {"picture": "none", "dw1": "1e9", "db": "nan"}),
        ("together", {"start": "x", "hand_rate": "7", "face": "9", "moves": "F9-1_<script>_G0.5-1e9"}),
        ("training", {"epochs": "100000000", "rate": "0.02", "seed": "x", "k": "0", "moment": "101"}),
        ("opinion_map", {"map_of": "?", "epochs": "3"}),
    ],
)
def test_bad_values_in_a_link_fall_back(open_page: OpenPage, chapter: str, parameters: dict) -> None:
    app = open_page(PAGE, chapter=chapter, **parameters)
    assert not app.exception
    assert charts_of(app)


def test_faces_are_scored_by_the_rule_and_judged_by_the_threshold(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    tiles = array(figure_named(app, "The five faces")["data"][0]["z"])
    np.testing.assert_array_equal(tiles[:2, :2], [[1.0, 0.0], [0.0, 1.0]])
    assert "= 2, above" in texts(app) and "**a face**" in texts(app)
    press(app, "preset_noise")
    assert "= −0.5, not above" in texts(app) and "**not a face**" in texts(app)
    np.testing.assert_array_equal(
        array(figure_named(app, "The picture that the sliders")["data"][0]["z"])[:2, :2],
        [[0.25, 1.0], [0.5, 0.75]],
    )


def test_the_discriminator_says_what_the_article_should_have_said(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="discriminator")
    assert "0.7311 > 0.5, so **D says: face.**" in texts(app)
    assert "25 of 25 right" in texts(app)
    app = open_page(PAGE, chapter="discriminator", picture="non_face")
    assert "0.3775 ≤ 0.5, so **D says: not a face.**" in texts(app)
    assert "misprint" in texts(app)
    press(app, "preset_all_zero")
    assert "20 of 25 right" in texts(app)  # ½ is not more than ½: everything is called no face


def test_the_generator_computes_the_articles_pixels(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="generator")
    assert "σ(1.7) = 0.8455" in texts(app)
    assert "σ(−1.7) = 0.1545" in texts(app)


def test_steps_move_one_network_undo_and_redo_take_them_back(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="together")
    first = start(np.random.RandomState(42))

    def change() -> np.ndarray:
        return array(figure_named(app, "How far")["data"][0]["customdata"])

    press(app, "step_face")
    after = first.face_step(FACES[1], 0.5)
    np.testing.assert_allclose(change()[:, 1], after.parameters, atol=1e-12)
    press(app, "step_fake")
    press(app, "step_g")
    after = after.fake_step(0.7, 0.5)
    np.testing.assert_allclose(change()[:, 0], after.parameters, atol=1e-12)
    np.testing.assert_allclose(change()[:, 1], after.generator_step(0.7, 0.5).parameters, atol=1e-12)
    assert "Only G moved" in texts(app) and "3 steps made" in texts(app)
    press(app, "undo")
    np.testing.assert_allclose(change()[:, 1], after.parameters, atol=1e-12)
    press(app, "redo")
    assert app.session_state["toy_faces_moves"] == "F2-0.5_N0.7-0.5_G0.7-0.5"
    press(app, "first")
    np.testing.assert_allclose(change()[:, 1], first.parameters, atol=1e-12)
    for _ in range(3):
        press(app, "redo")
    assert app.session_state["toy_faces_moves"] == "F2-0.5_N0.7-0.5_G0.7-0.5"


def test_a_link_replays_the_steps(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="together", moves="F2-0.5_N0.7-0.5")
    assert "2 steps made" in texts(app)
    expected = start(np.random.RandomState(42)).face_step(FACES[1], 0.5).fake_step(0.7, 0.5)
    shown = array(figure_named(app, "How far")["data"][0]["customdata"])[:, 1]
    np.testing.assert_allclose(shown, expected.parameters, atol=1e-12)


def test_as_many_steps_as_a_link_can_carry_and_no_more(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="together", moves="_".join(["G0.5-0.01"] * 240))
    assert "as many as a link can carry" in texts(app)
    assert all(button.disabled for button in app.button if "step" in button.label and button.label != "Undo")


def test_training_shows_the_articles_run_to_eight_decimals(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="training", seed="5", epochs="200")
    assert "−0.89551030" not in texts(app)
    press(app, "preset_article")
    for shown in ("0.70702123", "−3.36725912", "0.37759987", "−0.89551030", "0.94688171 0.03401213\n0.04080795"):
        assert shown in texts(app)


def test_the_timeline_shows_the_run_at_its_moment(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="training", moment="20")
    assert "after epoch 200" in texts(app)
    assert f"{train().at(200).D.bias:.8f}".replace("-", "−") in texts(app)
    cursor = figure_named(app, "Both losses")["layout"]["shapes"][-1]
    assert cursor["x0"] == cursor["x1"] == 200


def test_a_learning_rate_beyond_reason_is_explained(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="training", rate="100.0")
    assert any("too large" in warning.value for warning in app.warning)


def test_reset_puts_everything_back(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="together", moves="F2-0.5", z="0.2")
    press(app, "reset")
    assert app.session_state["toy_faces_moves"] == ""
    assert app.session_state["toy_faces_z"] == 0.7
    assert figure_of(app)["data"]
