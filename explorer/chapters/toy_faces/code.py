"""The code of each chapter: its script for the settings as they stand."""

from explorer.chapters.toy_faces.inputs import N_NOISE, OWN
from explorer.chapters.toy_faces.together import first_gan
from explorer.data.toy_faces import FACES, PRESETS
from explorer.scripts.script import Script, script_of
from explorer.training.toy_faces.moves import parse
from explorer.ui.readings import Readings, values


def faces(controls: Readings) -> Script:
    """Return the script of *Faces*."""
    return _script("faces", x=_four(controls, "x"), noise_seed=int(controls.value("noise")))


def discriminator(controls: Readings) -> Script:
    """Return the script of *Discriminator by hand*."""
    name = controls.value("picture")
    x = _four(controls, "x") if name == OWN else PRESETS[name]
    return _script("discriminator", **_by_hand_D(controls), x=x, noise_seed=int(controls.value("noise")))


def generator(controls: Readings) -> Script:
    """Return the script of *Generator by hand*."""
    return _script("generator", **_by_hand_G(controls), z=controls.value("z"))


def together(controls: Readings) -> Script:
    """Return the script of *Put together*."""
    return _script(
        "together",
        start=controls.value("start"),
        seed=int(controls.value("start_seed", 0)),
        first=first_gan(controls).parameters.tolist(),
        moves=[str(move) for move in parse(controls.value("moves"))],
        face=int(controls.value("face")),
        z=controls.value("z"),
    )


def training(controls: Readings) -> Script:
    """Return the script of *Training*."""
    return _script("training", **_run(controls), moment=controls.value("moment"))


def opinion_map(controls: Readings) -> Script:
    """Return the script of *Map*."""
    by_hand = controls.value("map_of") == "by_hand"
    gan = {**_by_hand_D(controls), **_by_hand_G(controls)} if by_hand else _run(controls)
    return _script("opinion_map", **gan, by_hand=by_hand, noise_seed=int(controls.value("noise")))


def _script(chapter: str, **settings: object) -> Script:
    return script_of("toy_faces", chapter, faces=FACES.tolist(), n_noise=N_NOISE, **settings)


def _four(controls: Readings, name: str) -> list[float]:
    return [controls.value(f"{name}{i}") for i in range(1, 5)]


def _by_hand_D(controls: Readings) -> dict[str, object]:
    return {"w": _four(controls, "dw"), "b": controls.value("db")}


def _by_hand_G(controls: Readings) -> dict[str, object]:
    return {"v": _four(controls, "gw"), "c": _four(controls, "gb")}


def _run(controls: Readings) -> dict[str, object]:
    return {**values(controls, "epochs", "rate", "k"), "seed": int(controls.value("seed"))}
