"""Comparisons of this visit that lie, pale, behind the present one: those of the same norm and aim."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.names import DIGITS
from explorer.training.adversarial_examples.settings import CompareSettings
from explorer.ui.live import LiveRun
from explorer.ui.overlaid import RunsOfVisit

if TYPE_CHECKING:
    from explorer.training.adversarial_examples.compare import Compared


@dataclass(frozen=True)
class Comparison:
    """A comparison as it was last seen; `number` is its place among the visit's."""

    number: int
    settings: CompareSettings
    counted: "Compared"


def before(live: LiveRun, run: CompareSettings, counted: "Compared | None") -> list[Comparison]:
    """Keep the present comparison, and return those before it whose curves have the same axes, the oldest first."""
    runs, number = RunsOfVisit[Comparison](live.page), live.runner.run_number
    if counted is not None:
        runs.remember(Comparison(number, run, counted))
    return [each for each in runs.before(number) if number and has_same_axes(each.settings, run)]


def has_same_axes(one: CompareSettings, other: CompareSettings) -> bool:
    """Say whether both count the same over the same sizes: 0.3 is small for L2, and for L∞ it is a lot."""
    return (one.norm, one.wanted) == (other.norm, other.wanted)


def in_words(earlier: Sequence[Comparison], run: CompareSettings) -> str:
    """Say which they are, and what each had that the present one has not."""
    if not earlier:
        return (
            "Start another comparison with one setting changed: this one stays, pale, as long as norm and wanted "
            "answer are the same."
        )
    said = [f"**{each.number}** {_differences(each, run)}" for each in earlier]
    return f"Pale, by number, earlier comparisons: {' · '.join(said)}"


def _differences(earlier: Comparison, other: CompareSettings) -> str:
    one = earlier.settings
    pairs = (
        (DIGITS[one.source], DIGITS[other.source]),
        (f"{one.networks[0]} network", f"{other.networks[0]} network"),
        (f"{earlier.counted.n} pictures", f"{other.n} pictures"),  # one that was ended has fewer than were wished
        (f"seed {one.seed}", f"seed {other.seed}"),
    )
    return ", ".join(said for said, now in pairs if said != now) or "the same settings"
