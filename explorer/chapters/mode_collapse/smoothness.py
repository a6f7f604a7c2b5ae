"""What keeps D from becoming steep, as controls: penalties, normalisation, and noise on what D sees."""

from dataclasses import replace

import streamlit as st

from explorer.training.mode_collapse.settings import Gan2dSettings
from explorer.ui.controls import Controls

DEFAULT = Gan2dSettings()
SMOOTHER = ("gradient_penalty", "r1", "spectral_norm")  # the settings of these names are controls of these names
CLIPS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
GRADIENT_PENALTIES = (0.01, 0.1, 1.0, 10.0)
GAMMAS = (0.0, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)


def choose_smoothness(controls: Controls, settings: Gan2dSettings) -> Gan2dSettings:
    """Draw what keeps D from becoming steep, and set it; what the loss has no use for cannot be moved."""
    st.markdown("D may be good, but not **steep**. Each of these bounds the slope ∇ₓt of its raw output t:")
    any_loss, of_wgan = st.columns(2, gap="medium")
    with any_loss:
        st.markdown("**Under any loss**")
        r1 = controls.steps(
            "r1",
            "R1: its weight γ",
            GAMMAS,
            DEFAULT.r1,
            help="Adds γ/2 · |∇ₓt|² on the real points to D's loss: D becomes flat where the data are. 0 is without.",
        )
        instance_noise = controls.slider(
            "instance_noise",
            "Instance noise: its spread",
            0.0,
            0.5,
            DEFAULT.instance_noise,
            0.05,
            help="Gaussian noise added to every point that D sees, real or fake.",
        )
        spectral_norm = controls.toggle(
            "spectral_norm",
            "Spectral normalisation",
            DEFAULT.spectral_norm,
            help="D's weights, layer by layer, are divided by their largest singular value: no layer stretches more "
            "than 1 : 1, and D's slope is at most 1.",
        )
    with of_wgan:
        st.markdown("**For a critic without a sigmoid**")
        clip = controls.steps(
            "clip",
            "WGAN: weights of D within ±c",
            CLIPS,
            DEFAULT.clip,
            help="A small c makes D flat, and G hardly learns; a large one lets D become steep. Spectral normalisation "
            "takes its place.",
            disabled=settings.loss != "wgan" or spectral_norm,
        )
        gradient_penalty = controls.steps(
            "gradient_penalty",
            "WGAN-GP: its weight λ",
            GRADIENT_PENALTIES,
            DEFAULT.gradient_penalty,
            help="Adds λ · (|∇ₓt| − 1)² between real points and fakes to D's loss: D's slope is to be 1 there.",
            disabled=settings.loss != "wgan_gp",
        )
    return replace(
        settings,
        r1=r1,
        instance_noise=round(instance_noise, 2),  # a browser's slider says 0.15000000000000002
        spectral_norm=spectral_norm,
        clip=clip,
        gradient_penalty=gradient_penalty,
    )
