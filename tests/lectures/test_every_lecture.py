"""Every walkthrough is complete: what to look at, the presenter's note, a time, and controls that the step sets."""

import re

import pytest

from explorer.lectures.step import Step
from explorer.pages import LECTURES, Page

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


@pytest.mark.parametrize("page, step", STEPS, ids=lambda value: getattr(value, "id", value))
def test_a_step_names_no_figure_by_its_place(page: str, step: Step) -> None:
    """A phone shows below one another what stands side by side at a desk."""
    places = r"\b(lowest|upper|lower|middle|right|left|top|bottom) (figure|plot|chart|panel)"
    assert not re.search(places, f"{step.say} {step.look}")


LIVE = [(page, step) for page, step in STEPS if step.is_live]


@pytest.mark.parametrize("page, step", LIVE, ids=lambda value: getattr(value, "id", value))
def test_a_step_on_a_live_run_says_that_there_must_be_one(page: str, step: Step) -> None:
    """It opens before the run: what it speaks of is not there yet."""
    assert re.search(r"\b[Ss]tart\b|\*Run it\*|[Oo]nce|trains? ", f"{step.say} {step.look}")


# symbol -> the words that explain it, in the step that is the first of its page to use it or in one before
EXPLAINED = {
    r"\bγ\b": "weight|penalty",
    r"\bV\b": "value of the game",
    r"t = c\b": "target|what G wants",
    r"\bJSD\b": "Jensen–Shannon",
    r"\bW1\b": "earth mover|Wasserstein",
    "χ²": "Pearson",
    "λ": "eigenvalue|weight",
    r"\bμ\b": "eigenvalue|1 \\+ hλ|mean|fakes|G's",
    r"\bR1\b": "penalty",
    "β₁": "Adam|momentum",
}


@pytest.mark.parametrize("page", [page for page in LECTURES if page.walkthrough], ids=lambda page: page.name)
@pytest.mark.parametrize("symbol", EXPLAINED)
def test_a_symbol_is_explained_where_a_walkthrough_first_uses_it(page: Page, symbol: str) -> None:
    read = ""
    for step in page.walkthrough:
        said = f"{step.say} {step.look}"
        read += said
        if re.search(symbol, said):
            assert re.search(EXPLAINED[symbol], read), step.id
            return
