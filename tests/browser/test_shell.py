"""The shell in a real browser: links to pages on a fresh server, navigation, titles."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from explorer.pages import LECTURES, PAGES
from tests.browser.app import open_page, serve, wait_until_idle

SIDEBAR_LINKS = '[data-testid="stSidebarNavLink"]'


@pytest.mark.parametrize("name", [page.name for page in (LECTURES[0], LECTURES[-1])])
def test_a_link_to_a_page_works_for_the_first_visitor_of_a_fresh_server(name: str, browser: Browser) -> None:
    info = next(page for page in PAGES if page.name == name)
    with serve() as address:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        open_page(page, f"{address}/{name}")
        expect(page.locator("h1")).to_have_text(info.title)
        # Our own navigation, with its sections, and not the list of files that Streamlit makes by itself.
        expect(page.locator(SIDEBAR_LINKS)).to_have_count(len(PAGES))
        expect(page.locator(SIDEBAR_LINKS).first).to_contain_text("Home")
        assert page.title() == info.title
        page.close()


def test_the_sidebar_leads_to_every_page(page: Page, address: str) -> None:
    open_page(page, address)
    for info in [*LECTURES, PAGES[0]]:
        page.locator(SIDEBAR_LINKS, has_text=info.title).click()
        if info in LECTURES:
            expect(page.locator("h1")).to_have_text(info.title)
        wait_until_idle(page)


def test_an_unknown_page_says_so_and_shows_the_home_page(browser: Browser, address: str) -> None:
    page = browser.new_page()  # not the fixture: Streamlit writes the unknown address to the console as an error
    open_page(page, f"{address}/no_such_page")
    expect(page.get_by_text("Page not found")).to_be_visible()
    page.close()


def test_the_link_of_a_page_as_it_stands_is_copied(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, f"{address}/lsgan_vs_bce")
    page.get_by_role("radio", name="Far fakes").click()
    expect(page).to_have_url(re.compile("lsgan_vs_bce_chapter=far_fakes$"))
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_key_of_ones_own_run_is_not_in_the_link_for_others(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, f"{address}/mode_collapse?mode_collapse_loss=lsgan")
    page.get_by_role("button", name="One step").click()
    expect(page).to_have_url(re.compile("run_mode_collapse="), timeout=60_000)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/mode_collapse?mode_collapse_loss=lsgan")


def test_home_plays_the_run(page: Page, address: str) -> None:
    """Through other answers, and on to those at the end, which the page opens with."""
    open_page(page, address)
    answers = page.locator("[data-chart=home_picture] .annotation-text", has_text="%")
    expect(answers).to_have_text(["50 % real", "46 % real"])
    page.get_by_role("button", name="Play").click()
    expect(answers).not_to_have_text(["50 % real", "46 % real"])
    expect(answers).to_have_text(["50 % real", "46 % real"])
