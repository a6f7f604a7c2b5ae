"""A class: 60 students over real websockets, each moving a slider once a second, while one run trains on the digits.

Each speaks Streamlit's own messages (`tests/hosting/visitor.py`), so that the server has all the work and a browser's
share is not in the figures. A move's time begins when it is due and ends with the answer's last message: a server that
falls behind cannot hide it. Aims on two cores: p95 at most 300 ms, nothing lost, at most 700 MB, and no more after ten
minutes than after one: `python -m benchmarks.classroom --minutes 10`.
"""

import argparse
import asyncio
import contextlib
import statistics
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

from benchmarks.resident import cpu_seconds, resident_mb
from tests.browser.app import Server, run_server
from tests.hosting.visitor import Visitor, meanwhile, visit

SESSIONS, MINUTES = 60, 1.0
AIM_MS, AIM_MB = 300, 700
ARRIVE_S = 0.1  # from one student's arrival to the next one's
EVERY_S = 1.0
LOOK_EVERY_S = 10.0
# page, its chapter, the slider that is moved
PLACES = (
    ("toy_faces", "Faces", "x1"),
    ("gaussian_1d", "The game", "mu_g"),
    ("lsgan_vs_bce", "Losses and gradients", "t"),
    ("dynamics", "The circle", "steps"),
    ("toy_faces", "Generator by hand", "z"),
    ("gaussian_1d", "Your own D", "c1"),
    ("lsgan_vs_bce", "Far fakes", "distance"),
    ("dynamics", "Disjoint supports", "distance"),
)
TRAINER = "mnist_trainer_digits=built-in&mnist_trainer_n_iterations=20000"


@dataclass
class Found:
    """What the class has seen."""

    milliseconds: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


def positions(low: float, high: float, step: float) -> Iterator[float]:
    """Yield positions over the slider's whole range, never the same one twice in a row."""
    n, k = round((high - low) / step), 0
    while True:
        k = (k + max(1, round(0.382 * n))) % (n + 1)
        yield low + k * step


async def move_every_second(visitor: Visitor, name: str, until: float, found: Found) -> None:
    """Move a slider once a second; note how long each answer took, and each that is not the move's."""
    slider = visitor.slider(name)
    goals = positions(slider.low, slider.high, slider.step)
    due = time.perf_counter()
    while due < until:
        await asyncio.sleep(due - time.perf_counter())
        goal, before = next(goals), visitor.charts()
        await visitor.move(name, goal)
        found.milliseconds.append(1000 * (time.perf_counter() - due))
        stands = visitor.slider(name).value
        if visitor.charts() == before or stands not in (None, goal) or visitor.all_of("exception"):
            found.lost.append(f"{name}: {goal}, the page says {stands}")
        due += EVERY_S


async def watch_memory(server: Server, found: Found) -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        found.megabytes.append(resident_mb(server.process.pid))


@contextlib.asynccontextmanager
async def training_run(address: str) -> AsyncIterator[Visitor]:
    """Have one visitor train a GAN on the digits that are always at hand."""
    async with visit(address, "mnist_trainer", TRAINER) as visitor:
        await visitor.press("Start")
        async with meanwhile(visitor.watch()):
            while "a second" not in visitor.progress():
                await asyncio.sleep(0.1)
            yield visitor


async def hold_class(server: Server, sessions: int, seconds: float) -> Found:
    """Let the class come one by one, work for so many seconds, and go."""
    found = Found()

    async def attend(number: int) -> None:
        page, chapter, control = PLACES[number % len(PLACES)]
        await asyncio.sleep(number * ARRIVE_S)
        async with visit(server.address, page, f"{page}_chapter={chapter.replace(' ', '+')}") as visitor:
            # All begin when the last one should have come, spread over the second.
            start = begun + sessions * ARRIVE_S + 5 + EVERY_S * number / sessions
            await asyncio.sleep(start - time.perf_counter())
            await move_every_second(visitor, f"{page}_{control}", start + seconds, found)

    async with training_run(server.address) as trainer:
        begun = time.perf_counter()
        async with meanwhile(watch_memory(server, found)):
            await asyncio.gather(*map(attend, range(sessions)))
        print(f"  meanwhile: {trainer.progress().rpartition('**: ')[2]}")
    return found


def main(sessions: int = SESSIONS, minutes: float = MINUTES) -> None:
    with run_server() as server:
        asyncio.run(_look_in(server.address))
        at_rest, cpu = resident_mb(server.process.pid), cpu_seconds(server.process.pid)
        found = asyncio.run(hold_class(server, sessions, 60 * minutes))
        cpu = cpu_seconds(server.process.pid) - cpu
        after = resident_mb(server.process.pid)
    say(sessions, found, cpu)
    course = " ".join(f"{megabytes:.0f}" for megabytes in found.megabytes)
    print(f"  resident: {at_rest:.0f} MB at rest, then {course}, {after:.0f} MB after; aim: at most {AIM_MB} MB, flat")


def say(sessions: int, found: Found, cpu: float) -> None:
    times, n = statistics.quantiles(found.milliseconds, n=100), len(found.milliseconds)
    lost = f"{len(found.lost)} lost {'; '.join(found.lost[:3])}"
    print(f"  {sessions} sessions, {n} moves, {lost}")
    print(f"  answered in {times[49]:.0f} ms (p50), {times[94]:.0f} ms (p95), {max(found.milliseconds):.0f} ms at most")
    print(f"  aim: p95 at most {AIM_MS} ms. The server worked {1000 * cpu / n:.1f} ms a move, all else included")


async def _look_in(address: str) -> None:
    async with visit(address):
        pass


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    main(**vars(parser.parse_args()))
