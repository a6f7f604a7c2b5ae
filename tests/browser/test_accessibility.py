"""Every page and chapter is looked at by axe-core in both themes: nothing that is serious for anybody may be left."""

from collections.abc import Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from explorer.pages import PAGES, page_named
from tests.browser.app import open_page, wait_until_idle

SERIOUS = ("serious", "critical")
SLOW_MS = 60_000
N_LOOKS, BETWEEN_MS = 20, 500  # what is drawn, coloured and mended in the browser comes a moment after the page


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Return what is left, by all rules or some, after the page has had time to settle."""
    for _ in range(N_LOOKS):
        found = violations_now(page, rules)
        if not found:
            break
        page.wait_for_timeout(BETWEEN_MS)
    return found


def violations_now(page: Page, rules: Sequence[str]) -> list[str]:
    options: dict[str, list[str]] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for violation in found
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]


def violations_in_both_themes(page: Page) -> list[str]:
    """Return what is left in the light, and which colours are left in the dark."""
    page.emulate_media(color_scheme="light")
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    return found + violations(page, ["color-contrast"])


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_nothing_serious_stands_in_anybodys_way(page: Page, address: str, name: str) -> None:
    open_page(page, f"{address}/{'' if name == 'home' else name}?{name}_walkthrough=true")
    chapters = page.get_by_role("radiogroup", name="Chapter").get_by_role("radio")
    n_chapters = len(page_named(name).chapters)
    expect(chapters).to_have_count(n_chapters if n_chapters > 1 else 0)
    assert not violations_in_both_themes(page)
    for chapter in chapters.all()[1:]:
        chapter.click()
        wait_until_idle(page)
        assert not violations_in_both_themes(page), chapter.inner_text()


@pytest.mark.parametrize(
    "link", ["notes?page=gaussian_1d&step=2", "handout?of=lsgan_vs_bce&embed=true&embed_options=light_theme"]
)
def test_nor_beside_the_pages(page: Page, address: str, link: str) -> None:
    open_page(page, f"{address}/{link}")
    page.get_by_role("button", name="Print" if link.startswith("handout") else "Next").first.wait_for(timeout=SLOW_MS)
    assert not violations_in_both_themes(page)


def test_the_focus_stays_in_the_row_of_a_button_that_changes_its_word_or_rests(page: Page, address: str) -> None:
    open_page(page, f"{address}/mode_collapse?mode_collapse_speed=slower")
    page.locator("[data-testid=stSidebarNavItems][role=presentation]").wait_for(timeout=SLOW_MS)  # it is watched over
    page.get_by_role("button", name="Start").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Resume")).to_be_focused()
    page.get_by_role("button", name="End it").click()
    page.get_by_role("button", name="Reset", exact=True).click()
