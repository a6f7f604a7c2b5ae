"""The variational autoencoder that is shown: of the live run as it stands, or the recorded one before there is any."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.chapters.autoencoders.baseline import measured_of
from explorer.chapters.autoencoders.variational_settings import is_variational
from explorer.data.autoencoders.measured import N_MAPPED, N_MEASURED, UNSEEN
from explorer.data.autoencoders.variational_recording import DECODER, load_variational
from explorer.models.autoencoders.decoder import Decoder
from explorer.names import DIGITS
from explorer.numbers import number
from explorer.theory.autoencoders.pca import plane_of
from explorer.ui.live import LiveRun

if TYPE_CHECKING:
    from explorer.training.autoencoders.run import AutoencoderTraining

Floats = NDArray[np.floating]
CURVES = ("iteration", "measured_reconstruction", "measured_kl")


@dataclass(frozen=True, eq=False)
class Shown:
    """A variational autoencoder as it stands, and its run so far.

    Attributes
    ----------
    in_words : what it is
    settings : `AutoencoderSettings` of its run, by their names
    row : uint8, shape (10, 28, 28), a picture of each class; mu, log_variance : what is said of them, (10, k)
    mapped, labels : μ of 500 pictures, (500, k), and their classes
    kl : of each coordinate, in nats, (k,)
    curves : `CURVES`, shape (n,) each
    """

    in_words: str
    settings: dict[str, Any]
    row: Images
    mu: Floats
    log_variance: Floats
    mapped: Floats
    labels: Images
    kl: Floats
    curves: Mapping[str, Floats]
    decoder: Decoder

    @property
    def latent_dim(self) -> int:
        """How many numbers a code has."""
        return self.decoder.latent_dim

    @property
    def plane(self) -> tuple[Floats, Floats]:
        """The plane of the two directions in which the codes differ most: a point (k,) and axes (2, k), or (1, k)."""
        return plane_of(self.mapped)


def shown(live: LiveRun) -> Shown:
    """Return the live run's networks as they stand, if it is a variational one and has begun; else the recorded."""
    if not is_variational(live) or not live.runner.frames():
        return recorded()
    key, kept = (live.runner.run_number, live.runner.status().iteration), f"_{live.page}_shown"
    if st.session_state.get(kept, (None, None))[0] != key:
        now = _as_it_stands(live)
        if now is None:
            return recorded()
        st.session_state[kept] = key, now
    network: Shown = st.session_state[kept][1]
    return network


def _as_it_stands(live: LiveRun) -> Shown | None:
    source, settings = live.runner.settings
    measured = measured_of(source)

    def look(run: "AutoencoderTraining") -> tuple[Any, ...]:
        return (*run.posterior_of(measured.row), run.codes_of(measured.images[:N_MAPPED]), run.decoder(), run.iteration)

    answer = live.runner.consult(look)
    if answer is None:
        return None
    mu, log_variance, mapped, decoder, iteration = answer
    curves, newest = live.runner.curves(), live.runner.frames()[-1]
    is_measured = np.isfinite(curves["measured_kl"])
    return Shown(
        f"Your run on {DIGITS[source]} at iteration {iteration:,}, measured on {measured.in_words}.",
        {"latent_dim": settings.latent_dim, "beta": settings.beta, "n_iterations": settings.n_iterations},
        measured.row,
        mu,
        log_variance,
        mapped,
        measured.labels[:N_MAPPED],
        newest.kl_by_coordinate,
        {name: curves[name][is_measured] for name in CURVES},
        decoder,
    )


@st.cache_resource(max_entries=1, show_spinner=False)
def recorded() -> Shown:
    """Return the recorded run."""
    kept = load_variational()
    s = kept.settings
    weight_1, bias_1, weight_2, bias_2 = (kept.decoder[name] for name in DECODER)
    return Shown(
        f"A recorded run, until you start one: {DIGITS[kept.source]}, k = {s['latent_dim']}, β = {number(s['beta'])}, "
        f"{s['n_iterations']:,} iterations, measured on {UNSEEN.format(N_MEASURED)}.",
        s,
        kept.row,
        kept.mu,
        kept.log_variance,
        kept.mapped,
        kept.labels,
        kept.kl_by_coordinate,
        kept.curves,
        Decoder(weight_1, bias_1, weight_2, bias_2),
    )
