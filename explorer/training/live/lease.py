"""The lease of a visitor's run: without it, nobody watches, and nothing is computed."""

from time import monotonic

import numpy as np

LEASE_S = 5.0


class Lease:
    """Renewed by a page each time it draws; it ends by itself, or when the visitor's session does.

    Attributes
    ----------
    left_at : when the visitor's session has ended, by the monotonic clock; None while it is open
    """

    def __init__(self, lasts_s: float = LEASE_S) -> None:
        self.left_at: float | None = None
        self._lasts_s = lasts_s
        self._renewed_at = monotonic()

    @property
    def is_held(self) -> bool:
        """Whether it has not ended yet."""
        return monotonic() - self._renewed_at < self._lasts_s

    def renew(self) -> None:
        """Let it last from now on."""
        self._renewed_at, self.left_at = monotonic(), None

    def end(self) -> None:
        """End it at once: the visitor has gone."""
        self._renewed_at, self.left_at = -np.inf, monotonic()
