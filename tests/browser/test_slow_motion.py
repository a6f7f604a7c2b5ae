"""A visitor walks through one update by keys, lets it play, follows a fake with a click, and shares the moment."""

import re

from playwright.sync_api import Page, expect

from tests.browser.app import open_page, wait_until_idle

LINK = "/mode_collapse?mode_collapse_chapter=slow_motion&mode_collapse_slow_before=40"
PATIENCE_MS = 60_000


def test_keys_play_a_click_and_the_link(page: Page, address: str) -> None:
    open_page(page, address + LINK)
    figures = page.locator(".js-plotly-plot")
    expect(figures).to_have_count(3, timeout=PATIENCE_MS)
    wait_until_idle(page)

    def places() -> list[object]:
        return [figure.bounding_box() for figure in figures.all()]

    def is_at(stage: str) -> None:
        expect(page.get_by_role("radio", name=stage, exact=True)).to_be_checked(timeout=PATIENCE_MS)
        wait_until_idle(page)

    is_at("G makes fakes")
    first = places()
    for stage in ("D judges both", "D moves", "D judges new fakes", "G moves"):
        page.keyboard.press("k")
        is_at(stage)
        assert places() == first  # nothing jumps

    page.get_by_role("button", name=re.compile("Play")).click()
    expect(page.get_by_role("button", name=re.compile("Pause"))).to_be_visible(timeout=PATIENCE_MS)
    is_at("G makes fakes")  # of the next update, by itself
    page.get_by_role("button", name=re.compile("Pause")).click()
    expect(page.get_by_role("button", name=re.compile("Play"))).to_be_visible(timeout=PATIENCE_MS)
    wait_until_idle(page)

    assert "mode_collapse_slow_follow" not in page.url
    plane = figures.first.locator(".nsewdrag").first.bounding_box()
    assert plane
    page.mouse.click(plane["x"] + 0.05 * plane["width"], plane["y"] + 0.05 * plane["height"])
    page.wait_for_url(re.compile("mode_collapse_slow_follow"), timeout=PATIENCE_MS)
    wait_until_idle(page)

    page.keyboard.press("k")
    is_at("D judges both")
    sum_of_D = page.get_by_role("table").first.get_by_role("cell").nth(2)
    said = sum_of_D.inner_text()
    assert re.fullmatch(r"[\d.]+ \+ [\d.]+ = [\d.]+", said)
    open_page(page, page.url)
    is_at("D judges both")
    expect(sum_of_D).to_have_text(said, timeout=PATIENCE_MS)
