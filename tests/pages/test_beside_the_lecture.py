"""The pages that a walkthrough opens beside itself: the presenter's notes and the handout."""

import pytest
from streamlit.testing.v1 import AppTest

from explorer.chapters.handout import CHAPTERS
from explorer.lectures.by_page import WALKTHROUGHS
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


def test_paper_can_show_every_step_that_is_not_live() -> None:
    assert CHAPTERS.keys() == WALKTHROUGHS.keys()
    for page, steps in WALKTHROUGHS.items():
        assert {step.settings["chapter"] for step in steps if not step.is_live} == set(CHAPTERS[page])


def test_a_handout_says_every_step_draws_its_figures_and_needs_no_control() -> None:
    app = open_beside("handout", of="dynamics")
    for step in WALKTHROUGHS["dynamics"]:
        assert step.title in said(app) and step.say in said(app)
        assert step.note not in said(app)  # these are for the presenter
    assert len(charts_of(app)) > len(WALKTHROUGHS["dynamics"])
    assert not app.slider and not app.get("button_group")


@pytest.mark.parametrize("step, shown", [("3", 3), ("99", 10), ("0", 1), ("x", 1)])
def test_the_notes_of_a_step(step: str, shown: int) -> None:
    app = open_beside("notes", page="dynamics", step=step)
    steps = WALKTHROUGHS["dynamics"]
    assert app.title[0].value == f"{shown}. {steps[shown - 1].title}"
    assert steps[shown - 1].note in said(app) and steps[shown - 1].look in said(app)
    assert (steps[shown].title if shown < len(steps) else "This is the end.") in said(app)


def test_notes_of_nothing_are_the_first_ones() -> None:
    assert open_beside("notes", page="nowhere").title[0].value.startswith("1. ")
