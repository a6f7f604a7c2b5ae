"""Which digits the GAN learns from: MNIST where it is, or can be fetched, and the built-in ones otherwise."""

import streamlit as st

from explorer.data.digits import (
    SOURCES,
    Digits,
    DigitsUnavailable,
    WrongFile,
    is_offline,
    load_built_in,
    load_mnist,
    mnist_is_here,
)
from explorer.ui.controls import Controls

INSTEAD = "The built-in digits are used instead."


def choose_digits(controls: Controls) -> str:
    """Draw the choice of digits; MNIST is the default where no download is needed."""
    return controls.choice(
        "digits",
        "Real digits",
        SOURCES,
        "MNIST" if mnist_is_here() else "built-in",
        help="MNIST: 60,000 digits of 28×28 pixels. built-in: 1,797 digits of 8×8 pixels, enlarged; always at hand.",
    )


def chosen_digits(controls: Controls, source: str) -> Digits:
    """Return the digits to learn from; offer the download where it is needed, and say what went wrong."""
    return (_mnist(controls) if source == "MNIST" else None) or load_built_in()


def _mnist(controls: Controls) -> Digits | None:
    if not mnist_is_here() and not _downloaded(controls):
        return None
    try:
        return _loaded_mnist()
    except (WrongFile, DigitsUnavailable) as problem:
        st.error(f"{problem} {INSTEAD}", icon=":material/error:")
        return None


# One copy for the whole process: 47 MB that every visitor's run only reads.
@st.cache_resource(show_spinner="Reading MNIST")
def _loaded_mnist() -> Digits:
    return load_mnist()


def _downloaded(controls: Controls) -> bool:
    """Offer the download; True once it is done. A failure stays on the page until the next try."""
    if is_offline():
        st.warning(
            f"MNIST is not on this machine, and `GAN_EXPLORER_OFFLINE` forbids a download. {INSTEAD}",
            icon=":material/cloud_off:",
        )
        return False
    failure = controls.key("download_failure")
    if st.button("Download MNIST (11 MB)", icon=":material/download:", key=f"_{controls.page}_download"):
        bar = st.progress(0.0, "Fetching MNIST")
        try:
            load_mnist(lambda done, total: _show_progress(bar, done, total))
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
        st.info(f"MNIST is not on this machine yet. {INSTEAD}", icon=":material/download:")
    return False


def _show_progress(bar: "st.delta_generator.DeltaGenerator", done: int, total: int) -> None:
    bar.progress(min(1.0, done / total) if total else 0.0, f"Fetching MNIST: {done / 1e6:.1f} of {total / 1e6:.1f} MB")
