"""Every page and chapter is looked at by axe-core in both themes: nothing that is serious for anybody may be left."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from explorer.pages import PAGES
from tests.browser.app import open_page, wait_until_idle

SERIOUS = ("serious", "critical")
SLOW_MS = 60_000
N_LOOKS, BETWEEN_MS = 20, 500  # what is drawn, coloured and mended in the browser comes a moment after the page


def violations(page: Page) -> list[str]:
    """Return what is left after the page has had time to settle."""
    for _ in range(N_LOOKS):
        found = violations_now(page)
        if not found:
            break
        page.wait_for_timeout(BETWEEN_MS)
    return found


def violations_now(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for violation in found
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_nothing_serious_stands_in_anybodys_way(page: Page, address: str, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    open_page(page, f"{address}/{'' if name == 'home' else name}?{name}_walkthrough=true")
    chapters = page.get_by_role("radiogroup", name="Chapter").get_by_role("radio")
    assert not violations(page)
    for chapter in chapters.all()[1:]:
        chapter.click()
        wait_until_idle(page)
        assert not violations(page), chapter.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("link", ["notes?page=gaussian_1d&step=2", "handout?of=lsgan_vs_bce"])
def test_nor_beside_the_pages(page: Page, address: str, link: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    open_page(page, f"{address}/{link}")
    page.get_by_role("button", name="Print" if link.startswith("handout") else "Next").first.wait_for(timeout=SLOW_MS)
    assert not violations(page)
