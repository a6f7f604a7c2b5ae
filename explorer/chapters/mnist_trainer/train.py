"""Chapter "Train": the settings, the live run, and what is computed."""

import streamlit as st

from explorer.chapters.mnist_trainer import background, live_run, more_settings, settings, speed
from explorer.ui import mid_run, real_images
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, gap="medium"):
        settings.choose_network(controls)
        chosen_loss = settings.choose_loss(controls)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        source = real_images.choose_digits(controls)
        with st.popover("More settings", icon=":material/tune:"):
            more_settings.show_rest(controls, chosen_loss)
        settings.show_experiments(controls)
    real_images.say_where_from(source)
    chosen = settings.current_settings(controls)
    speed.say_speed(chosen)
    live = LiveRun(controls.page)
    mid_run.follow(live, chosen)
    live_run.show(controls, live, chosen, real_images.current_images(controls))
    background.show(chosen)
