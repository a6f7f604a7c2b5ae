"""GAN Explorer's entry point: page config, navigation, warm-up."""

from itertools import groupby
from pathlib import Path

import streamlit as st

from explorer.pages import BESIDE, PAGES
from explorer.ui import entry_point, reachable, warm_up

# An icon of our own: the pages' Material icons would be fetched from the internet as the browser tab's icon.
LOOK = Path(__file__).parent / "explorer" / "ui"
ICON = str(LOOK / "icon.svg")

st.set_page_config(layout="wide", page_icon=ICON)
st.logo(ICON, size="large")
st.html(LOOK / "page.css")
reachable.make_reachable()
entry_point.mark_as_run()

sections = {
    section: [entry_point.streamlit_page(page) for page in pages]
    for section, pages in groupby((*PAGES, *BESIDE), key=lambda page: page.section)
}
st.navigation(sections).run()
warm_up.start()
