"""What a GAN's training looks like from inside: the pictures, both losses, and what D says, while it happens.

After this page you can say from the curves alone who is winning, why D's accuracy should fall towards one half, and
what a collapse, a divergence and a generator without a gradient look like.
"""

import streamlit as st

from explorer.chapters.mnist_trainer import background, digits, run, settings
from explorer.lectures.mnist_trainer import STEPS
from explorer.ui.page_header import page_header

controls = page_header(
    "mnist_trainer",
    "Press Start and see: G never sees a digit, only what D thinks of its own.",
    STEPS,
)

networks, loss, source = st.columns(3, gap="medium")
with networks:
    network_name = settings.choose_network(controls)
with loss:
    loss_name = settings.choose_loss(controls)
with source:
    source_name = digits.choose_digits(controls)
with st.container(horizontal=True, gap="small", vertical_alignment="center"):
    with st.popover("More settings", icon=":material/tune:"):
        chosen = settings.show_rest(controls, network_name, loss_name)
    settings.show_experiments(controls)
real = digits.chosen_digits(controls, source_name)
run.show(controls.page, chosen, real)
background.show(loss_name)
