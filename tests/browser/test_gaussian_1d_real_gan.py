"""A visitor takes one step of the 1-D GAN, lets it run, looks back, and finds the run again after another page."""

import re

from playwright.sync_api import Page, expect

from tests.browser.app import open_page, wait_until_idle

LINK = "/gaussian_1d?gaussian_1d_chapter=real_gan&gaussian_1d_gan_n=500&gaussian_1d_gan_batch=16"
RUN_TIMEOUT_MS = 120_000


def test_step_train_look_back_leave_and_come_back(page: Page, address: str) -> None:
    open_page(page, address + LINK)
    expect(page.get_by_text("Nothing runs yet")).to_be_visible()
    expect(page.get_by_text(re.compile(r"after one iteration: JSD 0\.69"))).to_be_visible()

    page.get_by_role("button", name=re.compile("^One step")).click()
    expect(page.get_by_text(re.compile("Paused.* at iteration 1 of 500"))).to_be_visible(timeout=60_000)
    page.get_by_role("button", name=re.compile("^Resume")).click()
    expect(page.get_by_text("Done: 500 iterations.")).to_be_visible(timeout=RUN_TIMEOUT_MS)
    expect(page.get_by_text(re.compile("Iteration 500: JSD"))).to_be_visible(timeout=60_000)
    wait_until_idle(page)

    timeline = page.get_by_role("slider", name=re.compile("Look back"))
    timeline.focus()
    timeline.press("Home")
    expect(page.get_by_text(re.compile(r"Iteration 1: JSD 0\.69"))).to_be_visible(timeout=60_000)
    wait_until_idle(page)

    page.get_by_test_id("stSidebarNavLink").filter(has_text="LSGAN").click()
    expect(page.get_by_role("heading", name="LSGAN against BCE")).to_be_visible(timeout=60_000)
    wait_until_idle(page)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="1-D Gaussian").click()
    expect(page.get_by_role("radio", name="Real GAN")).to_be_visible(timeout=60_000)
    page.get_by_role("radio", name="Real GAN").click()
    expect(page.get_by_text("Done: 500 iterations.")).to_be_visible(timeout=60_000)
    wait_until_idle(page)
