"""A challenge solved in a real browser is remembered by it, over a reload, until it is told to forget."""

import re

from playwright.sync_api import Page, expect

from tests.browser.app import open_page

PATIENCE_MS = 60_000


def test_a_solved_challenge_is_marked_kept_and_forgotten(page: Page, address: str) -> None:
    open_page(page, f"{address}/challenges")
    count = page.locator(".count")
    expect(count).to_have_text(re.compile("^0 of "), timeout=PATIENCE_MS)
    page.get_by_role("link", name="Go to Eigenvalues").click()
    box = page.locator(".challenge")
    expect(box).to_contain_text("Faster than 0.9", timeout=PATIENCE_MS)
    box.locator("summary").click()
    box.get_by_role("button", name="A hint").click()
    expect(box).to_contain_text("Friction")
    expect(box.get_by_role("status")).to_be_empty()
    page.get_by_role("radio", name="R1", exact=True).click()
    expect(box).to_contain_text("0.9747", timeout=PATIENCE_MS)
    page.get_by_role("radio", name="consensus").click()
    step_size = page.get_by_role("slider", name=re.compile("Step size"))
    for _ in range(3):  # 0.2, 0.3, 0.5, 0.7
        step_size.press("ArrowRight")
    expect(box.get_by_role("status")).to_have_text("Solved", timeout=PATIENCE_MS)
    box.get_by_role("button", name="Begin").click()
    expect(box).to_contain_text("1.0050", timeout=PATIENCE_MS)
    expect(page.get_by_role("radio", name="GAN", exact=True)).to_be_checked()
    expect(box.get_by_role("status")).to_have_text("Solved")

    open_page(page, f"{address}/challenges")
    expect(count).to_have_text(re.compile("^1 of "), timeout=PATIENCE_MS)
    expect(page.locator(".card.is-solved")).to_contain_text("Faster than 0.9")
    forget = page.get_by_role("button", name="Forget my progress")
    forget.click()
    page.get_by_role("button", name="Really forget it?").click()
    expect(count).to_have_text(re.compile("^0 of "))
    expect(forget).to_be_disabled()
