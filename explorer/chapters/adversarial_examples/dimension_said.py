"""What is said of the margins of "Why so little?": how far both kinds of noise move them, in few and in many pixels."""

from typing import TYPE_CHECKING

import numpy as np

from explorer.data.adversarial_examples.pairs import SIDES
from explorer.numbers import number, percent
from explorer.theory.adversarial_examples.linear import LinearClassifier

if TYPE_CHECKING:
    from explorer.chapters.adversarial_examples.dimension import Linear

COARSE = 7  # pixels a side, beside the finest


def found(now: "Linear", eps: float, n: int) -> str:
    """Return it for noise of ε on n pixels, as Markdown."""
    w = now.classifier
    (by_signs,), (by_chance,) = now.still_right(np.array([eps]))
    return (
        f"Each pixel changes by ε = {number(eps, '.3g')}, up or down, so that the noise has the L2 norm ε√n = "
        f"**{number(eps * n**0.5, '.2f')}** whatever its signs.\n\n"
        f"Along the **signs of w** every margin falls by ε‖w‖₁ = **{number(eps * w.by_signs, '.2f')}**: "
        f"{percent((now.margins > 0).mean())} → **{percent(by_signs)}** right.\n\n"
        f"**Random signs** move it by ε‖w‖₂ = **{number(eps * w.by_chance, '.3f')}** or so, up or down: "
        f"**{percent(by_chance)}** right.\n\n"
    )


def from_coarse_to_fine(coarse: LinearClassifier, fine: LinearClassifier, eps: float) -> str:
    """Return what becomes of both hills from the coarse pictures to the fine ones, as Markdown."""
    if not eps:
        return ":material/visibility: Drag ε up: which hill moves, and which only blurs?"
    moved, blurred = (
        f"{number(eps * after, '.2f')} instead of {number(eps * before, '.2f')}"
        for before, after in ((coarse.by_signs, fine.by_signs), (coarse.by_chance, fine.by_chance))
    )
    return (
        f":material/visibility: Keep ε and take n from {COARSE**2} to {SIDES[-1] ** 2}: the magenta hill is shifted by "
        f"{moved}, the grey one blurred by {blurred}."
    )
