"""The settings in which two runs may differ, and how that is said."""

from dataclasses import dataclass
from typing import Any

from explorer import names
from explorer.chapters.mnist_trainer.offered import AVERAGES, BATCH_SIZES, LEARNING_RATES, R1_WEIGHTS
from explorer.numbers import number
from explorer.training.mnist_trainer.settings import LOSSES, GanSettings


@dataclass(frozen=True)
class Contrast:
    """A setting in which the two runs may differ: what its button says, its name among the settings, and its values."""

    text: str
    field: str
    label: str
    values: tuple[Any, ...]
    offered: Any


CONTRASTS = {
    "loss": Contrast("loss", "loss", "Loss", LOSSES, "hinge"),
    "learning_rate_d": Contrast("learning rate of D", "learning_rate_D", "Learning rate of D", LEARNING_RATES, 1e-4),
    "learning_rate_g": Contrast("learning rate of G", "learning_rate_G", "Learning rate of G", LEARNING_RATES, 1e-4),
    "beta1": Contrast("beta1", "beta1", "Adam's β₁", (0.0, 0.25, 0.5, 0.75, 0.9), 0.9),
    "steps_of_d": Contrast("steps of D", "n_discriminator_steps", "Steps of D per step of G", (1, 2, 3, 5), 5),
    "batch": Contrast("batch", "batch_size", "Batch", BATCH_SIZES, 16),
    "label_smoothing": Contrast("label smoothing", "label_smoothing", "Label smoothing", (0.0, 0.1, 0.2, 0.3), 0.1),
    "r1": Contrast("R1", "r1", "R1 penalty γ", R1_WEIGHTS, 1.0),
    "instance_noise": Contrast("instance noise", "instance_noise", "Instance noise", (0.0, 0.1, 0.3, 0.5, 1.0), 0.3),
    "batch_spread": Contrast("batch spread", "minibatch_stddev", "D sees the spread of its batch", (False, True), True),
    "averaging": Contrast("averaging", "averaging", "Averaging of G's weights", AVERAGES, 0.0),
    "conditional": Contrast("conditional", "conditional", "Both are told the digit", (False, True), True),
    "seed": Contrast("seed", "seed", "Seed", tuple(range(10)), 1),
}
LABELS = {"network": "Networks", **{contrast.field: contrast.label for contrast in CONTRASTS.values()}}


def as_id(value: Any) -> str:
    """Return the id of a setting's value: a number as it is written, false or true, or the id that it is."""
    return str(value).lower()


def value_in_words(value: Any) -> str:
    """Say a setting's value."""
    if isinstance(value, bool):
        return ("off", "on")[value]
    if isinstance(value, str):
        return names.LOSSES.get(value, value)
    return f"{value}" if isinstance(value, int) else number(value)


def settings_in_words(settings: GanSettings, source: str) -> str:
    """Say what decides a run in one line."""
    s = settings
    extras = {
        "conditional": s.conditional,
        f"smoothing {number(s.label_smoothing)}": s.label_smoothing,
        f"R1 penalty {number(s.r1)}": s.r1,
        f"noise {number(s.instance_noise)}": s.instance_noise,
        "batch spread": s.minibatch_stddev,
        f"averaging {number(s.averaging)}": s.averaging,
    }
    words = (
        f"{s.network} networks",
        names.LOSSES[s.loss],
        names.DIGITS[source],
        f"batch {s.batch_size}",
        f"learning rates D {number(s.learning_rate_D)}, G {number(s.learning_rate_G)}",
        f"Adam's β₁ {number(s.beta1)}",
        f"{s.n_discriminator_steps} D per G",
        *(name for name, is_on in extras.items() if is_on),
        f"seed {s.seed}",
    )
    return " · ".join(words)


def differences(settings: GanSettings, other: GanSettings) -> str:
    """Say what `settings` has that `other` has not, as the controls call it; empty where it is the same."""
    values = {label: (getattr(settings, field), getattr(other, field)) for field, label in LABELS.items()}
    return ", ".join(f"{label} {value_in_words(mine)}" for label, (mine, others) in values.items() if mine != others)
