"""A live training run in a real browser: started, watched, paused, stepped, scrubbed, left, found again, stopped."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.app import open_page, wait_until_idle

PATIENCE_MS = 60_000
LONG_RUN = "mnist_trainer?mnist_trainer_n_iterations=10000&mnist_trainer_batch_size=16"


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def button(page: Page, label: str) -> Locator:
    ending = "(?! again)" if label == "Start" else ""  # Start again stands beside it
    return main(page).get_by_role("button", name=re.compile(rf"\b{label}\b{ending}")).first


def end_it(page: Page, label: str) -> None:
    """Press Stop or Reset, which a list holds that stays open."""
    found = page.get_by_role("button", name=re.compile(rf"(^| ){label}$"))
    if not found.count():
        page.get_by_role("button", name="End it").click()
    found.click()


def status(page: Page) -> Locator:
    return main(page).get_by_test_id("stProgress")


def iteration(page: Page) -> int:
    """Return the number that the status line says."""
    found = re.search(r"(?:Training: |iteration )([\d,]+)", status(page).inner_text())
    return int(found[1].replace(",", "")) if found else 0


def wait_for_iteration(page: Page, at_least: int) -> None:
    page.wait_for_function(
        """least => {
            const text = document.querySelector('[data-testid="stProgress"]')?.innerText ?? '';
            const found = text.match(/(?:Training: |iteration )([\\d,]+)/);
            return found && Number(found[1].replaceAll(',', '')) >= least;
        }""",
        arg=at_least,
        timeout=PATIENCE_MS,
    )


def start(page: Page, address: str) -> None:
    open_page(page, f"{address}/{LONG_RUN}")
    button(page, "Start").click()
    wait_for_iteration(page, 11)


def test_a_run_is_started_watched_paused_stepped_scrubbed_and_stopped(page: Page, address: str) -> None:
    start(page, address)
    before = iteration(page)
    picture = main(page).get_by_role("img", name="8 by 8 pictures").first
    first_picture = picture.get_attribute("src")
    wait_for_iteration(page, before + 20)  # nobody touches anything: the page follows by itself
    expect(picture).not_to_have_attribute("src", first_picture or "", timeout=PATIENCE_MS)
    expect(status(page)).to_contain_text("a second", timeout=PATIENCE_MS)
    expect(status(page)).to_contain_text("left", timeout=PATIENCE_MS)

    button(page, "Pause").click()
    expect(status(page)).to_contain_text("Paused", timeout=PATIENCE_MS)
    wait_until_idle(page)
    place = iteration(page)
    button(page, "One step").click()
    expect(status(page)).to_contain_text(f"Paused at iteration {place + 1:,}", timeout=PATIENCE_MS)

    newest = picture.get_attribute("src")
    main(page).get_by_role("slider", name=re.compile("look back")).press("Home")
    expect(main(page).get_by_text("Shown: iteration 1.")).to_be_visible(timeout=PATIENCE_MS)
    expect(picture).not_to_have_attribute("src", newest or "", timeout=PATIENCE_MS)

    button(page, "Resume").click()
    wait_for_iteration(page, place + 5)
    end_it(page, "Stop")
    expect(status(page)).to_contain_text("Stopped at iteration", timeout=PATIENCE_MS)
    expect(button(page, "Start again")).to_be_enabled()
    end_it(page, "Reset")
    expect(status(page)).to_contain_text("Nothing runs yet", timeout=PATIENCE_MS)
    wait_until_idle(page)


def test_a_reload_finds_the_run_and_a_copied_address_does_not(page: Page, address: str) -> None:
    open_page(page, f"{address}/{LONG_RUN}")
    button(page, "Start").click()
    wait_for_iteration(page, 5)
    button(page, "Pause").click()
    expect(status(page)).to_contain_text("Paused", timeout=PATIENCE_MS)
    wait_until_idle(page)
    place = iteration(page)
    beside = page.context.new_page()
    open_page(beside, page.url)
    expect(status(beside)).to_contain_text("Nothing runs yet", timeout=PATIENCE_MS)
    beside.close()
    page.reload()
    expect(status(page)).to_contain_text(f"Paused at iteration {place:,}", timeout=PATIENCE_MS)
    button(page, "Resume").click()
    wait_for_iteration(page, place + 5)
    page.reload()
    wait_for_iteration(page, place + 10)
    end_it(page, "Reset")
    expect(status(page)).to_contain_text("Nothing runs yet", timeout=PATIENCE_MS)
    wait_until_idle(page)
    assert "run_" not in page.url


BARS = """() => [...document.querySelectorAll('[data-testid=stMain] .barlayer .point path')].map((bar) =>
  Math.round(bar.getBoundingClientRect().height))"""


def test_the_bars_and_the_lines_beside_them_move_during_a_run(page: Page, address: str) -> None:
    """`Which digits G draws`: an empty chart before the run, ten bars that follow it, and numbers that become lines."""
    open_page(page, f"{address}/{LONG_RUN}")
    main(page).locator(".js-plotly-plot").first.wait_for(timeout=PATIENCE_MS)
    assert not any(page.evaluate(BARS))
    button(page, "Start").click()
    drawn: list[list[int]] = []
    for _ in range(3):
        page.wait_for_function(
            f"before => ({BARS})().some((height, digit) => height > 0 && height !== before[digit])",
            arg=drawn[-1] if drawn else [],
            timeout=PATIENCE_MS,
        )
        drawn.append(page.evaluate(BARS))
    end_it(page, "Reset")
    page.wait_for_function(f"() => !({BARS})().some((height) => height > 0)", timeout=PATIENCE_MS)


def layout(page: Page) -> list[float]:
    """Where the curves are and how tall the page is, read between two of the chart's redraws."""
    look = """() => {
        const chart = document.querySelector('[data-testid=stMain] .js-plotly-plot');
        const box = chart && chart.getBoundingClientRect();
        const height = document.querySelector('[data-testid=stMain]').scrollHeight;
        return box && box.height ? [box.x, box.y, box.width, box.height, height] : null;
    }"""
    return page.wait_for_function(look).json_value()


# Once the page that has just been opened has come to rest: the same for thirty frames of the browser.
PLACES = """() => new Promise((tell) => {
  const look = () => JSON.stringify(['run', 'anew', 'step'].map((id) => {
    const { x, y, width } = document.querySelector(`.st-key-_mnist_trainer_${id} button`).getBoundingClientRect();
    return [x, y, width];
  }));
  let [seen, n] = [look(), 0];
  const again = () => {
    [seen, n] = [look(), look() === seen ? n + 1 : 0];
    return n < 30 ? requestAnimationFrame(again) : tell(seen);
  };
  requestAnimationFrame(again);
})"""


def places_of_buttons(page: Page) -> str:
    places: str = page.evaluate(PLACES)
    return places


def test_no_button_moves_in_any_state(page: Page, address: str) -> None:
    """One that moves between a pointer's press and release never hears of the click."""
    open_page(page, f"{address}/{LONG_RUN}")
    main(page).locator(".js-plotly-plot").first.wait_for(timeout=PATIENCE_MS)
    places = places_of_buttons(page)
    button(page, "Start").click()
    wait_for_iteration(page, 2)
    assert places_of_buttons(page) == places
    button(page, "Pause").click()
    expect(status(page)).to_contain_text("Paused", timeout=PATIENCE_MS)
    wait_until_idle(page)
    assert places_of_buttons(page) == places
    end_it(page, "Stop")
    expect(status(page)).to_contain_text("Stopped", timeout=PATIENCE_MS)
    wait_until_idle(page)
    assert places_of_buttons(page) == places


def test_a_click_beside_a_run_counts_once(page: Page, address: str) -> None:
    """The run's own requests to be drawn must neither carry a click along nor take it back."""
    open_page(page, f"{address}/{LONG_RUN}&mnist_trainer_walkthrough=true")
    button(page, "Start").click()
    wait_for_iteration(page, 2)
    for label, step in [("Next", 2), ("Next", 3), ("Back", 2), ("Back", 1)] * 2:
        button(page, f"{label} Shortcut").click()
        expect(main(page).get_by_text(re.compile(rf"^{step}\. "))).to_be_visible(timeout=PATIENCE_MS)
        page.wait_for_timeout(300)  # long enough for a second step, if there were one
        expect(main(page).get_by_text(re.compile(rf"^{step}\. "))).to_be_visible()


def test_the_page_does_not_jump_while_it_trains(page: Page, address: str) -> None:
    open_page(page, f"{address}/{LONG_RUN}")
    chart = main(page).locator(".js-plotly-plot").first
    expect(chart).to_be_visible(timeout=PATIENCE_MS)
    page.evaluate("Promise.all([...document.images].map(image => image.decode()))")
    idle = layout(page)
    button(page, "Start").click()
    wait_for_iteration(page, 11)
    assert layout(page) == idle
    end_it(page, "Reset")
    expect(status(page)).to_contain_text("Nothing runs yet", timeout=PATIENCE_MS)
    wait_until_idle(page)


def test_leaving_the_page_and_coming_back_finds_the_run(page: Page, address: str) -> None:
    start(page, address)
    sidebar = page.get_by_test_id("stSidebarNavLink")
    sidebar.filter(has_text="Toy faces").click()
    expect(page.locator("h1")).to_have_text("Toy faces", timeout=PATIENCE_MS)
    wait_until_idle(page)
    sidebar.filter(has_text="Live MNIST trainer").click()
    expect(page.locator("h1")).to_have_text("Live MNIST trainer", timeout=PATIENCE_MS)
    wait_for_iteration(page, 15)
    expect(button(page, "Pause")).to_be_visible(timeout=PATIENCE_MS)
    end_it(page, "Stop")
    expect(status(page)).to_contain_text("Stopped at iteration", timeout=PATIENCE_MS)
    wait_until_idle(page)


def test_a_second_tab_has_a_run_of_its_own(page: Page, address: str, browser: Browser) -> None:
    start(page, address)
    second = browser.new_page()
    open_page(second, f"{address}/{LONG_RUN}")
    expect(status(second)).to_contain_text("Nothing runs yet", timeout=PATIENCE_MS)
    button(second, "One step").click()
    expect(status(second)).to_contain_text("Paused at iteration 1 of", timeout=PATIENCE_MS)
    second.close()
    wait_for_iteration(page, iteration(page) + 2)
    end_it(page, "Reset")
    expect(status(page)).to_contain_text("Nothing runs yet", timeout=PATIENCE_MS)
    wait_until_idle(page)


def test_an_impatient_visitor_ends_where_the_last_click_led(page: Page, address: str) -> None:
    open_page(page, f"{address}/{LONG_RUN}")
    for label in ("Start", "Pause", "Resume", "One step", "Resume", "Start again", "Stop", "Reset", "Start"):
        end_it(page, label) if label in ("Stop", "Reset") else button(page, label).click()
    wait_for_iteration(page, 2)
    button(page, "Reset page").click()
    expect(status(page)).to_contain_text("Nothing runs yet", timeout=PATIENCE_MS)
    wait_until_idle(page)


def test_the_failing_run_stays_in_sight_beside_its_cure(page: Page, address: str) -> None:
    """A panel in which nothing changes keeps its lines while the one beside it grows."""
    open_page(page, f"{address}/mnist_trainer?mnist_trainer_chapter=failures&mnist_trainer_failure=oscillation")
    panels = main(page).locator(".js-plotly-plot").first.locator(".subplot")
    for label, drawn in (("Run it", [1, 0]), ("Run the cure", [1, 1])):
        button(page, label).click()
        expect(status(page)).to_contain_text("a second", timeout=PATIENCE_MS)
        wait_for_iteration(page, iteration(page) + 20)
        for panel, n_lines in enumerate(drawn):
            expect(panels.nth(panel).locator(".js-line")).to_have_count(n_lines, timeout=PATIENCE_MS)
    button(page, "Reset page").click()
