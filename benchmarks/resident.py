"""What a process takes of the machine: resident memory and processor time, as Linux tells them."""

import math
import os
from pathlib import Path


def resident_mb(pid: int) -> float:
    """Return the process's resident memory in MB (10^6 bytes); nan where the system does not tell."""
    return _fields(pid, "statm")[1] * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used, in s; nan where the system does not tell."""
    fields = _fields(pid, "stat")
    return (fields[13] + fields[14]) / os.sysconf("SC_CLK_TCK")


def _fields(pid: int, name: str) -> list[float]:
    try:
        words = Path(f"/proc/{pid}/{name}").read_text(encoding="ascii").split()
    except OSError:
        return [math.nan] * 20
    return [float(word) if word.lstrip("-").isdigit() else math.nan for word in words]
