"""On a terminal a bar stays in its line; elsewhere there are few lines; neither says nonsense at the ends."""

import io

import pytest

from explorer.command_line import progress
from explorer.command_line.progress import Progress, duration


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    return now


def run(stream, clock, n=100, each_s=1.0, seconds=None):
    bar = Progress(stream, 0, n, seconds)
    for iteration in range(1, n + 1):
        clock[0] += each_s
        bar.show(iteration, 1.0, 2.0)
        if bar.is_over:
            break
    bar.close()
    return stream.getvalue()


def test_elsewhere_there_is_a_line_every_five_seconds_and_one_at_the_end(clock):
    lines = run(io.StringIO(), clock, n=52).splitlines()
    assert len(lines) == 12
    assert lines[0] == "iteration 1 of 52, 1 a second, 51 s left, loss of D 1, of G 2"
    assert lines[-1].startswith("iteration 52 of 52, 1 a second, 0 s left")


def test_on_a_terminal_the_bar_stays_in_its_line(clock):
    said = run(Terminal(), clock)
    assert said.count("\n") == 1 and said.endswith("\n")
    first, *_, last = said.strip().split("\r")
    assert "[..............................] iteration 1 of 100" in first
    assert "[##############################] iteration 100 of 100" in last


def test_a_run_by_the_clock_says_how_much_of_its_time_is_left(clock):
    lines = run(io.StringIO(), clock, n=1000, seconds=90.0).splitlines()
    assert lines[1].startswith("iteration 6 in 6 s of 1 min 30 s, 1 a second, 1 min 24 s left")
    assert "iteration 86 in" in lines[-1]


def test_durations_in_words():
    assert [duration(s) for s in (0.4, 59.4, 60, 185, 7_830)] == [
        "0 s",
        "59 s",
        "1 min 00 s",
        "3 min 05 s",
        "2 h 10 min",
    ]
