"""What a run of the variational autoencoder is to be like, as the controls say."""

from dataclasses import replace

import streamlit as st

from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.ui import mid_run
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun
from explorer.ui.readings import Readings
from explorer.ui.real_images import choose_digits

KS = (1, 2, 3, 5, 10, 20, 40, 64)
BETAS = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0)
RATES = (5e-4, 1e-3, 2e-3, 5e-3)
DEFAULT = AutoencoderSettings(model="variational", loss="cross_entropy")
LENGTHS = (500, 1_000, 2_000, 5_000, 10_000, 20_000)


def choose(controls: Controls) -> AutoencoderSettings:
    """Draw the settings, and return them."""
    with st.container(horizontal=True, gap="medium"):  # side by side on a phone, too
        controls.steps("vae_k", "k: coordinates of z", KS, 2)
        controls.steps("beta", "β: price of the KL", BETAS, 1.0, help="1: the bound itself. May change while it runs.")
    return current_settings(controls)


def choose_rest(controls: Controls) -> None:
    """Draw what is seldom changed, in a box."""
    with st.popover("More", icon=":material/tune:"):
        choose_digits(controls)
        controls.steps("vae_length", "Iterations", LENGTHS, DEFAULT.n_iterations)
        controls.steps("vae_rate", "Learning rate", RATES, DEFAULT.learning_rate)
        controls.seed("vae_seed")


def current_settings(controls: Readings) -> AutoencoderSettings:
    """Return the settings as they stand."""
    return replace(
        DEFAULT,
        latent_dim=int(controls.value("vae_k", 2)),
        beta=float(controls.value("beta", 1.0)),
        n_iterations=int(controls.value("vae_length", DEFAULT.n_iterations)),
        learning_rate=float(controls.value("vae_rate", DEFAULT.learning_rate)),
        seed=int(controls.value("vae_seed", 0)),
    )


def is_variational(live: LiveRun) -> bool:
    """Say whether there is a run, and of this kind: the page's other chapters train others."""
    settings = live.runner.settings
    return settings is not None and settings[1].model == "variational"


def follow(live: LiveRun, chosen: AutoencoderSettings) -> None:
    """Let a variational run go on with the settings as they stand, as far as it can."""
    if is_variational(live):
        mid_run.follow(live, chosen)
