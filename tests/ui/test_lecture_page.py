"""The least that a page may be: one chapter, and no walkthrough, challenge, prediction or thumbnail."""

from streamlit.testing.v1 import AppTest

from explorer.pages import Page


def least_page() -> None:
    from unittest.mock import patch

    import streamlit as st

    from explorer import pages
    from explorer.scripts.script import Script
    from explorer.ui import entry_point
    from explorer.ui.lecture_page import show_page

    class Least(pages.Page):
        def show(self, chapter):
            return lambda controls: st.write(f"{chapter}: x = {controls.slider('x', 'X', 0.0, 1.0, 0.5, 0.1)}")

        def script(self, chapter):
            return lambda controls: Script("least.py", f"print('{chapter}', {controls.value('x')})\n")

    page = Least("least", "The least", "", "", "Is it enough?", "It is.", (pages.Chapter("only", "The only one"),))
    entry_point.mark_as_run()
    with patch.object(pages, "PAGES", (page,)):
        show_page("least")


def opened(**parameters: str) -> AppTest:
    app = AppTest.from_function(least_page, default_timeout=60)
    for name, value in parameters.items():
        app.query_params[f"least_{name}"] = value
    app.run()
    assert not app.exception, app.exception[0]
    return app


def said(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown)


def test_a_single_chapter_is_drawn_without_a_row_of_chapters_and_no_walkthrough_is_offered() -> None:
    app = opened(x="0.3", chapter="nonsense", walkthrough="true")
    assert app.title[0].value == "The least" and "**Is it enough?** It is." in said(app)
    assert "only: x = 0.3" in said(app)
    assert not app.get("button_group") and not app.toggle


def test_its_code_can_be_taken_along() -> None:
    app = opened(x="0.3")
    app.button(key="_least_code").click().run()
    assert not app.exception
    assert app.code[0].value == "print('only', 0.3)"


def test_it_has_no_steps_and_no_challenges() -> None:
    page = Page("least", "The least", "", "", "Is it enough?")
    assert page.walkthrough == () and page.challenges == ()
