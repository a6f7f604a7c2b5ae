"""A player for recorded runs: it gets them once, and plays, scrubs and compares them in the browser alone."""

import json
import math

from explorer.data.recordings import Recording, encode
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, HIGHLIGHT, NEUTRAL
from explorer.theory.equilibrium import equilibrium_losses
from explorer.training.mnist_trainer.settings import WITH_SIGMOID
from explorer.ui.component import component

COLORS = {
    "data": DATA,
    "generator": GENERATOR,
    "discriminator": DISCRIMINATOR,
    "highlight": HIGHLIGHT,
    "neutral": NEUTRAL,
}
UNDECIDED = {"lsgan": 0.5, "hinge": 0.0}  # D's output where it cannot tell; a WGAN's critic knows no such number

_player = component("recording_player")


def play(key: str, *recordings: Recording) -> None:
    """Draw the player with one recording, or with two side by side on one slider."""
    _player(data=message(*recordings), key=key)


def message(*recordings: Recording) -> bytes:
    """Return what the browser gets: a line of JSON, then the recordings as their files."""
    files = [encode(recording) for recording in recordings]
    runs = [{**_known(recording), "size": len(file)} for recording, file in zip(recordings, files, strict=True)]
    return b"\n".join([json.dumps({"colors": COLORS, "runs": runs}).encode(), b"".join(files)])


def _known(recording: Recording) -> dict[str, object]:
    """What theory knows of the run: the losses at the equilibrium, and what an undecided D says."""
    loss, smoothed = recording.settings["loss"], recording.settings["label_smoothing"]
    of_D, of_G = (math.nan, math.nan) if smoothed else equilibrium_losses(loss)
    return {
        "levels": {"discriminator": _or_none(of_D), "generator": _or_none(of_G)},
        "undecided": 0.5 if loss in WITH_SIGMOID else UNDECIDED.get(loss),
        "probability": loss in WITH_SIGMOID,
    }


def _or_none(value: float) -> float | None:
    return value if math.isfinite(value) else None
