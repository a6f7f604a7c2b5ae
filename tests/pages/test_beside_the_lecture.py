"""The pages that a walkthrough opens beside itself: the presenter's notes and the handout."""

import pytest
from streamlit.testing.v1 import AppTest

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


def test_a_handout_says_every_step_draws_its_figures_and_needs_no_control() -> None:
    app = open_beside("handout", of="dynamics")
    for step in WALKTHROUGHS["dynamics"].walkthrough:
        assert step.title in said(app) and step.say in said(app)
        assert step.note not in said(app)  # these are for the presenter
    assert len(charts_of(app)) > len(WALKTHROUGHS["dynamics"].walkthrough)
    assert not app.slider and not app.get("button_group")


@pytest.mark.parametrize("step, shown", [("3", 3), ("99", 10), ("0", 1), ("x", 1)])
def test_the_notes_of_a_step(step: str, shown: int) -> None:
    app = open_beside("notes", page="dynamics", step=step)
    steps = WALKTHROUGHS["dynamics"].walkthrough
    assert app.title[0].value == f"{shown}. {steps[shown - 1].title}"
    assert steps[shown - 1].note in said(app) and steps[shown - 1].look in said(app)
    assert (steps[shown].title if shown < len(steps) else "This is the end.") in said(app)


def test_notes_of_nothing_are_the_first_ones() -> None:
    assert open_beside("notes", page="nowhere").title[0].value.startswith("1. ")
