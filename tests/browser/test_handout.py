"""The handouts on paper: few sheets, a figure and a formula a step, nothing on top of anything else, and white."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from explorer.pages import WALKTHROUGHS
from tests.browser.app import open_page, wait_until_idle
from tests.browser.test_formulas import IN_RED

PATIENCE_MS = 120_000
IS_DRAWN = """n => {
    const steps = [...document.querySelectorAll("[class*=st-key-handout_step_]")];
    const shows = (step) =>
        step.querySelector("[data-drawn], img, table") && step.querySelector(".katex-display .katex-html");
    const waits = document.querySelector("[role=figure]:not([data-drawn]), [aria-busy=true]");
    const images = [...document.images].every((image) => image.complete && image.naturalWidth);
    return steps.length === n && steps.every(shows) && !waits && images;
}"""
# What lies on what: the boxes of each step's words against those of its figure, and each step against every other.
OVERLAPS = """() => {
    const rect = (element) => element.getBoundingClientRect();
    const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    const seen = (element) => element.checkVisibility() && rect(element).height > 0;
    const steps = [...document.querySelectorAll("[class*=st-key-handout_step_]")];
    const start = (text) => `“${text.textContent.slice(0, 40)}”`;
    const found = [];
    steps.forEach((step, i) => {
        const figures = [...step.querySelectorAll("[role=figure] .main-svg, img, table")].filter(seen);
        const words = [...step.querySelectorAll("h4, p, .katex-display .katex-html")].filter(
            (element) => seen(element) && !element.closest("[role=figure], table, figure"));
        if (!figures.length) found.push(`step ${i + 1} has no figure`);
        for (const figure of figures) for (const text of words)
            if (overlap(rect(figure), rect(text))) found.push(`step ${i + 1}: ${start(text)} on its figure`);
        words.forEach((text, k) => words.slice(k + 1).forEach((other) => {
            if (overlap(rect(text), rect(other))) found.push(`step ${i + 1}: ${start(text)} on words`);
        }));
        for (const part of [...figures, ...words])
            if (rect(part).right > rect(step).right + 1 || rect(part).bottom > rect(step).bottom + 1)
                found.push(`step ${i + 1}: something reaches out of it`);
        for (const other of steps.slice(i + 1))
            if (overlap(rect(step), rect(other))) found.push(`step ${i + 1} on another`);
    });
    return found;
}"""
# Words of a figure that lie on others or on a line of the legend, or reach out of it; letters fill half of their box.
WORDS_IN_FIGURES = """() => {
    const steps = [...document.querySelectorAll("[class*=st-key-handout_step_]")];
    const plots = (step) => [...step.querySelectorAll(".js-plotly-plot")];
    const said = (part) => part.textContent || "a line of the legend";
    const size = (part) => part.getBoundingClientRect();
    const found = [];
    steps.forEach((step, i) => plots(step).forEach((plot) => {
        const figure = size(plot.querySelector(".main-svg"));
        const parts = [...plot.querySelectorAll("text, .legendlines path")].filter(
            (part) => size(part).width && (part.tagName === "path" || part.textContent.trim()));
        const isWord = (part) => part.textContent.trim().length > 1;
        parts.forEach((part, k) => {
            const a = size(part);
            const across = Math.max(figure.left - a.left, a.right - figure.right);
            if (Math.max(across, figure.top - a.top, a.bottom - figure.bottom) > 1)
                found.push(`step ${i + 1}, ${plot.dataset.chart}: “${said(part)}” is cut`);
            for (const other of parts.slice(k + 1)) {
                const b = size(other);
                const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                if ((isWord(part) || isWord(other)) && across > 1 && down > Math.min(a.height, b.height) / 2)
                    found.push(`step ${i + 1}, ${plot.dataset.chart}: “${said(part)}” on “${said(other)}”`);
            }
        });
    }));
    return found;
}"""
# The height of all steps: how much of the sheets' columns is used.
USED = """() => [...document.querySelectorAll("[class*=st-key-handout_step_]")]
    .reduce((sum, step) => sum + step.getBoundingClientRect().height, 0)"""
SHEET = 1123 - 87  # px: A4 without its margins
LEAST_USED = 0.6
WIDTH = {"width": 794, "height": 1123}  # A4 in the browser's pixels


def open_handout(page: Page, address: str, name: str) -> None:
    page.set_viewport_size(WIDTH)
    open_page(page, f"{address}/handout?of={name}&embed=true&embed_options=light_theme")
    page.wait_for_function(IS_DRAWN, arg=len(WALKTHROUGHS[name].walkthrough), timeout=PATIENCE_MS)
    wait_until_idle(page)


def pages_of(pdf: bytes) -> int:
    """Count the pages of a PDF by its own structure."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("name", WALKTHROUGHS)
def test_a_handout_fits_on_few_sheets_and_nothing_lies_on_anything_else(page: Page, address: str, name: str) -> None:
    open_handout(page, address, name)
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    n_sheets = pages_of(pdf)
    assert 2 <= n_sheets <= 4
    page.emulate_media(media="print")
    assert page.evaluate(USED) > LEAST_USED * 2 * n_sheets * SHEET, "the last sheet is mostly white"
    assert page.evaluate(OVERLAPS) == []
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")  # sizes are known
    page.wait_for_function(IS_DRAWN, arg=len(WALKTHROUGHS[name].walkthrough), timeout=PATIENCE_MS)
    assert page.evaluate(WORDS_IN_FIGURES) == []
    steps = page.locator("[class*=st-key-handout_step_]")
    for to_be_pressed in (
        "button",
        "input",
        "[role=slider]",
        ".updatemenu-button",
        ".slider-group",
    ):
        expect(steps.locator(to_be_pressed).filter(visible=True)).to_have_count(0)
    expect(page.locator(IN_RED)).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_on_the_screen_the_title_stands_above_the_question_and_nothing_beside_them(page: Page, address: str) -> None:
    """By our own style alone: an address with the paper's theme stays, and without `embed` Streamlit hides nothing."""
    page.set_viewport_size({"width": 1440, "height": 900})
    open_page(page, f"{address}/handout?of=dynamics&embed_options=light_theme")
    expect(page.get_by_test_id("stSidebar")).not_to_be_visible()
    page.wait_for_function("""() => {
        const title = document.querySelector("h1");
        const question = [...document.querySelectorAll("p")].find((p) => p.innerText.startsWith("Why do two players"));
        return title && question && question.getBoundingClientRect().top >= title.getBoundingClientRect().bottom;
    }""")


def test_a_handout_is_white_in_the_dark_too(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark", viewport=WIDTH)
    page = context.new_page()
    open_page(page, f"{address}/handout?of=dynamics")
    page.wait_for_url("**embed_options=light_theme**")
    page.wait_for_function(IS_DRAWN, arg=len(WALKTHROUGHS["dynamics"].walkthrough), timeout=PATIENCE_MS)
    colors = page.evaluate("""() => {
        const style = (selector) => getComputedStyle(document.querySelector(selector));
        const parts = (color) => color.match(/\\d+/g).slice(0, 3).map(Number);
        const lightness = (color) => parts(color).reduce((sum, part) => sum + part, 0) / 765;
        return [style(".stApp").backgroundColor, style("h4").color, style("[role=figure] text").fill].map(lightness);
    }""")
    paper, *ink = colors
    assert paper > 0.98 and max(ink) < 0.4
    context.close()
