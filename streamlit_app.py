"""GAN Explorer's entry point: page config, navigation, warm-up."""

from itertools import groupby

import streamlit as st

from explorer.pages import PAGES
from explorer.ui import warm_up

st.set_page_config(layout="wide", initial_sidebar_state="auto")

sections = {
    section: [st.Page(page.file, title=page.title, icon=page.icon, default=page.name == "home") for page in pages]
    for section, pages in groupby(PAGES, key=lambda page: page.section)
}
st.navigation(sections).run()
warm_up.start()
