"""What `explorer/pages.py` declares is there, under the names by which it is looked for."""

import importlib
import re

import pytest

from explorer.pages import LECTURES, Page
from explorer.ui.old_links import ID_OF
from tests.conftest import ROOT

each_lecture = pytest.mark.parametrize("page", LECTURES, ids=lambda page: page.name)


@each_lecture
def test_every_chapter_can_be_drawn_and_taken_along(page: Page) -> None:
    ids = [chapter.id for chapter in page.chapters]
    assert len(set(ids)) == len(ids) == len({chapter.title for chapter in page.chapters})
    for id in ids:
        assert re.fullmatch("[a-z][a-z0-9_]*", id)
        assert callable(page.show(id)) and callable(page.script(id))
    if page.has_thumbnail:
        assert callable(importlib.import_module(f"explorer.chapters.{page.name}.thumbnail").show)


@each_lecture
def test_steps_and_challenges_stand_in_chapters_of_their_page_and_know_what_is_right(page: Page) -> None:
    ids = {chapter.id for chapter in page.chapters}
    for step in page.walkthrough:
        assert step.settings.get("chapter", page.chapters[0].id) in ids, step.id
        assert step.predict is None or callable(page.answer(step.predict.which))
    for challenge in page.challenges:
        assert challenge.chapter in ids
        assert callable(getattr(importlib.import_module(f"explorer.quiz.{page.name}"), challenge.name))


def test_nothing_lies_in_a_folder_of_pages_that_no_page_declares() -> None:
    for layer, is_declared in (
        ("lectures", lambda page: page.has_walkthrough or page.has_challenges),
        ("chapters", lambda page: True),
    ):
        for page in LECTURES:
            path = ROOT / "explorer" / layer / page.name
            assert (path.is_dir() or path.with_suffix(".py").is_file()) == is_declared(page), path


def test_old_links_lead_to_chapters_that_exist() -> None:
    for page in LECTURES:
        ids = {chapter.id for chapter in page.chapters}
        assert set(ID_OF.get(f"{page.name}_chapter", {}).values()) <= ids
