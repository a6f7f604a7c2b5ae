"""Points of one's own for the 2-D lab: a short text that a link can hold, and the distribution that it stands for.

Three letters a point: 18 bits, of which nine say x and nine say y, as steps of 0.006 from the middle. The browser
writes and reads the same text (`explorer/front_end/sketch.js`).
"""

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array
from explorer.names import POINTS
from explorer.numbers import counted

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"  # base64's, as links take them
_VALUES = {letter: value for value, letter in enumerate(LETTERS)}
ID = "own"  # among the distributions
STEP = 0.006  # between two places on the sheet: far below σ, and with three decimals exactly
N_STEPS = 240  # from the middle of the sheet to its edge
REACH = STEP * N_STEPS  # so that nearly all of a point's blur falls into the square that is shown
SIGMA = 0.05
EXTENT = 1.6
MAX_POINTS = 2000
MAX_POINTS_IN_LINK = 400  # 1,200 letters: a link that mail and chat programs still take whole


def data_of(text: str) -> str:
    """Return what the settings of a run call these points; `points.distribution` knows it."""
    return f"{ID}:{text}"


def text_in(data: str) -> str:
    """Return the text of the points in the settings of a run; nothing where the data are not of one's own."""
    id, _, text = data.partition(":")
    return text if id == ID else ""


def in_words(data: str) -> str:
    """Return the name of a run's data as a reader takes it."""
    text = text_in(data)
    return f"{POINTS[ID]}, {counted(len(text) // 3, 'point')}" if text else POINTS[data]


def text_of(points: Array) -> str:
    """Write points of the square ±1.44, shape (n, 2), as three letters each."""
    steps = np.clip(np.rint(points / STEP), -N_STEPS, N_STEPS).astype(int) + N_STEPS
    bits = steps[:, 0] * 512 + steps[:, 1]
    return "".join(LETTERS[b >> 12] + LETTERS[b >> 6 & 63] + LETTERS[b & 63] for b in bits.tolist())


def is_text_of_points(text: str) -> bool:
    """Say whether `text` stands for at least one point, and not too many, all on the sheet."""
    if not 3 <= len(text) <= 3 * MAX_POINTS or len(text) % 3 or not set(text) <= set(LETTERS):
        return False
    return bool(np.all(_steps(text) <= 2 * N_STEPS))


def points_of(text: str) -> Array:
    """Read what `text_of` has written; shape (n, 2).

    Raises
    ------
    ValueError
        When the text is none of points.
    """
    if not is_text_of_points(text):
        raise ValueError("not a text of points")
    return np.round((_steps(text) - N_STEPS) * STEP, 3)


def _steps(text: str) -> NDArray[np.int64]:
    values = np.array([_VALUES[letter] for letter in text]).reshape(-1, 3)
    bits = values @ [64 * 64, 64, 1]
    return np.stack([bits >> 9, bits & 511], axis=1)


def _example() -> str:
    """Two eyes and a mouth."""
    angle = np.linspace(np.pi * 1.15, np.pi * 1.85, 40)
    mouth = 1.05 * np.stack([np.cos(angle), np.sin(angle)], axis=1) + [0.0, 0.2]
    turn = 2 * np.pi * np.arange(12) / 12
    eye = 0.16 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return text_of(np.concatenate([eye + [-0.5, 0.6], eye + [0.5, 0.6], mouth]))


EXAMPLE = _example()
