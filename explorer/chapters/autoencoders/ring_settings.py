"""What a run on the ring of 8 is to be like, as the controls say."""

import streamlit as st

from explorer.numbers import number
from explorer.training.autoencoders.plane_settings import DATA, RingSettings
from explorer.ui.controls import Controls
from explorer.ui.mid_run import Choice
from explorer.ui.readings import Readings

DEFAULT = RingSettings()
SPREADS = (0.05, 0.1, 0.2, 0.3, 0.5)
RATES_OF_G = (1e-3, 2e-3, 5e-3, 1e-2)
LENGTHS = (1_000, 2_000, 5_000, 10_000, 20_000)
WHAT_S_DOES = (
    "The standard deviation of the noise that the VAE allows around what its decoder draws. A small one makes misses "
    "dear: sharper modes, and less between them. A large one lets one z stand for several modes, and what is drawn is "
    "their mean, inside of the ring. May change while it runs."
)
WHAT_THE_RATE_DOES = (
    f"D's is {number(DEFAULT.gan.D.learning_rate)}. A G that is faster than D misses modes again and again, a slower "
    "one seldom. May change while it runs."
)


def choose(controls: Controls) -> Choice:
    """Draw the settings, and return them."""
    rate_of_G = DEFAULT.learning_rate_G
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        controls.steps("ring_s", "s: the VAE's noise", SPREADS, DEFAULT.s, help=WHAT_S_DOES)
        with st.popover("More", icon=":material/tune:", width="content"):
            controls.steps("ring_rate", "Learning rate of G", RATES_OF_G, rate_of_G, help=WHAT_THE_RATE_DOES)
            controls.steps("ring_length", "Iterations", LENGTHS, DEFAULT.n_iterations)
            controls.seed("ring_seed")
    return DATA, current_settings(controls)


def current_settings(controls: Readings) -> RingSettings:
    """Return the settings as they stand."""
    n_iterations = int(controls.value("ring_length", DEFAULT.n_iterations))
    return RingSettings(
        s=float(controls.value("ring_s", DEFAULT.s)),
        seed=int(controls.value("ring_seed", DEFAULT.seed)),
        n_iterations=n_iterations,
        learning_rate_G=float(controls.value("ring_rate", DEFAULT.learning_rate_G)),
        frame_every=n_iterations // 100,
    )


def in_words(s: RingSettings) -> str:
    """Return a run's settings in a line."""
    return f"{apart_from_seed(s)} · seed {s.seed}"


def apart_from_seed(s: RingSettings) -> str:
    """Return the settings that runs of several seeds share."""
    return f"s = {number(s.s)} · G's learning rate {number(s.learning_rate_G)}"


def differences(after: RingSettings, before: RingSettings) -> str:
    """Say what `after` has that `before` has not."""
    ours, others = (in_words(s).split(" · ") for s in (after, before))
    return ", ".join(word for word, other in zip(ours, others, strict=True) if word != other)
