"""A browser that translates the page, as Chrome and Edge do: nothing breaks, and nothing stays as it was."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import open_page, wait_until_idle

# Every text, and every one that comes later, gives way to two elements `font`: around it, or around its translation.
TRANSLATE = """isAround => {
  const hidden = 'script, style, svg, font, textarea, [contenteditable]';
  const translate = (text) => {
    if (!text.data.trim() || !text.parentElement || text.parentElement.closest(hidden)) return;
    const outer = document.createElement('font'), inner = document.createElement('font');
    text.replaceWith(outer);
    outer.append(inner);
    inner.append(isAround ? text : `«${text.data}»`);
  };
  const walk = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    if (root.nodeType === Node.TEXT_NODE) texts.push(root);
    texts.forEach(translate);
  };
  const look = { childList: true, subtree: true, characterData: true };
  new MutationObserver((records) => {
    for (const { addedNodes, target, type } of records) {
      if (type === 'characterData') walk(target);
      addedNodes.forEach(walk);
    }
  }).observe(document.body, look);
  walk(document.body);
}"""
each_way = pytest.mark.parametrize("is_around", [True, False], ids=["around", "instead"])


def open_translated(page: Page, address: str, is_around: bool) -> None:
    open_page(page, address)
    page.locator("[data-testid=stSidebarNavItems][role=presentation]").wait_for()  # our own code has come
    wait_until_idle(page)
    page.evaluate(TRANSLATE, is_around)
    expect(page.locator("h1 font font")).to_be_visible()


@each_way
@pytest.mark.parametrize(("page_name", "length"), [("mode_collapse", "1000"), ("mnist_trainer", "100")])
def test_a_run_starts_says_how_far_it_is_and_ends(
    page: Page, address: str, page_name: str, length: str, is_around: bool
) -> None:
    open_translated(page, f"{address}/{page_name}?{page_name}_n_iterations={length}", is_around)
    page.get_by_role("button", name="Start").first.click()
    expect(page.get_by_test_id("stProgress")).to_contain_text(f"Done: {int(length):,} iterations")
    expect(page.get_by_role("button", name="Start again").first).to_be_visible()
    wait_until_idle(page)
    page.get_by_role("button", name="End it").click()
    page.get_by_role("button", name="Reset", exact=False).last.click()
    expect(page.get_by_test_id("stProgress")).to_contain_text("Nothing runs yet")


@each_way
def test_numbers_follow_a_slider(page: Page, address: str, is_around: bool) -> None:
    open_translated(page, f"{address}/dynamics", is_around)
    slider = page.get_by_role("slider").first
    slider.focus()
    for _ in range(6):
        slider.press("ArrowRight")
        wait_until_idle(page)
    fresh = page.context.new_page()
    open_page(fresh, page.url)
    assert words(page) == words(fresh)
    fresh.close()


def words(page: Page) -> list[str]:
    """Return what the page says, without what marks a translation."""
    wait_until_idle(page)
    said = page.locator("[data-testid=stMain] [data-testid=stMarkdown]").all_inner_texts()
    return " ".join(said).replace("«", "").replace("»", "").split()
