"""The space of the codes of a trained autoencoder: what is asked of it once, and kept while its sliders move."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.arrays import Array, Images
from explorer.chapters.autoencoders.baseline import measured_of
from explorer.data.autoencoders.measured import N_MAPPED
from explorer.data.autoencoders.recorded import load_recorded
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.figures.autoencoders.code_map import Ends, close_ends
from explorer.models.autoencoders.decoder import Decoder
from explorer.theory.autoencoders.codes import drawn_from, gaussian_of
from explorer.theory.autoencoders.pca import plane_of
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.ui.live import LiveRun
from explorer.ui.real_images import images_of

if TYPE_CHECKING:
    from explorer.training.autoencoders.run import AutoencoderTraining

N_GRID = 44  # points of the map's grid to a side
N_RANDOM = 2_000

Floats = NDArray[np.floating]


@dataclass(frozen=True)
class CodeSpace:
    """A decoder and where real pictures lie in its space.

    Attributes
    ----------
    id : tells it from others
    settings, source, place : how and on what it was trained, and which moment of which run it is, in words
    decoder : the decoder
    codes, labels : of real pictures, (n, k) and (n,); the first `N_MAPPED` are on the map
    row, row_codes : the first picture of each class, uint8 (10, 28, 28), and their codes, (10, k)
    class_names : of the ten classes
    """

    id: Hashable
    settings: AutoencoderSettings
    source: str
    place: str
    decoder: Decoder
    codes: Floats
    labels: Images
    row: Images
    row_codes: Floats
    class_names: tuple[str, ...]

    @property
    def k(self) -> int:
        """How many numbers a code has."""
        return self.settings.latent_dim

    def on_map(self) -> Array:
        """Return where the mapped pictures lie, (500, 2), or (500, 1) for k = 1."""
        point, axes = plane_of(self.codes[:N_MAPPED])
        return np.asarray((self.codes[:N_MAPPED] - point) @ axes.T)

    def code_at(self, places: Floats) -> Array:
        """Return the codes (n, k) of places (n, 2) on the map; with k = 1 only the first coordinate counts."""
        point, axes = plane_of(self.codes[:N_MAPPED])
        return np.asarray(point + places[:, : len(axes)] @ axes)

    def ends(self) -> Ends:
        """Return the ends of the map's axes."""
        return close_ends(self.on_map())

    def random_codes(self, seed: int) -> Array:
        """Draw z: from the prior N(0, I) of a variational one, else from the Gaussian that fits the codes."""
        rng = np.random.default_rng(seed)
        if self.settings.model == "variational":
            return rng.standard_normal((N_RANDOM, self.k))
        return drawn_from(*gaussian_of(self.codes), N_RANDOM, rng)


def recorded_space(k: int) -> CodeSpace:
    """Return the space of the recorded run with k numbers."""
    recorded = load_recorded(k)
    settings = AutoencoderSettings(**recorded.settings)
    return CodeSpace(
        id=("recorded", k),
        settings=settings,
        source=recorded.source,
        place=f"a recorded run on MNIST, k = {k}, iteration {settings.n_iterations:,}",
        decoder=Decoder(**recorded.weights, is_linear=settings.linear),
        codes=recorded.codes,
        labels=recorded.labels,
        row=recorded.row,
        row_codes=recorded.row_codes,
        class_names=load_built_in().class_names,
    )


def space_of(live: LiveRun) -> CodeSpace | None:
    """Return the space of the page's run as it stands; None where there is nothing to ask."""
    runner = live.runner
    if runner.settings is None or runner.latest() is None:
        return None
    source, settings = runner.settings
    measured = measured_of(source)

    def ask(run: "AutoencoderTraining") -> CodeSpace:
        codes = run.codes_of(measured.images)
        return CodeSpace(
            id=(runner.run_number, run.iteration, settings),
            settings=settings,
            source=source,
            place=f"your run, iteration {run.iteration:,}",
            decoder=run.decoder(),
            codes=codes,
            labels=measured.labels[:N_MAPPED],
            row=measured.row,
            row_codes=codes[measured.places],
            class_names=images_of(source).class_names,
        )

    return runner.consult(ask)


def certainty(images: Images) -> Array:
    """Return how sure the classifier is of one of the ten digits in each picture, shape (n,)."""
    from explorer.training.classifier.judge import probabilities  # brings torch

    return np.asarray(probabilities(images)[:, :-1].max(axis=1), np.float64)  # the last one is “no digit”


def looked_at(image: Images) -> Floats:
    """Return the classifier's probabilities of the ten digits and of none, (11,), for a picture, (1, 28, 28)."""
    from explorer.training.classifier.judge import probabilities  # brings torch

    return np.asarray(probabilities(image)[0])


@st.cache_data(max_entries=6, show_spinner="Asking the classifier about the whole map")
def map_certainty(id: Hashable, _space: CodeSpace) -> tuple[Array, Array, Array]:
    """Return the grid's x and y, (n,) each, and how sure the classifier is of what is drawn there, (n, n)."""
    x, y = (np.linspace(*ends, N_GRID) for ends in _space.ends())
    places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    return x, y, certainty(_space.decoder.pictures(_space.code_at(places))).reshape(N_GRID, N_GRID)


@st.cache_data(max_entries=12, show_spinner="Drawing 2,000 pictures")
def random_pictures(id: Hashable, seed: int, is_judged: bool, _space: CodeSpace) -> tuple[Images, Array, Array]:
    """Return pictures of random z, and how sure the classifier is of each and of what comes out for real ones."""
    images = _space.decoder.pictures(_space.random_codes(seed))
    if not is_judged:
        return images, np.zeros(0), np.zeros(0)
    return images, certainty(images), certainty(_space.decoder.pictures(_space.codes))
