"""Every chart of every chapter: what is drawn after a change is what a fresh tab draws for the same state."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explorer.pages import LECTURES, page_named
from tests.browser.app import open_page, wait_until_idle
from tests.browser.drawing import Drawing, differences, still_drawing_of, wait_until_drawn
from tests.pages.conftest import charts_of
from tests.pages.conftest import open_page as open_in_test

PATIENCE_MS = 60_000
ITERATIONS = 60  # about three seconds of the slowest run on a quiet machine
FAR_ENOUGH = """least => {
  const said = document.querySelector('[data-testid=stMain] [data-testid=stProgress]').innerText;
  return Number(said.match(/[0-9,]+/)?.[0].replaceAll(',', '')) >= least;
}"""


class Answers:
    """Counts the server's finished runs of a page's script, from what arrives at the page's socket."""

    def __init__(self, page: Page) -> None:
        self.page, self.n = page, 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._hear))

    def _hear(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes) and ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished":
            self.n += 1

    def wait_for(self, act: Callable[[], object]) -> None:
        """Do something that the server has to answer, and wait until it has."""
        before = self.n
        act()
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while self.n == before and time.monotonic() < deadline:
            self.page.wait_for_timeout(20)  # which lets Playwright hear
        assert self.n > before, "the server has not answered"
        wait_until_idle(self.page)


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def drawn_after_a_visit_elsewhere(page: Page, answers: Answers, name: str, chapter: str, n_charts: int) -> Drawing:
    """Return what the open chapter shows after another chapter was open: the server has sent all of it anew."""
    chapters, ids = page.locator(f".st-key-{name}_chapter button"), [each.id for each in page_named(name).chapters]
    number = ids.index(chapter)
    page.evaluate("for (const chart of document.querySelectorAll('[data-chart]')) chart.classList.add('old')")
    answers.wait_for(chapters.nth((number + 1) % len(ids)).click)
    page.wait_for_function("!document.querySelector('[data-chart].old')", timeout=PATIENCE_MS)
    answers.wait_for(chapters.nth(number).click)
    return still_drawing_of(page, n_charts)


def move_first_slider(page: Page, answers: Answers) -> bool:
    """Move the chapter's first slider by a step of its own; False where it has none."""
    ours, streamlits = (
        ".drag-slider [type=range]:enabled",
        "[data-testid=stSlider] [role=slider]:not([aria-disabled=true])",
    )
    sliders = main(page).locator(f"{ours}, {streamlits}")
    if not sliders.count():
        return False
    slider = sliders.first
    value, high = (
        slider.evaluate(f"slider => Number(slider.{name} ?? slider.getAttribute('{aria}'))")
        for name, aria in (("value", "aria-valuenow"), ("max", "aria-valuemax"))
    )
    answers.wait_for(lambda: slider.press("ArrowLeft" if value == high else "ArrowRight"))
    return True


def presets_of(page: Page, name: str) -> Locator:
    return main(page).locator(f'[class*="st-key-_{name}_preset_"] button:enabled').locator("visible=true")


def drawn_anew(page: Page, n_charts: int) -> Drawing:
    """Return what the charts show when each of them begins with nothing, as after a drawing that failed."""
    page.evaluate("""() => {
        for (const chart of document.querySelectorAll('[data-chart]')) {
            for (const part of chart.querySelectorAll('svg')) part.classList.add('old');
            chart.dispatchEvent(new Event('broken'));
        }
    }""")
    page.wait_for_function("!document.querySelector('svg.old')", timeout=PATIENCE_MS)
    return still_drawing_of(page, n_charts)


def n_charts_of(name: str, chapter: str) -> int:
    """Return how many charts a chapter sends."""
    return len(charts_of(open_in_test(name, chapter=chapter)))


@pytest.mark.parametrize("name", [page.name for page in LECTURES])
def test_what_is_drawn_after_a_change_is_what_is_drawn_anew(page: Page, address: str, name: str) -> None:
    """In each chapter, after a slider and after every preset; after a switch of the theme what a fresh tab shows."""
    answers, fresh = Answers(page), page.context.new_page()
    fresh.emulate_media(color_scheme="dark")
    for number, chapter in enumerate(page_named(name).chapters):
        n_charts = n_charts_of(name, chapter.id)
        page.emulate_media(color_scheme="light")
        if number:
            answers.wait_for(page.locator(f".st-key-{name}_chapter button").nth(number).click)
        else:
            open_page(page, f"{address}/{name}")
        before = still_drawing_of(page, n_charts)
        presets = presets_of(page, name)
        if move_first_slider(page, answers):
            drawn = still_drawing_of(page, n_charts)
            before = drawn_anew(page, n_charts)
            assert not differences(drawn, before), (chapter.id, "slider")
        for i in range(presets.count()):
            answers.wait_for(presets.nth(i).click)
            wait_until_idle(page)
            n_charts = page.locator("[data-chart]").count()  # some points have modes to be counted, others none
            drawn = still_drawing_of(page, n_charts)
            before = drawn_anew(page, n_charts)
            assert not differences(drawn, before), (chapter.id, "preset", i)
        page.emulate_media(color_scheme="dark")
        open_page(fresh, page.url)
        in_the_dark = still_drawing_of(fresh, n_charts)
        assert not wait_until_drawn(page, in_the_dark), (chapter.id, "theme")
        assert not n_charts or differences(before, in_the_dark)  # they would be seen
    fresh.close()


# No run, or one of their own, which is over in seconds.
WITHOUT_A_RUN = {("mnist_trainer", "question"), ("mnist_trainer", "side_by_side"), ("mnist_trainer", "files")}
WITHOUT_A_RUN |= {("adversarial_examples", "compared"), ("adversarial_examples", "generator")}
LIVE = [(page.name, chapter.id) for page in LECTURES for chapter in page.chapters if not chapter.prints]


@pytest.mark.parametrize("name, chapter", LIVE)
def test_what_is_drawn_in_a_run_is_what_is_drawn_anew(page: Page, address: str, name: str, chapter: str) -> None:
    answers, n_charts = Answers(page), n_charts_of(name, chapter)
    open_page(page, f"{address}/{name}?{name}_chapter={chapter}")
    before = still_drawing_of(page, n_charts)
    start = main(page).locator(f".st-key-_{name}_run button:enabled").locator("visible=true")
    if not start.count():
        assert (name, chapter) in WITHOUT_A_RUN
        return
    start.click()
    page.wait_for_function(FAR_ENOUGH, arg=ITERATIONS, timeout=PATIENCE_MS)
    start.click()  # by now it is Pause
    expect(main(page).get_by_test_id("stProgress")).to_contain_text("Paused", timeout=PATIENCE_MS)
    wait_until_idle(page)
    drawn = still_drawing_of(page, n_charts)
    assert differences(before, drawn)
    assert not differences(drawn, drawn_after_a_visit_elsewhere(page, answers, name, chapter, n_charts))
