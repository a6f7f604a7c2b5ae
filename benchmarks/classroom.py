"""A class: 60 students over real websockets, each moving a slider once a second, while one run trains on the digits.

Each speaks Streamlit's own messages (`tests/hosting/visitor.py`), so that the server has all the work and a browser's
share is not in the figures. A move's time begins when it is due and ends with the answer's last message: a server that
falls behind cannot hide it. Aims on two cores: p95 at most 300 ms, nothing lost, at most 700 MB, and no more after ten
minutes than after one: `python -m benchmarks.classroom --minutes 10`. With `--processes 2` behind nginx, as
`make serve` has it; the memory is then that of all that it starts, and the aim at most 1200 MB.
"""

import argparse
import asyncio
import contextlib
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.resident import cpu_seconds, resident_mb, together_mb, with_descendants
from explorer.ui.warm_up import COLLECT_EVERY_S
from hosting.serve import COOKIE
from tests.browser.app import run_server
from tests.hosting.hosted import serve_hosted
from tests.hosting.visitor import Visitor, meanwhile, visit

SESSIONS, MINUTES = 60, 1.0
AIM_MS, AIM_MB, AIM_SEVERAL_MB = 300, 700, 1200
ARRIVE_S = 0.1  # from one student's arrival to the next one's
EVERY_S = 1.0
LOOK_EVERY_S = 10.0
# page, its chapter, the slider that is moved
PLACES = (
    ("toy_faces", "faces", "x1"),
    ("gaussian_1d", "game", "mu_g"),
    ("lsgan_vs_bce", "losses", "t"),
    ("dynamics", "circle", "steps"),
    ("toy_faces", "generator", "z"),
    ("gaussian_1d", "your_own_d", "c1"),
    ("lsgan_vs_bce", "far_fakes", "distance"),
    ("dynamics", "disjoint", "distance"),
)
TRAINER = "mnist_trainer_digits=built_in&mnist_trainer_n_iterations=20000"


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


@dataclass(frozen=True)
class School:
    """Where the class is held: an address, and the process that has started whatever else there is."""

    address: str
    pid: int
    processes: int

    def megabytes(self) -> float:
        return resident_mb(self.pid) if self.processes == 1 else together_mb(with_descendants(self.pid))

    def cpu_seconds(self) -> float:
        return sum(map(cpu_seconds, with_descendants(self.pid)))


@contextlib.contextmanager
def school(processes: int) -> Iterator[School]:
    """Run one process of the app, or several behind nginx."""
    if processes == 1:
        with run_server() as server:
            yield School(server.address, server.process.pid, 1)
    else:
        with tempfile.TemporaryDirectory() as folder, serve_hosted(Path(folder) / "log", processes) as hosted:
            yield School(hosted.address, hosted.starter.pid, processes)


async def watch_memory(place: School, found: Found) -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        found.megabytes.append(place.megabytes())


@contextlib.asynccontextmanager
async def training_run(address: str) -> AsyncIterator[Visitor]:
    """Have one visitor train a GAN on the digits that are always at hand."""
    async with visit(address, "mnist_trainer", TRAINER) as visitor:
        await visitor.press("start")
        async with meanwhile(visitor.watch()):
            while "a second" not in visitor.progress():
                await asyncio.sleep(0.1)
            yield visitor


async def hold_class(place: School, sessions: int, seconds: float) -> Found:
    """Let the class come one by one, work for so many seconds, and go."""
    found = Found()

    async def attend(number: int) -> None:
        page, chapter, control = PLACES[number % len(PLACES)]
        await asyncio.sleep(number * ARRIVE_S)
        async with visit(place.address, page, f"{page}_chapter={chapter}") as visitor:
            # All begin when the last one should have come, spread over the second.
            start = begun + sessions * ARRIVE_S + 5 + EVERY_S * number / sessions
            await asyncio.sleep(start - time.perf_counter())
            await move_every_second(visitor, f"{page}_{control}", start + seconds, found)

    async with training_run(place.address) as trainer:
        begun = time.perf_counter()
        async with meanwhile(watch_memory(place, found)):
            await asyncio.gather(*map(attend, range(sessions)))
        print(f"  meanwhile: {trainer.progress().rpartition('**: ')[2]}")
    return found


def main(sessions: int = SESSIONS, minutes: float = MINUTES, processes: int = 1) -> None:
    with school(processes) as place:
        asyncio.run(_warm_up(place))
        at_rest, cpu = place.megabytes(), place.cpu_seconds()
        found = asyncio.run(hold_class(place, sessions, 60 * minutes))
        cpu, after = place.cpu_seconds() - cpu, place.megabytes()
    say(sessions, found, cpu)
    course = " ".join(f"{megabytes:.0f}" for megabytes in found.megabytes)
    aim = AIM_MB if processes == 1 else AIM_SEVERAL_MB
    print(f"  resident: {at_rest:.0f} MB at rest, then {course}, {after:.0f} MB after; aim: at most {aim} MB, flat")


def say(sessions: int, found: Found, cpu: float) -> None:
    times, n = statistics.quantiles(found.milliseconds, n=100), len(found.milliseconds)
    lost = f"{len(found.lost)} lost {'; '.join(found.lost[:3])}"
    print(f"  {sessions} sessions, {n} moves, {lost}")
    print(f"  answered in {times[49]:.0f} ms (p50), {times[94]:.0f} ms (p95), {max(found.milliseconds):.0f} ms at most")
    print(f"  aim: p95 at most {AIM_MS} ms. The server worked {1000 * cpu / n:.1f} ms a move, all else included")


async def _warm_up(place: School) -> None:
    """Have every process import what is slow, as a server has that was not started a moment ago."""
    for number in range(1, place.processes + 1):
        async with visit(place.address, cookie=f"{COOKIE}={number}"):
            pass
    await asyncio.sleep(COLLECT_EVERY_S / 2)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--processes", type=int, default=1)
    main(**vars(parser.parse_args()))
