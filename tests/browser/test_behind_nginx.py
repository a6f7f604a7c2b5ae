"""The app as `make serve` hosts it: two processes behind nginx."""

import asyncio
import os
import re
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPMessage

import pytest
from playwright.sync_api import Browser, Page, expect

from hosting.serve import COOKIE, NGINX_ADVICE, find_nginx
from tests.browser.app import open_page, wait_until_idle
from tests.hosting.hosted import Hosted, cookie_in, serve_hosted
from tests.hosting.visitor import Visitor, act, meanwhile, visit

PATIENCE_S = 60


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    if find_nginx() is None:
        pytest.fail(NGINX_ADVICE)
    with serve_hosted(tmp_path_factory.mktemp("hosted") / "log") as hosted:
        yield hosted


@pytest.fixture
def hosted(started: Hosted) -> Hosted:
    """Return the hosted app with both processes up, whatever the test before has done to them."""
    started.wait_for(1, 2)
    return started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a fresh tab in which nothing may break the Content-Security-Policy."""
    said: list[str] = []
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.context.close()
    assert not [text for text in said if "Content Security Policy" in text or "Refused to" in text], said


def get(address: str, **headers: str) -> HTTPMessage:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as response:
        return response.headers


def process_of(page: Page) -> int:
    return next(int(cookie["value"]) for cookie in page.context.cookies() if cookie["name"] == COOKIE)


def test_a_deep_link_opens_with_its_charts_and_the_slider_moves_them(page: Page, hosted: Hosted) -> None:
    open_page(page, f"{hosted.address}/gaussian_1d?gaussian_1d_mu_g=3")
    slider = page.get_by_test_id("stMain").get_by_role("slider").first
    expect(slider).to_have_attribute("aria-valuetext", "3.00")
    page.locator(".js-plotly-plot").first.wait_for()
    slider.focus()
    page.keyboard.press("ArrowRight")
    wait_until_idle(page)
    expect(page).to_have_url(f"{hosted.address}/gaussian_1d?gaussian_1d_mu_g=3.1")


def test_when_its_process_ends_the_page_comes_back_as_it_stood(page: Page, hosted: Hosted) -> None:
    open_page(page, f"{hosted.address}/toy_faces")
    slider = page.locator("#toy_faces_x1")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(f"{hosted.address}/toy_faces?toy_faces_x1=0.95")
    wait_until_idle(page)
    number = process_of(page)
    with page.expect_websocket():  # a new one
        os.kill(hosted.pids(number)[-1], signal.SIGKILL)
    wait_until_idle(page)
    expect(slider).to_have_attribute("aria-valuetext", "0.95")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "0.90")
    wait_until_idle(page)


def test_scripts_are_compressed(hosted: Hosted) -> None:
    with urllib.request.urlopen(hosted.address, timeout=30) as response:
        (script,) = re.findall(r'<script type="module"[^>]* src="\./([^"]+\.js)"', response.read().decode())
    assert get(f"{hosted.address}/{script}", **{"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"


def test_every_answer_is_compressed_and_says_what_a_browser_may_do(hosted: Hosted) -> None:
    headers = get(f"{hosted.address}/toy_faces")
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self' blob: 'sha256-" in policy
    assert "'unsafe-eval'" not in policy
    assert "frame-ancestors 'self'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Server"] == "nginx"  # and no version
    compressed = get(f"{hosted.address}/toy_faces", **{"Accept-Encoding": "gzip"})
    assert compressed["Content-Encoding"] == "gzip"
    with pytest.raises(urllib.error.HTTPError, match="404") as refused:
        get(f"{hosted.address}/_stcore/metrics")
    assert refused.value.headers["X-Content-Type-Options"] == "nosniff"
    refused.value.close()


def test_a_reload_fetches_no_script_of_ours_again(page: Page, hosted: Hosted) -> None:
    open_page(page, f"{hosted.address}/gaussian_1d")
    page.locator("[data-chart][data-drawn]").first.wait_for()
    page.reload()
    page.locator("[data-chart][data-drawn]").first.wait_for()
    fetched = page.evaluate("""() => performance.getEntriesByType("resource")
        .filter(({ name }) => name.includes("/component/"))
        .map(({ name, transferSize }) => [name, transferSize])""")
    assert any(name.endswith("plotly.min.js") for name, _ in fetched)
    assert [name for name, size in fetched if size] == []
    with pytest.raises(urllib.error.HTTPError, match="404") as missing:
        get(f"{fetched[0][0]}.gone")
    assert "immutable" not in str(missing.value.headers["Cache-Control"])
    missing.value.close()


def test_newcomers_get_a_cookie_and_whoever_has_one_keeps_it(hosted: Hosted) -> None:
    given = cookie_in(get(hosted.address))
    assert "HttpOnly" in given
    assert "SameSite=Lax" in given
    assert "Secure" not in given
    assert "Secure" in cookie_in(get(hosted.address, **{"X-Forwarded-Proto": "https"}))
    for number in (1, 2):
        assert not cookie_in(get(hosted.address, Cookie=hosted.cookie(number)))
    assert cookie_in(get(hosted.address, Cookie=f"{COOKIE}=elsewhere"))


def test_a_websocket_comes_back_to_its_session_and_to_no_other_process(hosted: Hosted) -> None:
    async def leave_and_return(number: int) -> str:
        async with visit(hosted.address, "toy_faces", cookie=hosted.cookie(1)) as first:
            await first.move("toy_faces_x1", 0.5)
        back = visit(hosted.address, "toy_faces", session_id=first.session_id, cookie=hosted.cookie(number))
        async with back as second:
            return "same" if second.session_id == first.session_id else "another"

    assert act(leave_and_return(1)) == "same"
    assert act(leave_and_return(2)) == "another"


def test_a_page_of_another_origin_gets_no_websocket(hosted: Hosted) -> None:
    with pytest.raises(urllib.error.HTTPError, match="403") as refused:
        get(
            f"{hosted.address}/_stcore/stream",
            **{
                "Origin": "http://elsewhere.example",
                "Connection": "Upgrade",
                "Upgrade": "websocket",
                "Sec-WebSocket-Version": "13",
                "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            },
        )
    refused.value.close()


def test_a_run_trains_in_one_process_while_the_other_is_started_anew(hosted: Hosted) -> None:
    async def iterations(visitor: Visitor, more_than: int) -> int:
        async with asyncio.timeout(PATIENCE_S):
            while (n := visitor.iteration()) <= more_than:
                await visitor.drawn_again()
        return n

    async def train() -> None:
        async with visit(
            hosted.address, "mnist_trainer", "mnist_trainer_digits=built_in", cookie=hosted.cookie(1)
        ) as v:
            await v.press("run")
            async with meanwhile(v.watch()):
                first = await iterations(v, more_than=0)
                before = hosted.pids(2)
                os.kill(before[-1], signal.SIGKILL)
                await iterations(v, more_than=first)
                while hosted.pids(2) == before:
                    await v.drawn_again()

    act(train())


def test_a_visitor_whose_process_is_down_is_taken_over_and_knows_it(hosted: Hosted) -> None:
    async def lose_it() -> list[str]:
        async with visit(hosted.address, "toy_faces", cookie=hosted.cookie(1)) as visitor:
            await visitor.move("toy_faces_x1", 0.5)
            os.kill(hosted.pids(1)[-1], signal.SIGKILL)
            await visitor.socket.wait_closed()
        query = visitor.query
        async with visit(hosted.address, "toy_faces", query, cookie=hosted.cookie(1)) as visitor:
            assert visitor.slider("toy_faces_x1").value == 0.5
            return visitor.socket.response.headers.get_all("Set-Cookie")

    assert any(cookie.startswith(hosted.cookie(2)) for cookie in act(lose_it()))
