"""What the GAN learns from: MNIST or Fashion-MNIST where they are, or can be fetched; the built-in digits otherwise."""

from functools import partial

import streamlit as st

from explorer.data.files import WrongFile
from explorer.data.mnist_trainer.digits import (
    SOURCES,
    Digits,
    DigitsUnavailable,
    download_bytes,
    is_here,
    is_offline,
    load_built_in,
    load_digits,
)
from explorer.names import DIGITS
from explorer.ui.controls import Controls
from explorer.ui.readings import Readings

INSTEAD = "The built-in digits are used instead."


def choose_digits(controls: Controls) -> str:
    """Draw the choice of real images; MNIST is the default where no download is needed."""
    return controls.choice(
        "digits",
        "Real images",
        DIGITS,
        _first_source(),
        help="MNIST: 60,000 digits of 28×28 pixels. Fashion-MNIST: 60,000 pieces of clothing, of the same size. "
        "built-in: 1,797 digits of 8×8 pixels, enlarged; always at hand.",
    )


def _first_source() -> str:
    return "mnist" if is_here("mnist") else "built_in"


def current_digits(controls: Readings) -> Digits:
    """Return the images that the control names, where no download is needed; also while its chapter is closed."""
    named = controls.value("digits", _first_source())
    source = named if named in SOURCES else _first_source()
    try:
        return _loaded(source) if is_here(source) else load_built_in()
    except (WrongFile, DigitsUnavailable):
        return load_built_in()


def chosen_digits(controls: Controls, source: str) -> Digits:
    """Return the images to learn from; offer the download where it is needed, and say what went wrong."""
    if not is_here(source) and not _downloaded(controls, source):
        return load_built_in()
    try:
        return _loaded(source)
    except (WrongFile, DigitsUnavailable) as problem:
        st.error(f"{problem} {INSTEAD}", icon=":material/error:")
        return load_built_in()


# One copy for the whole process: 47 MB a set that every visitor's run only reads.
@st.cache_resource(max_entries=len(SOURCES), show_spinner="Reading the images")
def _loaded(source: str) -> Digits:
    return load_digits(source)


def _downloaded(controls: Controls, source: str) -> bool:
    """Offer the download; True once it is done. A failure stays on the page until the next try."""
    name = DIGITS[source]
    if is_offline():
        st.warning(
            f"{name} is not on this machine, and `GAN_EXPLORER_OFFLINE` forbids a download. {INSTEAD}",
            icon=":material/cloud_off:",
        )
        return False
    failure = controls.key(f"download_failure_{source}")
    size = f"{download_bytes(source) / 1e6:.0f} MB"
    if st.button(f"Download {name} ({size})", icon=":material/download:", key=f"_{controls.page}_download_{source}"):
        bar = st.progress(0.0, f"Fetching {name}")
        try:
            load_digits(source, partial(_show_progress, bar, name))
        except (WrongFile, DigitsUnavailable) as problem:
            st.session_state[failure] = str(problem)
        else:
            st.session_state.pop(failure, None)
            bar.empty()
            return True
        bar.empty()
    if failure in st.session_state:
        st.error(f"{st.session_state[failure]} {INSTEAD}", icon=":material/error:")
    else:
        st.info(f"{name} is not on this machine yet. {INSTEAD}", icon=":material/download:")
    return False


def _show_progress(bar: "st.delta_generator.DeltaGenerator", name: str, done: int, total: int) -> None:
    share = min(1.0, done / total) if total else 0.0
    bar.progress(share, f"Fetching {name}: {done / 1e6:.1f} of {total / 1e6:.1f} MB")
