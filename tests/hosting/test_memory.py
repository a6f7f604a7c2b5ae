"""A visitor who leaves gives everything back: counted in objects, in the server itself."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.pages import PAGES
from tests.browser.app import run_server
from tests.hosting.visitor import Visitor, act, visit

PATIENCE_S = 60
OF_A_RUN = ("Runner", "Run", "GanTraining", "LiveRun", "Controls")
OF_A_SESSION = ("AppSession", "SessionState", "ScriptRunner", "ScriptRunContext")
STAYS_A_MOMENT = 2  # the session that counts, and the one that counted before


@pytest.fixture(scope="module")
def counted() -> Iterator[str]:
    # Streamlit keeps a session for two minutes, in case that its visitor comes back; here not at all.
    options = ["--server.disconnectedSessionTTL=0"]
    with run_server(Path(__file__).with_name("counting_app.py"), options=options) as server:
        yield server.address


async def count(address: str) -> dict[str, int]:
    async with visit(address, query="count=1") as visitor:
        return json.loads(visitor.all_of("text")[0].content.body)


async def train(visitor: Visitor) -> None:
    await visitor.press("run")
    pulse = asyncio.ensure_future(visitor.watch())
    async with asyncio.timeout(PATIENCE_S):
        while not visitor.iteration():
            await visitor.drawn_again()
    pulse.cancel()


def test_a_visitor_who_opens_every_page_trains_and_leaves_gives_it_all_back(counted: str) -> None:
    async def come_and_go() -> None:
        for page in PAGES:
            async with visit(counted, page.name, "mnist_trainer_digits=built_in") as visitor:
                assert not visitor.all_of("exception"), page.name
                if page.name == "mnist_trainer":
                    await train(visitor)
                    held = await count(counted)
                    assert all(held.get(kind) for kind in OF_A_RUN), held
                    assert held["GanTraining"] == held["Run"] == 1
        async with asyncio.timeout(PATIENCE_S):
            while True:  # each count is a visit: Streamlit looks for sessions to end when one leaves
                left = await count(counted)
                of_sessions = [left[kind] for kind in OF_A_SESSION]
                if max(of_sessions) <= STAYS_A_MOMENT and not any(left.get(kind) for kind in OF_A_RUN):
                    return

    act(come_and_go())
