"""What the recording of the cures shows, in words: whose middle seed lies beyond all of the plain GAN's."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from explorer import names
from explorer.data.mode_collapse.cures import Cell, CureRecording
from explorer.numbers import number, percent
from explorer.training.mode_collapse.cures_settings import CURES

Values = NDArray[np.float64]
Write = Callable[[float], str]


def found(recording: CureRecording, data: str, n_modes: int) -> str:
    """Return what the runs on one data set show, of the modes captured and of the share of high quality."""
    ends = {cure: recording.cells[data, cure] for cure in CURES}
    modes, quality = ({cure: of(cell) for cure, cell in ends.items()} for of in (_modes, _quality))
    return (
        f"**{names.POINTS[data]}.** The plain GAN ends on {_span(modes['plain'], number)} of {n_modes} modes, "
        f"{_span(quality['plain'], percent)} of high quality. "
        f"{_compared(modes, number, 'more modes', 'fewer modes', 'finds more modes', n_modes)} "
        f"{_compared(quality, percent, 'better fakes', 'worse fakes', 'makes better fakes', 1.0)}"
    )


def beyond(values: Mapping[str, Values]) -> tuple[list[str], list[str]]:
    """Return the cures whose middle seed is above the best of the plain GAN's, and those with it below the worst."""
    plain, middle = values["plain"], {cure: np.median(of_cure) for cure, of_cure in values.items()}
    return [c for c in values if middle[c] > plain.max()], [c for c in values if middle[c] < plain.min()]


def _compared(values: Mapping[str, Values], write: Write, more: str, fewer: str, does_more: str, most: float) -> str:
    above, below = beyond(values)
    said = [
        f"With {word}: {', '.join(f'{names.CURES[cure]} ({_span(values[cure], write)})' for cure in cures)}."
        for cures, word in ((above, more), (below, fewer))
        if cures
    ]
    if not above:
        said.insert(0, _without_more(values, write, does_more, most))
    return " ".join(said)


def _without_more(values: Mapping[str, Values], write: Write, does_more: str, most: float) -> str:
    """Say that no cure is above the plain GAN's best seed; where none could be, whose worst seed is above its worst."""
    plain = values["plain"]
    if plain.min() == most:
        return "There is nothing to mend."
    if plain.max() < most:
        return f"No cure {does_more}."
    surer = [f"{names.CURES[cure]} ({write(of.min())})" for cure, of in values.items() if of.min() > plain.min()]
    more_at_worst = (
        f"With more in the worst seed: {', '.join(surer)}." if surer else "No cure has more in the worst seed."
    )
    return f"Its best seeds have all of them. {more_at_worst}"


def _modes(cell: Cell) -> Values:
    return cell.n_modes[:, -1].astype(float)


def _quality(cell: Cell) -> Values:
    return cell.quality[:, -1]


def _span(values: Values, write: Write) -> str:
    low, high = write(values.min()), write(values.max())
    return low if low == high else f"{low} to {high}"
