"""The live run: buttons, status, the pictures of 64 fixed z, the timeline, and the curves."""

from typing import Any

import numpy as np
import streamlit as st

from explorer.data.digits import Digits
from explorer.figures.montage import montage
from explorer.figures.training_curves import training_curves_figure
from explorer.theory.equilibrium import equilibrium_losses
from explorer.training.collapse import CollapseWatch
from explorer.training.gan_settings import GanSettings
from explorer.training.runner import Plan
from explorer.ui.charts import show as show_chart
from explorer.ui.live import LiveRun
from explorer.ui.pictures import show_picture

N_PICTURES = 64
N_REAL = 16
NOTHING_YET = np.zeros((N_PICTURES, 28, 28), np.uint8)

Choice = tuple[str, GanSettings]  # which digits, and how to learn from them


def show(page: str, settings: GanSettings, digits: Digits) -> None:
    """Draw the run of the page called `page`; a new run takes the settings and digits given."""
    live = LiveRun(page)
    live.show_buttons(lambda: _plan(settings, digits))
    live.show(lambda: _draw(live, (digits.source, settings), digits))


def _plan(settings: GanSettings, digits: Digits) -> Plan[Any]:
    def make_snapshots() -> Any:
        from explorer.training.gan import train_gan  # in the training thread: it brings torch

        return train_gan(digits.images, settings)

    watch = CollapseWatch(digits.images, settings.loss)
    return Plan(make_snapshots, settings.n_iterations, (digits.source, settings), watch)


def _draw(live: LiveRun, chosen: Choice, digits: Digits) -> None:
    running: Choice = live.runner.settings or chosen
    live.show_status()
    _say_settings(running, chosen)
    pictures, curves = st.columns([1, 1.1], gap="medium")
    with pictures:
        shown = _show_pictures(live, digits)
    with curves:
        _show_curves(live, running[1], shown)


def _say_settings(running: Choice, chosen: Choice) -> None:
    source, s = running
    words = (
        f"{s.network} networks · {s.loss} · {source} digits · batch {s.batch_size} · learning rates D "
        f"{s.learning_rate_D:g}, G {s.learning_rate_G:g} · β₁ {s.beta1:g} · {s.n_discriminator_steps} D per G · "
        f"smoothing {s.label_smoothing:g} · seed {s.seed}"
    )
    changed = " :orange[**The settings above differ: they apply at the next start.**]" if running != chosen else ""
    st.caption(f"This run: {words}.{changed}")


def _show_pictures(live: LiveRun, digits: Digits) -> int | None:
    """Draw the pictures; return the iteration that the timeline looks back to, None while it follows the run."""
    shown = live.show_timeline("**G's digits** for 64 z that never change · drag to look back")
    what = f"8 by 8 pictures that G makes of 64 fixed z, {_place(shown)}"
    show_picture(montage(NOTHING_YET if shown is None else shown.images), alt=what)
    st.caption(f"Shown: {_place(shown)}. Below, real digits. {digits.description}")
    show_picture(montage(digits.images[:N_REAL], n_columns=N_REAL), alt=f"{N_REAL} real digits ({digits.source})")
    looks_back = shown is not None and shown is not live.runner.frames()[-1]
    return int(shown.iteration) if looks_back else None


def _place(shown: Any) -> str:
    return "before the first iteration" if shown is None else f"iteration {shown.iteration:,}"


def _show_curves(live: LiveRun, settings: GanSettings, shown: int | None) -> None:
    levels = equilibrium_losses(settings.loss) if settings.label_smoothing == 0.0 else None
    figure = training_curves_figure(live.runner.curves(), settings.n_iterations, settings.loss, levels, shown)
    show_chart(figure, f"{live.page}_curves", "Losses of D and G, what D says of real and fake digits, D's accuracy")
