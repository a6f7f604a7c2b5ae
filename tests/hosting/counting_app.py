"""The app itself; and, for a link with `count` in it, what it holds in memory by kind, as JSON."""

import gc
import json
import runpy
from collections import Counter

import streamlit as st

from explorer.training.live.kept import KEPT
from tests.conftest import ROOT

OF_VISITORS = ("streamlit.runtime.app_session", "streamlit.runtime.scriptrunner", "streamlit.runtime.state", "explorer")

gc.freeze = lambda: None  # what the warm-up freezes, perhaps in the midst of a count, would not be listed
KEPT.kept_s = 0.0  # for a visitor who comes back: here not at all

if "count" in st.query_params:
    KEPT.forget_old()
    gc.collect()
    kinds = Counter(
        type(each).__name__ for each in gc.get_objects() if str(type(each).__module__).startswith(OF_VISITORS)
    )
    st.text(json.dumps(kinds))
else:
    runpy.run_path(str(ROOT / "streamlit_app.py"), run_name="__main__")
