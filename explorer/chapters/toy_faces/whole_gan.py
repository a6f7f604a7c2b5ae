"""The toy GAN whole, in one living picture: what it makes, and what D says, at the epoch that a slider has reached."""

import streamlit as st

from explorer.chapters.toy_faces.thumbnail import toy_run
from explorer.data.toy_faces import FACES
from explorer.figures.figure import Figure
from explorer.figures.toy_faces.gan_diagram import gan_diagram_figure
from explorer.numbers import counted, percent
from explorer.training.toy_faces.gan import ARTICLE
from explorer.ui.charts import show
from explorer.ui.controls import Controls
from explorer.ui.film import play_button

Z = 0.7
EPOCHS_A_STEP = 20
UNSURE = 0.05  # answers this near to ½ are as good as ½


@st.fragment
def show_whole_gan(controls: Controls, key: str, about: str, caption: str) -> None:
    """Draw the forward pass beside `about`, a slider of epochs and what D's answers mean; `key` is the chart's."""
    words, picture = st.columns([2, 3], gap="large", vertical_alignment="center")
    with words:
        st.markdown(about)
        epoch = controls.drag_slider(
            "epoch", "Epochs of training so far: drag it", 0, ARTICLE.epochs, ARTICLE.epochs, EPOCHS_A_STEP
        )
        play_button(f"{key}_film", controls.key("epoch"), key, lambda: _film(key))
        st.markdown(_in_words(epoch))
        st.caption(caption)
    D_fake, D_real = (percent(answer) for answer in _answers(epoch))
    with picture:
        show(
            _figure(epoch),
            key,
            f"Noise goes into the generator, whose fake the discriminator calls {D_fake} real; "
            f"it calls a real picture {D_real} real.",
        )


def _answers(epoch: int) -> tuple[float, float]:
    """Return what D says of the fake and of the real picture."""
    gan = toy_run().at(epoch)
    return float(gan.D.probability(gan.G.pixels(Z))), float(gan.D.probability(FACES[1]))


def _figure(epoch: int) -> Figure:
    gan = toy_run().at(epoch)
    return gan_diagram_figure(Z, gan.G.pixels(Z), FACES[1], *_answers(epoch))


def _film(key: str) -> Figure:
    """Return the run as frames, which change nothing but shapes and words."""
    frames = []
    for epoch in range(0, ARTICLE.epochs + 1, EPOCHS_A_STEP):
        layout = _figure(epoch).layout
        changes = {"shapes": layout.shapes, "annotations": layout.annotations}
        frames.append({"name": str(epoch), "group": key, "data": [], "traces": [], "layout": changes})
    return Figure(frames=frames)


def _in_words(epoch: int) -> str:
    """Say what D's two answers mean."""
    D_fake, D_real = _answers(epoch)
    after, fake, real = counted(epoch, "epoch"), percent(D_fake), percent(D_real)
    said = f"After {after} D finds the fake {fake} and the real picture {real} likely to be "
    if max(abs(D_fake - 0.5), abs(D_real - 0.5)) < UNSURE:
        return said + "real: about 50 % for both, so **it can hardly tell them apart**."
    told = "it tells them apart, but not for sure" if D_real > D_fake else "it takes the fake for the more real one"
    return said + f"real: **{told}**."
