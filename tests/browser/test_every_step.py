"""What a step speaks of is in sight beside its words: at a desk, and in a lecture hall, by a remote's keys alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from explorer.pages import WALKTHROUGHS
from tests.browser.app import open_page, wait_until_idle
from tests.browser.test_lecture import remote_listens

DESK, HALL = {"width": 1440, "height": 900}, {"width": 1280, "height": 720}
IN_SIGHT = 0.9
N_LOOKS, BETWEEN_MS = 20, 100
# The share of the figure's height that the window shows, below a row of buttons that stays in sight above it, and how
# many pixels of the step's words are out of sight.
SEEN = """name => {
  const figure = document.querySelector(`.st-key-${name}`);
  const { top, bottom, height } = figure.getBoundingClientRect();
  const words = document.querySelector('.st-key-walkthrough_words');
  const rows = [...document.querySelectorAll('[class*=run_buttons]')];
  const above = rows.filter((row) => row.compareDocumentPosition(figure) === Node.DOCUMENT_POSITION_FOLLOWING);
  const start = Math.max(0, ...above.map((row) => row.getBoundingClientRect().bottom));
  const seen = Math.min(bottom, innerHeight) - Math.max(top, start);
  return [Math.max(0, seen) / height, words.scrollHeight - words.clientHeight];
}"""


COURSE_BAR_PX = 60  # that much more stands above the words in a course
# What a hall would miss: labels of buttons that are cut, small type, no room for a course.
IN_THE_HALL = """() => {
  const isCut = (part) => getComputedStyle(part).overflowX === 'hidden' && part.scrollWidth > part.clientWidth + 1;
  const buttons = [...document.querySelectorAll('.stMain button')].filter((button) => button.offsetWidth);
  const cut = buttons.filter((button) => [...button.querySelectorAll('p, :has(p)')].some(isCut));
  const type = (part) => parseFloat(getComputedStyle(part).fontSize);
  const words = [...document.querySelectorAll('.st-key-walkthrough_words p')];
  const row = document.querySelector('.st-key-walkthrough_row');
  return {
    cut: cut.map((button) => button.innerText),
    small: words.filter((part) => type(part) < type(document.documentElement)).map((part) => part.innerText),
    end: row.getBoundingClientRect().bottom,
  };
}"""


def assert_readable_in_the_hall(page: Page, name: str, number: int) -> None:
    place = f"Step {number} of {len(WALKTHROUGHS[name].walkthrough)}"
    expect(page.locator(".st-key-walkthrough_row")).to_contain_text(place)
    wait_until_idle(page)
    seen = page.evaluate(IN_THE_HALL)
    assert seen["cut"] == seen["small"] == []
    assert seen["end"] + COURSE_BAR_PX <= HALL["height"], f"step {number}: its words would be cut in a course"


def seen_at_rest(page: Page, figure: str) -> tuple[float, float]:
    """Return what `SEEN` says as soon as all is in sight; where it never is, what it says at last.

    A question that has just been answered goes, and its words with it, a moment after the figure has come.
    """
    for _ in range(N_LOOKS):
        share, hidden = page.evaluate(SEEN, figure)
        if share >= IN_SIGHT and hidden <= 1:
            break
        page.wait_for_timeout(BETWEEN_MS)
    return share, hidden


def assert_in_sight(page: Page, name: str, number: int, view: str) -> None:
    step = WALKTHROUGHS[name].walkthrough[number - 1]
    expect(page.locator(".st-key-walkthrough_words").get_by_text(re.compile(rf"^{number}\. "))).to_be_visible()
    wait_until_idle(page)
    figure, anyway = page.locator(f".st-key-{step.figure}"), page.get_by_role("button", name="Show it anyway")
    expect(figure.or_(anyway).first).to_be_visible()
    if anyway.count():
        page.keyboard.press("PageDown")
    expect(figure).to_be_in_viewport(ratio=IN_SIGHT)
    share, hidden = seen_at_rest(page, step.figure)
    assert share >= IN_SIGHT, f"{step.id}, {view}: {share:.0%} of {step.figure} is in sight"
    assert hidden <= 1, f"{step.id}, {view}: {hidden} px of its words are out of sight"
    expect(page.locator(f".st-key-_{name}_next button")).to_be_in_viewport(ratio=1)
    if step.is_live:
        expect(page.get_by_role("button", name=re.compile("Start|Run it")).first).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("name", WALKTHROUGHS)
def test_the_figure_of_every_step_is_in_sight(page: Page, address: str, name: str) -> None:
    n_steps = len(WALKTHROUGHS[name].walkthrough)
    page.set_viewport_size(DESK)
    open_page(page, f"{address}/{name}?at=1")
    remote_listens(page, name)
    for number in range(1, n_steps + 1):
        assert_in_sight(page, name, number, "at a desk")
        if number < n_steps:
            page.keyboard.press("PageDown")
    page.set_viewport_size(HALL)
    page.get_by_role("switch", name="Presenter's view").click(force=True)
    for number in range(n_steps, 0, -1):
        assert_in_sight(page, name, number, "in a lecture hall")
        assert_readable_in_the_hall(page, name, number)
        page.keyboard.press("PageUp")
