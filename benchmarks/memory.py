"""Memory: the server at rest, with a training run, and after visitors who opened every page and left.

Started as Community Cloud starts it. Streamlit keeps a session for a while in case that its visitor comes back; here
for one second, and the app collects every 45 s: what is left is looked at after that.
"""

import asyncio
import contextlib

from benchmarks.resident import resident_mb
from explorer.pages import PAGES
from explorer.ui.warm_up import COLLECT_EVERY_S
from tests.browser.app import ROOT, Server, run_server
from tests.hosting.visitor import meanwhile, visit

VISITORS = 20
ROUNDS = 2
TRAIN_S = 10.0


async def measure(server: Server) -> None:
    def say(when: str) -> None:
        print(f"  {resident_mb(server.process.pid):.0f} MB {when}", flush=True)

    async with visit(server.address):
        say("with the home page drawn")
        await asyncio.sleep(COLLECT_EVERY_S / 2)
        say("once everything slow is imported")
    async with visit(server.address, "mnist_trainer", "mnist_trainer_digits=built-in") as visitor:
        await visitor.press("Start")
        async with meanwhile(visitor.watch()):
            await asyncio.sleep(TRAIN_S)
            say(f"while a run trains, after {TRAIN_S:.0f} s")
    for _ in range(ROUNDS):
        async with contextlib.AsyncExitStack() as stack:
            for _ in range(VISITORS):
                for page in PAGES:
                    await stack.enter_async_context(visit(server.address, page.name))
            say(f"with {VISITORS} visitors, each with all {len(PAGES)} pages open")
        await asyncio.sleep(2)
        async with visit(server.address):
            pass  # Streamlit looks for sessions to end when another one leaves
        await asyncio.sleep(COLLECT_EVERY_S + 5)
        say("after they have gone")


def main() -> None:
    options = ["--server.disconnectedSessionTTL=1"]
    with run_server(ROOT / "hosting" / "streamlit_app.py", options=options) as server:
        asyncio.run(measure(server))


if __name__ == "__main__":
    main()
