"""Every walkthrough is complete: what to look at, the presenter's note, a time, and controls that the step sets."""

import re

import pytest

from explorer.lectures.step import Step
from explorer.pages import LECTURES

STEPS = [(page.name, step) for page in LECTURES for step in page.walkthrough]


@pytest.mark.parametrize("page, step", STEPS, ids=lambda value: getattr(value, "id", value))
def test_a_step_has_everything_that_a_lecturer_needs(page: str, step: Step) -> None:
    assert step.title and step.say and step.look and step.note
    assert 0.5 <= step.minutes <= 3
    assert set(step.play) <= set(step.settings), "what the class is to move begins where the step says"
    assert "chapter" not in step.play


def test_ids_and_titles_name_steps() -> None:
    for names in ([(page, step.id) for page, step in STEPS], [(page, step.title) for page, step in STEPS]):
        assert len(names) == len(set(names))
    assert all(re.fullmatch("[a-z][a-z0-9_]*", step.id) for _, step in STEPS)


# The chapters that have a film, and the slider that it moves.
FILMS = {("toy_faces", "faces"): "epoch", ("gaussian_1d", "convergence"): "moment"}
FILMS |= {("lsgan_vs_bce", "far_fakes"): "steps", ("dynamics", "circle"): "steps"}


@pytest.mark.parametrize("page, step", STEPS, ids=lambda value: getattr(value, "id", value))
def test_a_films_slider_is_there_in_the_presenters_view(page: str, step: Step) -> None:
    """Without it the page would not follow the film."""
    slider = FILMS.get((page, step.settings.get("chapter", "")))
    assert slider not in step.settings or slider in step.play
