"""How long networks that are slow without a strong machine will take, tried before anyone presses Start."""

from dataclasses import replace
from time import perf_counter

import streamlit as st

from explorer.data.mnist_trainer.digits import load_built_in
from explorer.numbers import number
from explorer.training.live.slots import limit_torch_threads
from explorer.training.mnist_trainer.settings import DEFAULTS, GanSettings

SLOW = ("convolutional",)


def say_speed(settings: GanSettings) -> None:
    """Say how long a run of slow networks takes on this machine; nothing of the quick ones."""
    if settings.network not in SLOW:
        return
    seconds = _seconds_a_picture(settings.network) * settings.batch_size
    whole = _in_words(seconds * settings.n_iterations)
    st.caption(
        ":material/timer: Tried just now on this machine: an iteration of these networks takes about "
        f"{number(seconds, '.2g')} s, so {settings.n_iterations:,} take about {whole}. **Recorded runs** shows them at "
        "once."
    )


@st.cache_resource(max_entries=len(SLOW), show_spinner="Trying how fast these networks are here")
def _seconds_a_picture(network: str) -> float:
    from explorer.training.mnist_trainer.gan import GanTraining  # brings torch

    limit_torch_threads()
    training = GanTraining(load_built_in().images, replace(DEFAULTS[network], images_every=1_000))
    next(training)  # with what is done once, and a picture
    begun = perf_counter()
    next(training)
    return (perf_counter() - begun) / training.settings.batch_size


def _in_words(seconds: float) -> str:
    minutes = seconds / 60
    if minutes < 1.5:
        return f"{number(seconds, '.0f')} s"
    return f"{number(minutes, '.0f')} min" if minutes < 90 else f"{number(minutes / 60, '.1f')} h"
