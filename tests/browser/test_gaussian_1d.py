"""The 1-D Gaussian page in a real browser: the game, a D set to D*, and a path that plays without the server."""

import re

from playwright.sync_api import Page, expect

from tests.browser.app import open_page, wait_until_idle

# A machine that runs other things too may take its time with the first chart.
PATIENCE_MS = 60_000
# Looked for at every frame: the film's first picture stands for a sixth of a second.
BEGINS_ANEW = """() => [...document.querySelectorAll(".js-plotly-plot text")]
    .some((text) => text.textContent.startsWith("step 0 ·"))"""
ADDRESS = "{}/gaussian_1d?gaussian_1d_chapter={}"


def test_a_slider_and_a_preset_move_the_numbers_and_the_link(page: Page, address: str) -> None:
    open_page(page, ADDRESS.format(address, "The+game"))
    cost = page.get_by_role("row").filter(has_text="Theorem 1").get_by_role("cell").nth(1)
    expect(cost).to_have_text("−0.7126", timeout=PATIENCE_MS)
    page.get_by_role("slider", name=re.compile("Mean μ")).press("ArrowRight")
    expect(cost).to_have_text("−0.6682", timeout=PATIENCE_MS)
    expect(page).to_have_url(re.compile("gaussian_1d_mu_g=2.1"))
    page.get_by_role("button", name="Equal").click()
    expect(cost).to_have_text("−1.3863", timeout=PATIENCE_MS)
    wait_until_idle(page)


def test_D_is_set_to_D_star(page: Page, address: str) -> None:
    open_page(page, ADDRESS.format(address, "Your+own+D"))
    expect(page.get_by_text("C(G) − V = 0.4423 nats")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Set D to D*").click()
    expect(page.get_by_text("your V = −0.944")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("C(G) = −0.944")).to_be_visible(timeout=PATIENCE_MS)


def test_the_path_plays_in_the_browser_alone(page: Page, address: str) -> None:
    messages: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: messages.append(len(data))))
    open_page(page, ADDRESS.format(address, "convergence"))
    journey = page.locator(".js-plotly-plot").first
    expect(journey.get_by_text(re.compile("^step 0 ·"))).to_be_visible(timeout=PATIENCE_MS)
    expect(journey.get_by_text("D* right 99.9 %")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Play").click()
    expect(journey.get_by_text(re.compile("^step 120 ·"))).to_be_visible(timeout=PATIENCE_MS)
    expect(journey.get_by_text("D* right 50 %")).to_be_visible(timeout=PATIENCE_MS)
    # Plotly's contour traces vanish while frames play; lines stay. Each level has its name.
    expect(journey.get_by_text("JSD 0.65", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    # The frames have come at once; playing them asks for nothing more until the film rests.
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.wait_for_url("**gaussian_1d_moment=100")
    wait_until_idle(page)
    sent = len(messages)
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(BEGINS_ANEW, timeout=PATIENCE_MS)
    expect(journey.get_by_text(re.compile(r"^step [3-9]\d ·"))).to_be_visible(timeout=PATIENCE_MS)
    assert len(messages) == sent
