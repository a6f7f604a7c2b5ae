"""The script: the run that *Train* would start, as PyTorch code that needs nothing of this app."""

import streamlit as st

from explorer.chapters.mnist_trainer.digits import current_digits
from explorer.chapters.mnist_trainer.settings import current_settings
from explorer.data.digits import BUILT_IN
from explorer.training.gan_script import file_name, gan_script
from explorer.ui.controls import Controls

HEIGHT = 480


def show(controls: Controls) -> None:
    """Draw the script for the settings as they stand in *Train*, with a button that downloads it."""
    settings, source = current_settings(controls), current_digits(controls).source
    name, script = file_name(settings), gan_script(settings, source)
    built_in = source == BUILT_IN
    packages = "torch numpy pillow scipy scikit-learn" if built_in else "torch numpy pillow"
    files = "" if built_in else f", where FOLDER holds {source}'s files, which the script names"
    st.markdown(
        f"The run that **Train** would start now, in one file of {len(script.splitlines())} lines that needs nothing "
        f"of this app and gives the same numbers. Install `pip install {packages}`, then run "
        f"`python {name}{'' if built_in else ' FOLDER'}`{files}."
    )
    st.download_button(
        f"Download {name}",
        script,
        name,
        "text/x-python",
        key=f"_{controls.page}_download_script",
        icon=":material/download:",
        on_click="ignore",
    )
    st.code(script, "python", height=HEIGHT)
