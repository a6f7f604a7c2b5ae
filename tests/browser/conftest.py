"""One server and one Chromium for all browser tests; a console error or a logged traceback fails a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.app import CHROMIUM_ADVICE, find_chromium, launch, open_page, serve

# Two browsers and two servers share what may be two cores.
expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server") / "server.log"


@pytest.fixture(scope="session")
def address(server_log: Path) -> Iterator[str]:
    with serve(log=server_log) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find_chromium()
    if executable is None:
        pytest.fail(CHROMIUM_ADVICE)
    with sync_playwright() as playwright:
        browser = launch(playwright, executable)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def context(browser: Browser, address: str) -> BrowserContext:
    """Return what all tests' tabs share: what was fetched once is there, and what was compiled, in a tab that stays."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    kept = context.new_page()
    open_page(kept, address)
    kept.locator("[data-chart][data-drawn]").first.wait_for()
    return context


@pytest.fixture
def page(context: BrowserContext, address: str, server_log: Path) -> Iterator[Page]:
    """Yield a fresh tab that remembers nothing; afterwards no console error, failed script or traceback may be left."""
    problems: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # On a link to a page Streamlit looks for its own endpoints below the page's path first, and gets a 404.
        probed = message.location.get("url", "").split("?")[0].endswith(("/_stcore/health", "/_stcore/host-config"))
        if message.type == "error" and not probed:
            problems.append(message.text)

    page = context.new_page()
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": "all"})
    page.on("console", note)
    page.on("pageerror", lambda error: problems.append(str(error)))
    logged_before = server_log.stat().st_size
    yield page
    problems += page.get_by_test_id("stException").all_inner_texts()
    page.close()
    context.clear_permissions()
    logged = server_log.read_text(errors="replace")[logged_before:]
    assert not problems, problems
    assert "Traceback" not in logged, logged
