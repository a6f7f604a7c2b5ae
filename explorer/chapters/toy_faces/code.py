"""The code of each chapter: its script for the settings as they stand."""

from collections.abc import Callable
from typing import Any

from explorer.chapters.toy_faces.inputs import N_NOISE, OWN
from explorer.chapters.toy_faces.together import first_gan
from explorer.data.toy_faces import FACES, PRESETS
from explorer.scripts.script import Script, script_of
from explorer.training.toy_faces.moves import parse
from explorer.ui.controls import Controls

PAGE = "toy_faces"


def code(controls: Controls) -> Script:
    """Return the script of the open chapter."""
    chapter = controls.value("chapter")
    return script_of(PAGE, chapter, faces=FACES.tolist(), n_noise=N_NOISE, **SETTINGS[chapter](controls))


def _four(controls: Controls, name: str) -> list[float]:
    return [controls.value(f"{name}{i}") for i in range(1, 5)]


def _faces(controls: Controls) -> dict[str, Any]:
    return {"x": _four(controls, "x"), "noise_seed": int(controls.value("noise"))}


def _by_hand_D(controls: Controls) -> dict[str, Any]:
    return {"w": _four(controls, "dw"), "b": controls.value("db")}


def _by_hand_G(controls: Controls) -> dict[str, Any]:
    return {"v": _four(controls, "gw"), "c": _four(controls, "gb")}


def _discriminator(controls: Controls) -> dict[str, Any]:
    name = controls.value("picture")
    x = _four(controls, "x") if name == OWN else PRESETS[name]
    return {**_by_hand_D(controls), "x": x, "noise_seed": int(controls.value("noise"))}


def _generator(controls: Controls) -> dict[str, Any]:
    return {**_by_hand_G(controls), "z": controls.value("z")}


def _together(controls: Controls) -> dict[str, Any]:
    return {
        "start": controls.value("start"),
        "seed": int(controls.value("start_seed", 0)),
        "first": first_gan(controls).parameters.tolist(),
        "moves": [str(move) for move in parse(controls.value("moves"))],
        "face": int(controls.value("face")),
        "z": controls.value("z"),
    }


def _training(controls: Controls) -> dict[str, Any]:
    names = ("epochs", "rate", "k")
    return {**{name: controls.value(name) for name in names}, "seed": int(controls.value("seed"))}


def _run(controls: Controls) -> dict[str, Any]:
    return {**_training(controls), "moment": controls.value("moment")}


def _map(controls: Controls) -> dict[str, Any]:
    by_hand = controls.value("map_of") == "by hand"
    gan = {**_by_hand_D(controls), **_by_hand_G(controls)} if by_hand else _training(controls)
    return {**gan, "by_hand": by_hand, "noise_seed": int(controls.value("noise"))}


SETTINGS: dict[str, Callable[[Controls], dict[str, Any]]] = {
    "Faces": _faces,
    "Discriminator by hand": _discriminator,
    "Generator by hand": _generator,
    "Put together": _together,
    "Training": _run,
    "Map": _map,
}
