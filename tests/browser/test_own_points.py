"""A visitor draws points with the mouse and with keys, takes them back, trains on them, and sends the link on."""

import re
from urllib.parse import parse_qs, urlparse

from playwright.sync_api import Page, expect

from explorer.data.mode_collapse.own_points import EXAMPLE, points_of
from tests.browser.app import open_page, wait_until_idle

LINK = "/mode_collapse?mode_collapse_data=own&mode_collapse_n_iterations=1000&mode_collapse_batch_size=10"
PATIENCE_MS = 60_000


def text_in_link(page: Page) -> str:
    return parse_qs(urlparse(page.url).query).get("mode_collapse_points", [""])[0]


def test_draw_undo_train_and_open_the_link_elsewhere(page: Page, address: str) -> None:
    open_page(page, address + LINK)
    sheet = page.get_by_role("application", name="Sheet to draw real points on")
    expect(page.get_by_text("64 points", exact=True)).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(2, timeout=PATIENCE_MS)  # from then on nothing moves
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.get_by_text("Empty: draw")).to_be_visible()

    box = sheet.bounding_box()
    assert box is not None
    left, top, side = box["x"], box["y"], box["width"]
    page.mouse.move(left + side / 4, top + side / 2)
    page.mouse.down()
    page.mouse.move(left + side * 3 / 4, top + side / 2, steps=3)
    page.mouse.up()
    wait_until_idle(page)
    line = points_of(text_in_link(page))
    assert len(line) == 29 and abs(line[0][0] + 0.72) < 0.02  # half of the sheet's 2.88, a point every 0.05
    assert abs(line[:, 1]).max() < 0.02 and abs(line[:, 0] - line[:, 0].mean()).max() < 0.73

    sheet.press("Space")
    sheet.press("ArrowUp")
    sheet.press("Shift+ArrowUp")
    wait_until_idle(page)
    assert len(points_of(text_in_link(page))) == 32
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("29 points", exact=True)).to_be_visible()
    expect(page.get_by_text("Where a run begins: Your own, 29 points")).to_be_visible(timeout=PATIENCE_MS)

    page.get_by_role("button", name=re.compile("^.*Start")).first.click()
    expect(page.get_by_text("Done: 1,000 iterations.")).to_be_visible(timeout=PATIENCE_MS)
    wait_until_idle(page)
    text = text_in_link(page)
    assert text != EXAMPLE and len(points_of(text)) == 29

    page.get_by_role("radio", name="Ring", exact=True).click()
    expect(sheet).to_have_count(0)
    wait_until_idle(page)
    assert not text_in_link(page)
    open_page(page, f"{address}{LINK}&mode_collapse_points={text}")
    expect(page.get_by_text("29 points", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    wait_until_idle(page)
    assert text_in_link(page) == text
