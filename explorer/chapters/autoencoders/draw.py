"""Chapter "Draw from it": the decoder alone, asked for codes that no picture has: by hand, on a walk, at random."""

import numpy as np
import streamlit as st

from explorer.chapters.autoencoders import background, code_space
from explorer.chapters.autoencoders.code_space import CodeSpace, random_pictures
from explorer.chapters.autoencoders.draw_map import show_map
from explorer.chapters.autoencoders.settings import settings_in_words
from explorer.data.autoencoders.recorded import SIZES
from explorer.figures.montage import montage
from explorer.figures.style import DATA, GENERATOR
from explorer.numbers import percent
from explorer.theory.latent import straight_walk
from explorer.training.classifier.judgement import SURE
from explorer.training.live.plan import State
from explorer.ui import charts
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun
from explorer.ui.pictures import show_picture
from explorer.ui.print_mode import is_printed
from explorer.ui.taken_for import NO_CLASSIFIER, is_judged, taken_for
from explorer.ui.tiles import Tile, show_tiles

DIGITS = tuple("0123456789")
N_STEPS = 9
N_SHOWN, PER_ROW = 60, 20
CLEARLY_LESS = 0.1


def show(controls: Controls) -> None:
    """Draw the chapter."""
    space = _choose_space(controls)
    show_map(controls, space)
    st.subheader("Random z", anchor=False)
    st.fragment(_show_random)(controls, space)
    st.subheader("A walk between two pictures", anchor=False)
    st.fragment(_show_walk)(controls, space)
    background.explain_draw()


def _choose_space(controls: Controls) -> CodeSpace:
    """Return the page's run as it stands, or before there is any, and on paper, the recorded one that is chosen."""
    live = None if is_printed() else LiveRun(controls.page)
    space = code_space.space_of(live) if live else None
    if live is None or space is None:
        sizes = tuple(f"{k}" for k in SIZES)
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            k = int(controls.choice("recorded_k", "Recorded run on MNIST, k", sizes, sizes[0]))
            st.caption("Nothing was trained yet. Train one in **Bottleneck**, and it is asked here.", width="content")
        return code_space.recorded_space(k)
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.caption(f"Asked: {space.place}: {settings_in_words(space.settings, space.source)}.", width="content")
        if live.runner.state is State.RUNNING:
            live.show(lambda: None)
            key = f"_{controls.page}_ask_again"
            st.button("Ask again", icon=":material/refresh:", key=key, help="The run has gone on since.")
    return space


def _show_random(controls: Controls, space: CodeSpace) -> None:
    seed = controls.seed("draw_seed", "Seed of z")
    judged = is_judged(space.source)
    images, of_random, of_real = random_pictures(space.id, seed, judged, space)
    with charts.group("autoencoders_random"):
        prior = "the prior N(0, I)" if space.settings.model == "variational" else "the Gaussian that fits the codes"
        alt = f"{N_SHOWN} pictures that the decoder draws of random z from {prior}"
        show_picture(montage(images[:N_SHOWN], n_columns=PER_ROW, scale=2), alt=alt)
        if not judged:
            st.caption(f"z is drawn from {prior}. {NO_CLASSIFIER}")
            return
        sure, usual = (float((each > SURE).mean()) for each in (of_random, of_real))
        st.markdown(
            f"Of {len(images):,} pictures of z from {prior}, the classifier is sure (> {SURE}) of "
            f"**{percent(sure)}**; of what the decoder makes of real pictures' codes, of **{percent(usual)}**."
        )
    charts.notice(_holes(sure, usual))


def _holes(sure: float, usual: float) -> str:
    if sure < usual - CLEARLY_LESS:
        return (
            "The same decoder: where codes of pictures are it draws digits, but a random z mostly falls **between** "
            "them, and nobody taught it what to draw there. That is why an autoencoder alone is no generator."
        )
    return (
        "Here random z are no worse than codes of pictures: so small a code leaves all pictures blurred. The holes are "
        "seen with more numbers, such as **k = 10**, where real codes give digits and random ones do not."
    )


def _show_walk(controls: Controls, space: CodeSpace) -> None:
    with st.container(horizontal=True, gap="medium"):
        first = int(controls.choice("walk_from", "From the", DIGITS, "1"))
        last = int(controls.choice("walk_to", "to the", DIGITS, "7"))
    ends, pixels = space.row_codes[[first, last]].astype(float), space.row[[first, last]].reshape(2, -1).astype(float)
    z, x = straight_walk(ends[0], ends[1], N_STEPS), straight_walk(pixels[0], pixels[1], N_STEPS)
    with charts.group("autoencoders_walk"):
        st.markdown("**In code space**: the decoder draws each code on the way")
        _strip(space, space.decoder.pictures(z), GENERATOR)
        st.markdown("**In pixel space**: one picture fades out, the other in")
        _strip(space, np.rint(x).astype(np.uint8).reshape(-1, 28, 28), DATA)
    charts.notice(
        "Half way through the pixels lie both pictures, each half as strong. Half way through the codes lies one "
        "picture, whatever the decoder makes of that place: a digit, a blend, or, in a hole, nothing that one can read."
    )


def _strip(space: CodeSpace, images: np.ndarray, color: str) -> None:
    said = taken_for(images) if is_judged(space.source) else [""] * len(images)
    tiles = [
        Tile(image, f"picture {i + 1} of {len(images)} on the walk{f', taken for {what}' if what else ''}", what, color)
        for i, (image, what) in enumerate(zip(images, said, strict=True))
    ]
    show_tiles(tiles, n_columns=len(images), min_width=60)
