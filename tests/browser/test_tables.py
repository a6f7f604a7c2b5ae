"""Tables of numbers stand still while a slider is dragged."""

import pytest
from playwright.sync_api import Page

from tests.browser.app import open_page
from tests.browser.test_every_chart import Answers

WIDTHS = """() => [...document.querySelectorAll('[data-testid=stMain] table')]
  .filter(table => table.checkVisibility()).map(table => Math.round(table.getBoundingClientRect().width))"""
# Where a table follows a slider, and the keys that move it.
TABLES = [
    ("gaussian_1d", "game", "mu_g", ("End", "ArrowLeft", "ArrowLeft")),
    ("gaussian_1d", "convergence", "start_mu", ("End", "Home", "ArrowRight")),
    ("lsgan_vs_bce", "losses", "t", ("End", "Home", "ArrowRight")),
    ("dynamics", "eigenvalues", "h", ("End", "Home", "ArrowRight")),
    ("dynamics", "cures", "theta", ("End", "Home")),
    ("dynamics", "disjoint", "distance", ("End", "Home", "ArrowRight")),
    ("toy_faces", "training", "moment", ("Home", "ArrowRight")),
]


@pytest.mark.parametrize("name, chapter, slider, keys", TABLES)
def test_a_table_keeps_its_width(
    page: Page, address: str, name: str, chapter: str, slider: str, keys: tuple[str, ...]
) -> None:
    answers = Answers(page)
    open_page(page, f"{address}/{name}?{name}_chapter={chapter}")
    handle = page.locator(f"[id={name}_{slider}]")
    table = page.locator("[data-testid=stMain] table").first
    seen = []
    for key in keys:
        answers.wait_for(lambda key=key: handle.press(key))
        seen.append((page.evaluate(WIDTHS), table.inner_text()))
    assert len({text for _, text in seen}) == len(keys), "the table follows the slider"
    assert seen[0][0] and all(widths == seen[0][0] for widths, _ in seen), [widths for widths, _ in seen]
