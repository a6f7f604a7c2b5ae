"""The page on dynamics: what each chapter shows at the settings that its text talks about."""

import pytest
from streamlit.testing.v1 import AppTest

from explorer.lectures.dynamics import STEPS
from explorer.names import METHODS as NAMES
from explorer.theory.dynamics.dirac_gan import METHODS
from tests.pages.conftest import charts_of, drag_sliders, figure_of, open_page, press

PAGE = "dynamics"
CIRCLE, VALUES, CURES, LINES = "circle", "eigenvalues", "cures", "disjoint"


def chapter(label: str, **parameters: str) -> AppTest:
    return open_page(PAGE, chapter=label, **parameters)


def said(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown)


@pytest.mark.parametrize(
    ("method", "radius", "verdict"),
    [
        ("gan", "3.097", "moves away"),
        ("non_saturating", "0.6402", "moves away"),
        ("wgan", "1.002", "moves away"),
        ("r1", "2.643×10⁻⁶", "comes nearer"),
    ],
)
def test_published_radii_and_what_the_eigenvalues_say(method: str, radius: str, verdict: str) -> None:
    text = said(chapter(CIRCLE, method=method))
    assert f"**After 500 steps** the distance from the equilibrium is **{radius}**" in text
    assert f"it **{verdict}**" in text


def test_schedules_change_the_verdict_and_not_the_flow() -> None:
    simultaneous, alternating = (
        said(chapter(CIRCLE, schedule=schedule)) for schedule in ("simultaneous", "alternating")
    )
    assert "λ = ± 0.5i" in simultaneous and "λ = ± 0.5i" in alternating
    assert "|μ| = 1.004988" in simultaneous
    assert "|μ| = 1.000000" in alternating


def test_wgan_gp_has_no_eigenvalues() -> None:
    assert "the velocity jumps at ψ = 0" in said(chapter(CIRCLE, method="wgan_gp"))
    app = chapter(VALUES, method="wgan_gp")
    assert "by 2γ = 2" in said(app)
    assert app.info


def test_the_plane_can_be_clicked_and_the_other_charts_cannot() -> None:
    (picked,) = (chart for chart in charts_of(chapter(CIRCLE)) if chart["pick"])
    assert "to start elsewhere" in picked["alt"]


def test_the_start_is_where_the_sliders_say() -> None:
    app = chapter(CIRCLE, theta="-2", psi="0.5", steps="0")
    start, now = figure_of(app)["data"][-2:]
    assert (start["x"], start["y"]) == (now["x"], now["y"])
    assert "the distance from the equilibrium is **2.062**, at the start it was 2.062" in said(app)


def test_a_method_shows_its_strength_and_its_formula() -> None:
    for name, method in METHODS.items():
        app = chapter(CIRCLE, method=name)
        labels = [slider.label for slider in drag_sliders(app)]
        assert any(label.startswith(f"{NAMES[name]}: ") for label in labels) == (method.strength is not None)
        assert any(method.formula in element.value for element in app.latex)


def test_r1_is_critical_at_one() -> None:
    app = chapter(VALUES, method="r1", r1_weight="1")
    assert "Critical at γ = 1" in said(app)
    assert "| flow, λ | **−0.5** |" in said(app)
    assert "converges for h below 1.2" in said(chapter(VALUES, method="r1"))
    assert "Critical at σ = 1.414" in said(chapter(VALUES, method="instance_noise"))
    assert "No strength on this slider" in said(chapter(VALUES, method="consensus"))
    assert "no step size converges" in said(chapter(VALUES, method="gan"))


def test_every_method_is_compared() -> None:
    app = chapter(CURES)
    table = next(element.value for element in app.markdown if "| method |" in element.value)
    assert "| GAN | ± 0.5i | 1.004988 ↑ | **3.097** |" in table
    assert "| R1, γ = 0.3 | −0.15 ± 0.477i | 0.974679 ↓ | **2.643×10⁻⁶** |" in table
    assert table.count("\n") == 1 + len(METHODS)
    drawn = [trace.get("name") for trace in charts_of(app)[0]["figure"]["data"]]
    assert drawn == list(NAMES.values())


def test_strengths_are_the_same_in_every_chapter() -> None:
    app = chapter(CIRCLE, method="r1")
    next(slider for slider in drag_sliders(app) if slider.key == f"{PAGE}_r1_weight").set_value(1.25).run()
    app.button_group(key=f"{PAGE}_chapter").set_value(CURES).run()
    assert not app.exception
    assert "| R1, γ = 1.25 |" in said(app)


def test_disjoint_lines_and_noise() -> None:
    text = said(chapter(LINES))
    assert "| JSD | **0.6931** | **0** | 1.0000 |" in text
    assert "| KL | **∞** | **none** | 1.0000 |" in text
    assert "| W1 | **1.0000** | **1.0000** | 0 |" in text
    app = chapter(LINES)
    press(app, "preset_much_noise")
    assert "∞" not in next(element.value for element in app.markdown if "| at θ" in element.value)


def test_the_walkthrough_visits_every_chapter() -> None:
    assert {step.settings["chapter"] for step in STEPS} == {CIRCLE, VALUES, CURES, LINES}
