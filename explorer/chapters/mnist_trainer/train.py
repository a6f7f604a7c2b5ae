"""Chapter "Train": the settings, the live run, and what is computed."""

import streamlit as st

from explorer.chapters.mnist_trainer import background, digits, live_run, settings
from explorer.ui.controls import Controls


def show(controls: Controls) -> None:
    """Draw the chapter."""
    networks, loss, source = st.columns([1, 1.55, 1], gap="medium")
    with networks:
        settings.choose_network(controls)
    with loss:
        chosen_loss = settings.choose_loss(controls)
    with source:
        chosen_source = digits.choose_digits(controls)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        with st.popover("More settings", icon=":material/tune:"):
            settings.show_rest(controls, chosen_loss)
        settings.show_experiments(controls)
        controls.toggle(
            "conditional",
            "Tell both the digit",
            False,
            help="A conditional GAN: G is told which digit to draw, and D which digit it should be looking at.",
        )
    real = digits.chosen_digits(controls, chosen_source)
    chosen = settings.current_settings(controls)
    live_run.show(controls.page, chosen, real)
    background.show(chosen)
