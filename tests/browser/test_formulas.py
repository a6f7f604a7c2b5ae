"""Every formula of every page is typeset by Streamlit's own KaTeX, and none in red."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from explorer.pages import LECTURES, PAGES
from tests.browser.app import open_page, serve
from tests.pages.conftest import open_page as open_in_test

# A formula that breaks off, and a command that KaTeX does not know within one that it sets.
IN_RED = ".katex-error, .katex [mathcolor='#cc0000']"
SCRIPT = """
import json
from pathlib import Path
import streamlit as st

st.title("Formulas")
for text in json.loads(Path({path!r}).read_text(encoding="utf-8")):
    st.markdown(text)
st.caption("the end")
"""


def texts_of(app: AppTest) -> set[str]:
    """Return what is to be typeset on the page that is open: texts with a formula, and formulas that stand alone."""
    texts = [each.value for each in (*app.markdown, *app.caption, *app.info, *app.success, *app.warning)]
    # Streamlit sends a formula of its own as one displayed on lines of its own.
    return {text for text in texts if "$" in text} | {f"$$\n{each.value.strip('$ ')}\n$$" for each in app.latex}


def texts_of_chapter(name: str, chapter: str) -> set[str]:
    """Return them for a chapter as it opens, and with each option of each choice and each switch."""
    app = open_in_test(name, chapter=chapter)
    found = texts_of(app)
    for i in range(len(app.get("button_group"))):
        if i >= len(app.get("button_group")):
            break  # an earlier one's last option took it away
        group = app.get("button_group")[i]
        if group.key.endswith("_chapter"):
            continue
        for option in (*group.options, group.value):  # back at the end: it may have hidden other choices
            app.get("button_group")[i].set_value(option)
            found |= texts_of(app.run())
    for i in range(len(app.toggle)):
        if not app.toggle[i].key.endswith(("_walkthrough", "_present")):
            app.toggle[i].set_value(not app.toggle[i].value)
            found |= texts_of(app.run())
    return found


def words_of_lectures() -> Iterator[str]:
    for page in PAGES:
        yield from (page.question, page.introduction)
    for page in LECTURES:
        for step in page.walkthrough:
            yield from (step.say, step.look, step.note)
            if step.predict:
                yield step.predict.question
        for challenge in page.challenges:
            yield from (challenge.task, challenge.hint)


def left_over(page: Page, folder: Path, texts: set[str]) -> list[str]:
    """Return what is not typeset of texts with formulas: what KaTeX shows in red, and signs of what nobody took up."""
    listed, script = folder / "formulas.json", folder / "formulas.py"
    listed.write_text(json.dumps(sorted(texts)), encoding="utf-8")
    script.write_text(SCRIPT.format(path=str(listed)), encoding="utf-8")
    with serve(script) as address:
        open_page(page, address)
        expect(page.get_by_test_id("stCaptionContainer").get_by_text("the end", exact=True)).to_be_visible()
        expect(page.locator(".katex").first).to_be_visible()
        in_red = page.locator(IN_RED).all_text_contents()
        said = page.get_by_test_id("stMarkdownContainer").all_inner_texts()
        page.goto("about:blank")  # before the server ends
    return in_red + [text for text in said if "$" in text or "\\frac" in text]


@pytest.mark.parametrize("name", [page.name for page in LECTURES])
def test_every_formula_of_a_page_is_typeset(page: Page, tmp_path: Path, name: str) -> None:
    (lecture,) = (each for each in LECTURES if each.name == name)
    texts: set[str] = set()
    for chapter in lecture.chapters:
        texts |= texts_of_chapter(name, chapter.id)
    if name == "toy_faces":  # whose formulas are plain text, since they follow sliders
        assert not texts
    else:
        assert left_over(page, tmp_path, texts) == []


def test_every_formula_of_the_lectures_is_typeset(page: Page, tmp_path: Path) -> None:
    assert left_over(page, tmp_path, {text for text in words_of_lectures() if "$" in text}) == []


def test_a_formula_that_is_not_typeset_would_be_seen(page: Page, tmp_path: Path) -> None:
    over_two_lines = "It is\n\n$$a=1,\\qquad\n\\frac{b}{c}=2$$\n\nand so on, with 50 % of it."
    found = left_over(page, tmp_path, {"A good one, $x$.", over_two_lines, r"$\unknown{x}$", "$x^2^3$"})
    assert all(any(part in text for text in found) for part in ("\\frac", "unknown", "x^2^3")), found
    assert not any("A good one" in text for text in found)
