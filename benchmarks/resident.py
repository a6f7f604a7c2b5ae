"""What a process takes of the machine: resident memory and processor time, as Linux tells them."""

import math
import os
from collections.abc import Iterable
from pathlib import Path


def resident_mb(pid: int) -> float:
    """Return the process's resident memory in MB (10^6 bytes); nan where the system does not tell."""
    return _fields(pid, "statm")[1] * os.sysconf("SC_PAGE_SIZE") / 1e6


def together_mb(pids: Iterable[int]) -> float:
    """Return the memory of several processes together in MB, what they share counted once.

    Each one's "proportional set size": a page that n processes have is counted as 1/n of a page in each.
    nan where the system does not tell.
    """
    return sum(_pss_mb(pid) for pid in pids)


def with_descendants(pid: int) -> list[int]:
    """Return the ids of a process, of those that it has started, of those that they have, and so on."""
    found = [pid]
    for parent in found:
        for told in Path(f"/proc/{parent}/task").glob("*/children"):
            found.extend(map(int, told.read_text(encoding="ascii").split()))
    return found


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used, in s; nan where the system does not tell."""
    fields = _fields(pid, "stat")
    return (fields[13] + fields[14]) / os.sysconf("SC_CLK_TCK")


def _pss_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return math.nan
    return next((1024 * float(line.split()[1]) / 1e6 for line in lines if line.startswith("Pss:")), math.nan)


def _fields(pid: int, name: str) -> list[float]:
    try:
        words = Path(f"/proc/{pid}/{name}").read_text(encoding="ascii").split()
    except OSError:
        return [math.nan] * 20
    return [float(word) if word.lstrip("-").isdigit() else math.nan for word in words]
