"""The trainer's settings: networks, loss and what else decides a run, with the recommended ones for each network."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from explorer import names
from explorer.chapters.mnist_trainer.offered import ENDS, ONE_OF
from explorer.lectures.mnist_trainer import EXPERIMENTS
from explorer.training.mnist_trainer.settings import DEFAULTS, LOSSES, WITH_LABELS, GanSettings, check, suited
from explorer.ui.controls import Controls
from explorer.ui.readings import Readings

FIRST = DEFAULTS["compact"]
NOT_SHOWN = ("beta2", "images_every", "separate_batches", "shared_fakes")  # they follow from the network


def recommended(network: str) -> dict[str, object]:
    """Return the recommended value of every control for a network."""
    return {name: value for name, value in asdict(DEFAULTS[network]).items() if name not in NOT_SHOWN}


def current_settings(controls: Readings) -> GanSettings:
    """Return the settings as the controls stand, also while the chapter that holds them is closed."""
    plain = recommended("compact")
    shown = {name: controls.value(name, value) for name, value in plain.items()}
    try:
        settings = settings_of({**shown, "network": shown["network"] or FIRST.network})
        check(settings)
    except (KeyError, ValueError):  # a broken link to a chapter without these controls
        return settings_of(plain)
    return settings


def settings_of(shown: Mapping[str, object]) -> GanSettings:
    """Return the settings for the values of all controls, by their names."""
    typed = {name: type(getattr(FIRST, name))(value) for name, value in shown.items()}
    default = DEFAULTS[typed["network"]]
    every = min(default.images_every, max(10, typed["n_iterations"] // 50))  # a short run is still to have pictures
    settings = replace(default, **typed, images_every=every)
    return settings if settings.loss in WITH_LABELS else replace(settings, label_smoothing=0.0)


def as_controls(settings: GanSettings) -> dict[str, object]:
    """Return settings as the controls of "Train" can show them: the nearest that each offers."""
    values = {name: value for name, value in asdict(settings).items() if name in recommended(settings.network)}
    for name, options in ONE_OF.items():
        value = min(max(values[name], options[0]), options[-1])
        distances = [abs(option - value) for option in options]
        values[name] = options[distances.index(min(distances))]
    for name, (low, high) in ENDS.items():
        values[name] = min(max(float(values[name]), low), high)
    return {**values, "seed": float(settings.seed)}


def choose_network(controls: Controls) -> str:
    """Draw the choice of networks, which brings the settings that suit them."""
    return controls.choice(
        "network",
        "Networks",
        tuple(DEFAULTS),
        FIRST.network,
        help="compact: digits within seconds. dense: two layers each, 784 pixels. convolutional: the full-size one, "
        "slow without a strong machine. Choosing one brings the settings that suit it.",
        on_change=lambda: controls.set(**recommended(controls.value("network") or FIRST.network)),
    )


def choose_loss(controls: Controls) -> str:
    """Draw the choice of the loss."""
    return controls.choice(
        "loss",
        "Loss",
        {id: names.LOSSES[id] for id in LOSSES},
        FIRST.loss,
        help="What G makes small, and D with it. saturating: ln(1 − D(G(z))). non-saturating: −ln D(G(z)). LSGAN: "
        "½(t − 1)², t being D's raw output. hinge and WGAN-GP: −t; D by margins, or by a slope that is kept near 1. "
        "Choosing one brings the learning rates, and the R1 penalty, that suit it.",
        on_change=lambda: _set_what_suits(controls),
    )


def _set_what_suits(controls: Controls) -> None:
    network, loss = (controls.value(name) or getattr(FIRST, name) for name in ("network", "loss"))
    settings = suited(network, loss)
    controls.set(**{name: getattr(settings, name) for name in ("learning_rate_D", "learning_rate_G", "r1")})


def show_experiments(controls: Controls) -> None:
    """Draw the buttons that set up an experiment worth seeing."""
    for id, (text, help, changes) in EXPERIMENTS.items():
        controls.preset(id, text, {**recommended("compact"), **changes}, help=help)
