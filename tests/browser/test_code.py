"""The code of a page in a real browser: asked for, read and downloaded, with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import open_page, wait_until_idle
from tests.browser.test_accessibility import violations


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_code_that_is_shown_is_the_code_that_is_downloaded(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    open_page(page, f"{address}/lsgan_vs_bce?lsgan_vs_bce_chapter=optimal_d&lsgan_vs_bce_mu=-3.25")
    button = page.get_by_role("button", name="The code")
    button.focus()
    page.keyboard.press("Enter")
    wait_until_idle(page)
    dialog = page.get_by_role("dialog")
    code = dialog.locator("code", has_text="MU, SIGMA = -3.25, 1.0")
    expect(code).to_be_visible(timeout=30_000)  # the browser fetches what colours it first
    assert not violations(page)
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Download lsgan_vs_bce_optimal_d.py").press("Enter")
    assert download.value.suggested_filename == "lsgan_vs_bce_optimal_d.py"
    assert download.value.path().read_text(encoding="utf-8").split() == code.inner_text().split()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
