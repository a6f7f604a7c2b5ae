"""The code: the run that *Train* would start, as PyTorch code that needs nothing of this app."""

import streamlit as st

from explorer.chapters.mnist_trainer.settings import current_settings
from explorer.data.mnist_trainer.digits import BUILT_IN
from explorer.scripts.script import Script
from explorer.training.mnist_trainer.script import file_name, gan_script
from explorer.ui.code import show_script
from explorer.ui.readings import Readings
from explorer.ui.real_images import current_images


def script(controls: Readings) -> Script:
    """Return the script for the settings as they stand in *Train*, whichever chapter is open."""
    settings, source = current_settings(controls), current_images(controls).source
    argument = "" if source == BUILT_IN else "FOLDER"
    return Script(file_name(settings), gan_script(settings, source), argument)


train = question = failures = side_by_side = recorded = files = script


def show(controls: Readings) -> None:
    """Draw the script."""
    shown = script(controls)
    st.markdown("The run that **Train** would start now, in one file.")
    show_script(shown, f"_{controls.page}_download_script")
    if shown.argument:
        st.caption("FOLDER holds the digits' files, which the script names.")
