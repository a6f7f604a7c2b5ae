"""What stood in links, in files and on command lines before options had ids: the words of those days, and their ids.

Links stand in slides, on handouts and in mails, and runs are kept: a word that was once written stays here for good.
"""

from collections.abc import Mapping
from typing import Any

LOSSES = {"non-saturating": "non_saturating", "LSGAN": "lsgan", "WGAN": "wgan", "WGAN-GP": "wgan_gp"}
POINTS = {
    "Ring": "ring",
    "Line": "line",
    "Two Gaussians": "two_gaussians",
    "Disjoint": "disjoint",
    "Two moons": "two_moons",
    "Spiral": "spiral",
    "Ring of 8": "ring_of_8",
    "Grid of 25": "grid_of_25",
    "Your own": "own",
}
DIGITS = {"MNIST": "mnist", "Fashion-MNIST": "fashion_mnist", "built-in": "built_in"}
CURES = {
    "5 steps of D": "five_steps",
    "PacGAN": "pacgan",
    "unrolled 1": "unrolled_1",
    "unrolled 5": "unrolled_5",
    "R1": "r1",
}

# of a run on digits, by the names of its settings
SETTINGS: Mapping[str, Mapping[str, str]] = {"loss": LOSSES}


def settings_in_ids(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of a run, as a file says them, in ids."""
    return {name: as_id(SETTINGS.get(name, {}), value) for name, value in settings.items()}


def as_id(ids: Mapping[str, str], word: Any) -> Any:
    """Return the id that a word has become, and anything else as it is."""
    return ids.get(word, word) if isinstance(word, str) else word
