"""What is said of the two rows of "How little is enough?": what was added, and where the answer changes."""

from typing import TYPE_CHECKING

import numpy as np

from explorer.figures.adversarial_examples.rows import ANSWERS
from explorer.names import NORMS
from explorer.numbers import number, percent

if TYPE_CHECKING:
    from explorer.training.adversarial_examples.one_picture import Aimed, Noise

MOST = {"l2": 16, "linf": 1}  # the largest noise that is looked at


def found(aimed: "Aimed", noise: "Noise", changes: tuple[float, float]) -> str:
    """Return it, as Markdown; `changes` are the sizes at which the answer first is what it is to be."""
    norm = NORMS[aimed.norm]
    added = noise.l2 if aimed.norm == "l2" else noise.linf
    same = f"Both rows add **{norm} {number(added[0], '.2f')}**"
    if abs(added[0] - added[1]) > 0.01:
        same = f"The rows add {norm} **{number(added[0], '.2f')}** and **{number(added[1], '.2f')}**"
    return (
        f":material/visibility: {same}, after clipping: pixels stay within 0 and 1. The picture itself, of L2 norm "
        f"{number(float(np.linalg.norm(aimed.x)), '.1f')}, is seen as **{ANSWERS[aimed.answer]}**, "
        f"{percent(aimed.before[aimed.answer])}. **{_first(aimed, changes)}** Drag the norm: which sums do *you* still "
        "read?"
    )


def _first(aimed: "Aimed", changes: tuple[float, float]) -> str:
    if aimed.wanted == aimed.answer:
        return "That is what is wanted already: choose another answer."
    what = "The first other answer" if aimed.wanted is None else f"The first {ANSWERS[aimed.wanted]}"
    none = f"none up to {MOST[aimed.norm]}"
    first, second = (number(size, ".2f") if np.isfinite(size) else none for size in changes)
    return f"{what} comes at {first} in the first row and at {second} in the second."
