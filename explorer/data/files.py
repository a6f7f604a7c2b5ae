"""What is wrong with a file that somebody brings, or that the app keeps, is said in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager


class WrongFile(ValueError):
    """A file is missing or not what it should be; the message is a sentence that names it and says what is wrong."""


class Malformed(ValueError):
    """What a file holds is not what it should be; the message goes on after "it" or "its"."""


@contextmanager
def reading(name: str, other: str) -> Iterator[None]:
    """Turn what goes wrong while the file `name` is read into a `WrongFile`; it is `other` than it should be."""
    try:
        yield
    except OSError as error:
        raise WrongFile(f"{name} cannot be read: {error.strerror}.") from error
    except Malformed as error:
        raise WrongFile(f"{name} is {other}: {error}.") from error
