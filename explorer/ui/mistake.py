"""A common mistake, shown on the spot: closed until somebody wants to know."""

from collections.abc import Iterator
from contextlib import contextmanager

from explorer.ui.print_mode import more


@contextmanager
def mistake(title: str) -> Iterator[None]:
    """Draw the box; `title` is what people say, and what stands in it shows with numbers why it is wrong."""
    with more(f"A common mistake: “{title}”", icon=":material/error_outline:"):
        yield
