"""A page that is about to ask does not tell: neither the page at the step before nor the page that asks."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from explorer.pages import WALKTHROUGHS, Page
from tests.pages.conftest import open_page

ASKING = [
    pytest.param(page, number, id=step.id)
    for page in WALKTHROUGHS.values()
    for number, step in enumerate(page.walkthrough, start=1)
    if step.predict and (number == 1 or not page.walkthrough[number - 2].is_live)
]

EVERYDAY = ("rises",)  # a page says it of many things


def said(app: AppTest) -> str:
    return " ".join(element.value for kind in (app.markdown, app.caption) for element in kind).lower()


def words_of_the_answer(page: Page, number: int) -> list[str]:
    """Return the longer words that the right option has for itself; none where it is a number."""
    step = page.walkthrough[number - 1]
    assert step.predict is not None
    right = page.answer(step.predict.which)(step.settings).option
    *others, own = (step.predict.options[id].lower() for id in sorted(step.predict.options, key=right.__eq__))
    asked = " ".join((step.predict.question.lower(), *others))
    return [word for word in re.findall("[a-z]{5,}", own) if word not in asked and word not in EVERYDAY]


@pytest.mark.parametrize(("page", "number"), ASKING)
def test_nothing_on_the_page_gives_the_answer_before(page: Page, number: int) -> None:
    step, words = page.walkthrough[number - 1], words_of_the_answer(page, number)
    for shown in range(max(1, number - 1), number + 1):
        settings = {**page.walkthrough[shown - 1].settings, "walkthrough": "true", "step": shown}
        text = said(open_page(page.name, **{name: str(value).lower() for name, value in settings.items()}))
        assert step.predict and (shown < number) == (step.predict.question.lower() not in text)
        assert step.say.lower() not in text
        assert not [word for word in words if word in text]
