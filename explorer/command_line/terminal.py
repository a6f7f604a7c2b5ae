"""The terminal that a run speaks to: it may lack letters, never have been there, or go while the run is under way."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import NoReturn, TextIO


def open_streams() -> None:
    """Let what is written be taken in any case."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if (
            stream is None
        ):  # closed by whoever started us: a file of ours would take its number, and what C writes there
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
        elif mode == "w" and isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter still shows the rest


def say(stream: TextIO, words: str) -> None:
    """Write words at once; a terminal that is gone does not end the run."""
    with suppress(OSError):
        stream.write(words)
        stream.flush()


def end(code: int) -> NoReturn:
    """End the program without a look back: Python would complain of a pipe that nobody reads any more."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)
