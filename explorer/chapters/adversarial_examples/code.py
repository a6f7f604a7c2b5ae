"""The code of each chapter: its script for the settings as they stand."""

import base64
import textwrap
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.chapters.adversarial_examples.boundary import plane_of
from explorer.chapters.adversarial_examples.choose import FIRST_DIGIT, OWN
from explorer.chapters.adversarial_examples.how_little import OTHER, SIZES
from explorer.data.adversarial_examples import own_digit
from explorer.data.adversarial_examples.pairs import SIDES
from explorer.data.adversarial_examples.pictures import picture_of
from explorer.data.mnist_trainer.digits import CONTRAST
from explorer.quiz.adversarial_examples import RIDGE
from explorer.scripts.script import Script, script_of
from explorer.training.adversarial_examples.settings import (
    CHUNK,
    CLIMB_STEP,
    MOST_STEPS,
    N_SHOWN,
    N_STEPS,
    N_STEPS_DRAGGED,
    NETWORKS,
    OVERSHOOT,
    STEP_SHARE,
    CompareSettings,
)
from explorer.training.classifier.file import FILE, ROBUST_FILE
from explorer.ui.readings import Readings

PAGE = "adversarial_examples"
WIDTH = 100  # of a line of the compressed picture


def how_little(controls: Readings) -> Script:
    """Return the script of *How little is enough?*."""
    norm, wanted = controls.value("norm"), controls.value("wanted")
    return _with_weights(
        "how_little",
        norm=norm,
        size=controls.value(SIZES[norm][0]),
        wanted=None if wanted == OTHER else int(wanted),
        seed=int(controls.value("noise_seed")),
        picture=_compressed(_picture(controls)),
    )


def boundary(controls: Readings) -> Script:
    """Return the script of *The boundary*."""
    source, digit, way = (controls.value(name) for name in ("plane_pictures", "plane_digit", "way"))
    plane = plane_of(source, int(digit), way, int(controls.value("plane_seed")))
    a, b = (max(-plane.ends, min(plane.ends, controls.value(name))) for name in ("plane_a", "plane_b"))
    picture = picture_of(source, int(digit), 1)
    return _with_weights("boundary", a=a, b=b, picture=_compressed(picture), way=_compressed(plane.axes[1]))


def dimension(controls: Readings) -> Script:
    """Return the script of *Why so little?*."""
    source = controls.value("linear_pictures")
    first, second = map(int, controls.value("pair").split("_"))
    settings = {"first": first, "second": second, "eps": controls.value("eps")}
    side = next(side for side in SIDES if side * side == controls.value("n"))
    script = script_of(
        PAGE,
        "dimension",
        source=source,
        side=side,
        seed=int(controls.value("signs_seed")),
        ridge=RIDGE,
        contrast=CONTRAST,
        **settings,
    )
    return replace(script, argument="FOLDER" if source == "mnist" else "")


def compared(controls: Readings) -> Script:
    """Return the script of *Attacks compared*."""
    source, norm, wanted = (controls.value(name) for name in ("attacked_pictures", "attack_norm", "attack_wanted"))
    n, seed = int(controls.value("n_attacked")), int(controls.value("attack_seed"))
    run = CompareSettings(source, norm, None if wanted == OTHER else int(wanted), n, seed)
    weights = NETWORKS[controls.value("attacked_network", "plain")]
    script = _with_weights(
        "compared",
        weights,
        file=weights.name,
        source=source,
        norm=norm,
        wanted=run.wanted,
        sizes=run.sizes,
        n=n,
        seed=seed,
        chunk=CHUNK,
        n_steps=N_STEPS,
        step_share=STEP_SHARE,
        with_deepfool="deepfool" in run.attacks,
        most_steps=MOST_STEPS,
        overshoot=OVERSHOOT,
        contrast=CONTRAST,
    )
    return replace(script, argument=f"{weights.name} FOLDER") if source == "mnist" else script


def defence(controls: Readings) -> Script:
    """Return the script of *A defence*."""
    norm, source = controls.value("defence_norm"), controls.value("defence_pictures")
    picture = picture_of(source, int(controls.value("defence_digit")), int(controls.value("defence_number")))
    return _with_weights(
        "defence",
        ROBUST_FILE,
        norm=norm,
        size=controls.value(f"defence_{norm}"),
        n_steps=N_STEPS_DRAGGED,
        step_share=STEP_SHARE,
        picture=_compressed(picture),
    )


def generator(controls: Readings) -> Script:
    """Return the script of *Attack to generator*."""
    network, digit = controls.value("climb_network"), int(controls.value("climb_digit"))
    return _with_weights(
        "generator",
        NETWORKS[network],
        digit=digit,
        seed=int(controls.value("climb_seed")),
        steps=controls.value("climb_steps"),
        n=N_SHOWN,
        step=CLIMB_STEP,
        file=NETWORKS[network].name,
    )


def _with_weights(chapter: str, weights: Path = FILE, **settings: object) -> Script:
    return replace(script_of(PAGE, chapter, **settings), argument=weights.name, companion=weights)


def _picture(controls: Readings) -> Images:
    source = controls.value("pictures")
    if source == OWN:
        return own_digit.picture_of_drawing(controls.value("drawing"))
    return picture_of(source, int(controls.value("digit", FIRST_DIGIT)), int(controls.value("number")))


def _compressed(picture: NDArray[np.generic]) -> str:
    letters = base64.b64encode(zlib.compress(picture.tobytes(), 9)).decode("ascii")
    return "\n".join(textwrap.wrap(letters, WIDTH))
