"""What a live run learns from: MNIST or Fashion-MNIST where they are or can be fetched; else the built-in digits."""

from collections.abc import Callable
from dataclasses import dataclass, replace

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
from explorer.numbers import number
from explorer.training.live.history import S
from explorer.training.live.plan import Plan, Report
from explorer.ui.controls import Controls
from explorer.ui.readings import Readings

BUILT_IN = "built_in"
INSTEAD = "The built-in digits are used instead."


@dataclass(frozen=True)
class RealImages:
    """What a run is to learn from.

    Attributes
    ----------
    source : what a run that starts now learns from; it is fetched first where it is not here
    at_hand : what can be seen of it now; the built-in digits where it is not here
    """

    source: str
    at_hand: Digits

    def plan(self, n_iterations: int, settings: object, plan: Callable[[Digits], Plan[S]]) -> Plan[S]:
        """Return `plan` of these images; one that fetches them first, where they are not here.

        Where they cannot be fetched, the run learns from the built-in digits and says so.
        """
        if self.source == self.at_hand.source:
            return plan(self.at_hand)

        def fetch_first(report: Report) -> Plan[S]:
            try:
                return plan(_fetched(self.source, report))
            except (WrongFile, DigitsUnavailable) as problem:
                return replace(plan(load_built_in()), remark=f"{problem} {INSTEAD}")

        return Plan(lambda: iter(()), n_iterations, settings, prepare=fetch_first)


def _fetched(source: str, report: Report) -> Digits:
    def progress(done: int, total: int) -> None:
        share = min(1.0, done / total) if total else 0.0
        report(share, f"Fetching {DIGITS[source]}: {round(done / 1e6, 1)} of {round(total / 1e6, 1)} MB")

    progress(0, download_bytes(source))
    return load_digits(source, progress)


def choose_digits(controls: Controls) -> str:
    """Draw the choice of real images; MNIST is the default wherever it can be had."""
    return controls.choice(
        "digits",
        "Real images",
        DIGITS,
        _first_source(),
        help="MNIST: 60,000 digits of 28×28 pixels. Fashion-MNIST: 60,000 pieces of clothing, of the same size. "
        "built-in: 1,797 digits of 8×8 pixels, enlarged; always at hand.",
    )


def _first_source() -> str:
    return "mnist" if _can_be_had("mnist") else BUILT_IN


def _can_be_had(source: str) -> bool:
    return is_here(source) or not is_offline()


def current_images(controls: Readings) -> RealImages:
    """Return the images that the control names."""
    named = controls.value("digits", _first_source())
    return _images(named if named in SOURCES and _can_be_had(named) else _first_source())


def default_images() -> RealImages:
    """Return the images that a page begins with: digits in any case."""
    return _images(_first_source())


def _images(source: str) -> RealImages:
    images, problem = _read(source)
    return RealImages(BUILT_IN if problem else source, images)


def images_of(source: str) -> Digits:
    """Return the images that a run has learned from; the built-in digits where their files are not here any more."""
    return _read(source)[0]


def say_where_from(source: str) -> None:
    """Say in a sentence what stands between the page and the images chosen, if anything does."""
    name = DIGITS[source]
    if problem := _read(source)[1]:
        st.error(problem, icon=":material/error:")
    elif is_here(source):
        if source == BUILT_IN and not _can_be_had("mnist"):
            st.caption(f"{DIGITS['mnist']} is not on this machine, and GAN_EXPLORER_OFFLINE forbids a download.")
    elif is_offline():
        st.warning(
            f"{name} is not on this machine, and `GAN_EXPLORER_OFFLINE` forbids a download. {INSTEAD}",
            icon=":material/cloud_off:",
        )
    else:
        megabytes = f"{number(download_bytes(source) / 1e6, '.0f')} MB"
        st.caption(f":material/download: {name} is not on this machine yet: **Start** fetches it, {megabytes}, once.")


def _read(source: str) -> tuple[Digits, str]:
    """Return the images that can be seen of a source now, and a sentence on what is wrong with its files, or none."""
    try:
        return _loaded(source) if is_here(source) else load_built_in(), ""
    except (WrongFile, DigitsUnavailable) as problem:
        return load_built_in(), f"{problem} {INSTEAD}"


# One copy for the whole process: 47 MB a set that every visitor's run only reads.
@st.cache_resource(max_entries=len(SOURCES), show_spinner="Reading the images")
def _loaded(source: str) -> Digits:
    return load_digits(source)
