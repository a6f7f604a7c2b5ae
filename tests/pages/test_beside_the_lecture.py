"""The pages that a walkthrough opens beside itself: the presenter's notes and the handout."""

import pytest
from streamlit.testing.v1 import AppTest

from explorer.lectures.formulas import FORMULAS
from explorer.pages import WALKTHROUGHS, Page
from tests.conftest import ROOT
from tests.pages.conftest import TIMEOUT_S, charts_of


def open_beside(name: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=TIMEOUT_S)
    app.run()
    for parameter, value in parameters.items():
        app.query_params[parameter] = value
    app.switch_page(f"pages/{name}.py").run()
    assert not app.exception, app.exception[0]
    return app


def said(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown)


@pytest.mark.parametrize("page", WALKTHROUGHS.values(), ids=lambda page: page.name)
def test_print_mode_can_show_every_chapter_of_a_step_that_is_not_live_and_no_other(page: Page) -> None:
    shown = {step.settings.get("chapter", page.chapters[0].id) for step in page.walkthrough if not step.is_live}
    assert shown == {chapter.id for chapter in page.chapters if chapter.prints}


def test_a_handout_says_every_step_draws_its_figure_alone_and_needs_no_control() -> None:
    app = open_beside("handout", of="dynamics")
    steps = WALKTHROUGHS["dynamics"].walkthrough
    for step in steps:
        assert step.title in said(app) and step.say in said(app)
        assert step.note not in said(app)  # these are for the presenter
    drawn = [chart["name"] for chart in charts_of(app)]
    for number, step in enumerate(steps, start=1):
        of_step = [name for name in drawn if name.startswith(f"handout_{number}_")]
        is_group = step.figure == "dynamics_eigenvalue_planes"
        assert len(of_step) == (2 if is_group else 1), of_step
        assert is_group or of_step == [f"handout_{number}_{step.figure}"]
    assert [latex.value.strip("$\n") for latex in app.latex] == list(FORMULAS["dynamics"].values())
    assert "Click in the plane" not in said(app)  # what else the chapter says
    assert not app.slider and not app.get("button_group") and not app.button and not app.expander


@pytest.mark.parametrize("name", WALKTHROUGHS)
def test_paper_says_where_something_can_be_pressed(name: str) -> None:
    captions = [caption.value for caption in open_beside("handout", of=name).caption]
    for step in WALKTHROUGHS[name].walkthrough:
        printed = next(caption for caption in captions if caption.endswith(step.look))
        assert "press *" not in step.look.lower() or printed.endswith(f"*On the page:* {step.look}")
    assert any("*On the page:*" in caption for caption in captions)


def test_a_journey_is_printed_at_its_end() -> None:
    charts = {chart["name"]: chart["figure"] for chart in charts_of(open_beside("handout", of="gaussian_1d"))}
    journey = charts["handout_12_gaussian_1d_journey"]
    said_on_it = [text for trace in journey["data"] for text in trace.get("text") or () if "step" in str(text)]
    assert said_on_it and said_on_it[0].startswith("step 120")


@pytest.mark.parametrize("step, shown", [("3", 3), ("99", 10), ("0", 1), ("x", 1)])
def test_the_notes_of_a_step(step: str, shown: int) -> None:
    app = open_beside("notes", page="dynamics", step=step)
    steps = WALKTHROUGHS["dynamics"].walkthrough
    assert app.title[0].value == f"{shown}. {steps[shown - 1].title}"
    assert steps[shown - 1].note in said(app) and steps[shown - 1].look in said(app)
    assert (steps[shown].title if shown < len(steps) else "This is the end.") in said(app)


def test_notes_of_nothing_are_the_first_ones() -> None:
    assert open_beside("notes", page="nowhere").title[0].value.startswith("1. ")
