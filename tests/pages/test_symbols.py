"""A symbol is explained in the chapter that uses it, or in its page's introduction: links open chapters alone."""

import json
import re

import pytest

from explorer.pages import LECTURES
from tests.pages.conftest import charts_of, drag_sliders, open_page

CHAPTERS = [(page.name, chapter.id) for page in LECTURES for chapter in page.chapters]
# symbol -> what must stand somewhere in the same chapter
EXPLAINED = {
    r"\bG\b": "generator",
    r"\bD\b": "discriminator",
    r"\bV\b": "value of the game|value V|what your D earns",
    r"\bC\(G\)": "the best D|best discriminator|most that any D can",
    r"\bJSD\b": "Jensen–Shannon",
    r"\bKL\b": "Kullback–Leibler",
    r"\bW1\b": "earth|Wasserstein",
    r"\bnats\b": "natural logarithms|Logarithms are natural",
    "χ²": "Pearson",
    "λ": "eigenvalue|weight",
    r"\|μ\|": "multiplies",
    r"\bR1\b": "penalty|slope",
    r"\b[Cc]odings?\b": "targets?",
    "σ": "[Ss]igmoid|[Ss]pread|[Ww]idth|noise|standard deviation",
    "[Tt]he paper": r"\]\(https://arxiv\.org",
    "[Tt]he article": r"\]\(https://github\.com",
}


def all_that_is_read(page: str, chapter: str) -> str:
    """Return the texts, labels, tooltips and figures of a chapter, and what stands above all chapters."""
    app = open_page(page, chapter=chapter)
    texts = [element.value for kind in ("markdown", "caption", "info", "success") for element in app.get(kind)]
    for widget in (*app.button, *app.toggle, *app.button_group, *app.slider, *app.select_slider):
        texts += [widget.label, getattr(widget.proto, "help", "")]
    texts += [slider.label for slider in drag_sliders(app)]
    charts = (re.sub('"bdata": "[^"]*"', "", json.dumps(chart, ensure_ascii=False)) for chart in charts_of(app))
    return "\n".join([*texts, *charts])  # numbers that are packed are no words


@pytest.mark.parametrize("page, chapter", CHAPTERS)
def test_symbols_are_explained_where_they_stand(page: str, chapter: str) -> None:
    read = all_that_is_read(page, chapter)
    missing = [symbol for symbol, words in EXPLAINED.items() if re.search(symbol, read) and not re.search(words, read)]
    assert not missing


@pytest.mark.parametrize("page", LECTURES, ids=lambda page: page.name)
def test_p_data_and_p_g_are_set_as_formulas(page) -> None:
    for step in page.walkthrough:
        asked = [step.predict.question, *step.predict.options.values()] if step.predict else []
        for text in (step.say, step.look, step.note, *asked):
            assert not re.search(r"p_(g|data)\b", re.sub(r"\$[^$]*\$", "", text)), step.id
    for challenge in page.challenges:  # drawn as plain text
        assert not re.search(r"p_(g|data)\b", challenge.task + challenge.hint), challenge.name
