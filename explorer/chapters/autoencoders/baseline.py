"""Principal components with the same k, and what pictures are measured on: read and computed once for the process."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from explorer.arrays import Images
from explorer.data.autoencoders.measured import Measured, measured_pictures
from explorer.data.autoencoders.recorded import RecordedAutoencoder
from explorer.data.mnist_trainer.digits import SOURCES, Digits
from explorer.models.autoencoders.decoder import as_images
from explorer.theory.autoencoders.pca import PrincipalAxes, principal_axes
from explorer.theory.autoencoders.sharpness import grey_share
from explorer.ui.real_images import images_of

MOST_AXES = 64


@dataclass(frozen=True)
class Baseline:
    """What PCA with k numbers comes to on the measured pictures.

    Attributes
    ----------
    error, absolute_error : a pixel
    grey, real_grey : share of grey pixels, in PCA's pictures and in the real ones
    variance : mean squared error of the mean picture, k = 0
    row : uint8 (10, 28, 28), what it makes of the first picture of each class
    """

    error: float
    absolute_error: float
    grey: float
    real_grey: float
    variance: float
    row: Images


@st.cache_resource(max_entries=len(SOURCES), show_spinner=False)
def measured_of(source: str) -> Measured:
    """Return what is measured of networks that learn the images called `source`."""
    return measured_pictures(images_of(source))


# Without a spinner: a run asks for them in its training thread, where nothing may be drawn.
@st.cache_resource(max_entries=len(SOURCES), show_spinner=False)
def axes_of(source: str, _digits: Digits) -> PrincipalAxes:
    """Return the principal axes of the digits called `source`: most of a second for MNIST's 60,000 pictures."""
    return principal_axes(_digits.images, MOST_AXES)


@st.cache_data(max_entries=24, show_spinner=False)
def baseline_of(source: str, k: int) -> Baseline:
    """Return PCA's measures with k numbers."""
    measured, axes = measured_of(source), axes_of(source, images_of(source))
    x = measured.images.reshape(len(measured.images), -1) / 255.0
    by_pca = axes.reconstructed(x, k)
    return Baseline(
        error=float(np.square(by_pca - x).mean()),
        absolute_error=float(np.abs(by_pca - x).mean()),
        grey=grey_share(by_pca),
        real_grey=grey_share(x),
        variance=float(np.square(axes.mean - x).mean()),
        row=as_images(by_pca[measured.places]),
    )


def baseline_recorded(recorded: RecordedAutoencoder) -> Baseline:
    """Return PCA's measures beside a recorded run."""
    of_pca = {name: recorded.measures[f"pca_{name}"] for name in ("error", "absolute_error", "grey")}
    shared = {name: recorded.measures[name] for name in ("real_grey", "variance")}
    return Baseline(**of_pca, **shared, row=recorded.pca_row)
