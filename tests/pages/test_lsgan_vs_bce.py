"""The page LSGAN against BCE: what each chapter shows at the settings that its text talks about."""

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.lectures.lsgan_vs_bce import STEPS
from tests.pages.conftest import charts_of, figure_of, open_page, press

PAGE = "lsgan_vs_bce"
LOSSES, FAR, OPTIMAL, LAYERS = "losses", "far_fakes", "optimal_d", "vanishing_layers"


def chapter(label: str, **parameters: str) -> AppTest:
    return open_page(PAGE, chapter=label, **parameters)


def said(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown)


def criteria(app: AppTest) -> list[str]:
    """Return 2 C(G) and χ² as the chapter "Optimal D" shows them."""
    said_now = [*app.success, *app.info, *app.warning][0].value
    return re.findall(r"\*\*(\d+\.\d{6}|0)\*\*", said_now)[:2]


def names(figure: dict) -> list[str]:
    return [trace["name"] for trace in figure["data"] if trace.get("name")]


def titles(app: AppTest) -> list[str]:
    """Return what stands above the two planes of "Far fakes"."""
    planes = [chart["figure"] for chart in charts_of(app) if "gradient arrow" in chart.get("alt", "")]
    return [plane["layout"]["annotations"][0]["text"] for plane in planes]


@pytest.mark.parametrize(
    ("cursor", "gradients"),
    [
        ("t_minus_10", ("−0.000045", "−0.999955", "−11.000000")),
        ("t_minus_5", ("−0.006693", "−0.993307", "−6.000000")),
        ("t_0", ("−0.500000", "−0.500000", "−1.000000")),
        ("t_5", ("−0.993307", "−0.006693", "4.000000")),
    ],
)
def test_the_table_shows_the_published_gradients(cursor: str, gradients: tuple[str, ...]) -> None:
    app = press(chapter(LOSSES), f"preset_{cursor}")
    table = next(element.value for element in app.markdown if "| gradient |" in element.value)
    for loss, gradient in zip(("saturating", "non-saturating", "LSGAN"), gradients, strict=True):
        row = next(line for line in table.splitlines() if line.startswith(f"| {loss} |"))
        assert f"**{gradient}**" in row


def test_losses_on_request_and_the_discriminators_own() -> None:
    app = chapter(LOSSES)
    assert names(figure_of(app)) == ["saturating", "non-saturating", "LSGAN"]
    app.toggle(key=f"{PAGE}_more").set_value(True).run()
    app.toggle(key=f"{PAGE}_sigmoid").set_value(True).run()
    assert set(names(figure_of(app))) >= {"hinge", "WGAN", "LSGAN with a sigmoid"}
    assert "flat" in said(app)
    app = chapter(LOSSES, player="discriminator")
    assert names(figure_of(app)) == ["BCE on real", "BCE on fakes", "LSGAN on real", "LSGAN on fakes"]


def test_the_papers_coding_moves_the_generators_target() -> None:
    app = press(chapter(LOSSES), "preset_pearson")
    assert app.session_state[f"{PAGE}_c"] == 0.0
    assert "**5.000000**" in said(app)


def test_far_fakes_come_home_under_least_squares_only() -> None:
    app = chapter(FAR)
    assert "step 0: <b>0 of 8 home" in titles(app)[0]
    app = press(app, "go_all")
    bce, least_squares = titles(app)
    assert "step 30: <b>0 of 8 home" in bce
    assert "step 30: <b>8 of 8 home" in least_squares


def test_one_step_undo_and_start_over() -> None:
    app = chapter(FAR)
    for button, steps in (("go_one", 1), ("go_one", 2), ("go_undo", 1), ("go_all", 30), ("go_first", 0)):
        app = press(app, button)
        assert app.session_state[f"{PAGE}_steps"] == steps
        assert f"step {steps}: " in titles(app)[0]


def test_step_buttons_stop_at_both_ends() -> None:
    app = chapter(FAR)
    disabled = {button.label for button in app.button if button.disabled}
    assert {"Undo", "Start over"} <= disabled
    app = chapter(FAR, steps="30")
    disabled = {button.label for button in app.button if button.disabled}
    assert {"One step", "All 30"} <= disabled


@pytest.mark.parametrize(
    ("preset", "home"),
    [
        ("preset_paper", ("0", "8")),
        ("preset_rejected", ("8", "8")),
        ("preset_binary", ("0", "8")),
    ],
)
def test_presets_of_the_picture(preset: str, home: tuple[str, str]) -> None:
    app = press(press(chapter(FAR), preset), "go_all")
    bce, least_squares = titles(app)
    assert f"<b>{home[0]} of 8 home" in bce
    assert f"<b>{home[1]} of 8 home" in least_squares


def test_optimal_D_says_when_the_criterion_is_chi_squared() -> None:
    app = chapter(OPTIMAL)
    assert criteria(app) == ["1.100801", "1.100801"]
    assert app.success
    app = press(app, "preset_binary")
    assert not app.success
    assert app.info
    # ¼ χ² + ½
    assert criteria(app) == [f"{1.100800982 / 4 + 0.5:.6f}", "1.100801"]
    assert "0.25 · χ² + 0.5" in app.info[0].value
    app = press(app, "preset_misprint")
    assert "a = b" in app.warning[0].value
    app = press(press(app, "preset_pearson"), "preset_on_the_data")
    assert criteria(app) == ["0", "0"]


def test_vanishing_layers_has_a_line_a_loss_and_a_point_a_layer() -> None:
    app = chapter(LAYERS, depth="3")
    figure = figure_of(app)
    assert names(figure) == ["saturating", "non-saturating", "LSGAN"]
    assert all(len(trace["x"]) == 4 for trace in figure["data"])
    app.toggle(key=f"{PAGE}_wgan").set_value(True).run()
    assert "WGAN" in names(figure_of(app))


def test_another_seed_is_another_run() -> None:
    texts = [said(chapter(LAYERS, layer_seed=seed)) for seed in ("0", "1", "0")]
    assert texts[0] == texts[2] != texts[1]


def test_the_walkthrough_visits_every_chapter() -> None:
    assert {step.settings["chapter"] for step in STEPS} == {LOSSES, FAR, OPTIMAL, LAYERS}
    assert np.all([step.say.strip() for step in STEPS])
