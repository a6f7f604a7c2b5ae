"""Memory: the server at rest, with a training run, and after visitors who trained, or opened every page, and left.

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
N_PAIRS, ITERATIONS = 5, 300
LIVE_RUNS = {
    "mnist_trainer": "mnist_trainer_digits=built_in",
    "mode_collapse": "",
    "gaussian_1d": "gaussian_1d_chapter=real_gan",
}
AIM_MB = 650


async def measure(server: Server) -> None:
    def say(when: str) -> None:
        print(f"  {resident_mb(server.process.pid):.0f} MB {when}", flush=True)

    async with visit(server.address):
        say("with the home page drawn")
        await asyncio.sleep(COLLECT_EVERY_S / 2)
        say("once everything slow is imported")
    async with visit(server.address, "mnist_trainer", "mnist_trainer_digits=built_in") as visitor:
        await visitor.press("start")
        async with meanwhile(visitor.watch()):
            await asyncio.sleep(TRAIN_S)
            say(f"while a run trains, after {TRAIN_S:.0f} s")
    for page, query in LIVE_RUNS.items():
        for _ in range(N_PAIRS):
            await asyncio.gather(*[train(server.address, page, query) for _ in range(2)])
        say(f"after {2 * N_PAIRS} visitors, two at a time, each with {ITERATIONS} iterations on {page}")
    await wait_for_collection(server.address)
    say(f"after they have gone; aim: at most {AIM_MB} MB")
    for _ in range(ROUNDS):
        async with contextlib.AsyncExitStack() as stack:
            for _ in range(VISITORS):
                for page in PAGES:
                    await stack.enter_async_context(visit(server.address, page.name))
            say(f"with {VISITORS} visitors, each with all {len(PAGES)} pages open")
        await wait_for_collection(server.address)
        say("after they have gone")


async def train(address: str, page: str, query: str) -> None:
    """Start a run, watch it for so many iterations, and leave."""
    async with visit(address, page, query) as visitor:
        await visitor.press("start")
        async with meanwhile(visitor.watch()):
            while visitor.iteration() < ITERATIONS:
                await visitor.drawn_again()


async def wait_for_collection(address: str) -> None:
    await asyncio.sleep(2)
    async with visit(address):
        pass  # Streamlit looks for sessions to end when another one leaves
    await asyncio.sleep(COLLECT_EVERY_S + 5)


def main() -> None:
    options = ["--server.disconnectedSessionTTL=1"]
    with run_server(ROOT / "hosting" / "streamlit_app.py", options=options) as server:
        asyncio.run(measure(server))


if __name__ == "__main__":
    main()
