"""The home page's two parts: a GAN in one living picture, and a card for each page."""

import streamlit as st

from explorer.chapters.toy_faces.thumbnail import toy_run
from explorer.data.toy_faces import FACES
from explorer.figures.figure import Figure
from explorer.figures.home.gan_diagram import gan_diagram_figure
from explorer.numbers import percent
from explorer.pages import LECTURES, Page
from explorer.training.toy_faces.gan import ARTICLE
from explorer.ui.charts import show
from explorer.ui.controls import Controls
from explorer.ui.entry_point import streamlit_page
from explorer.ui.film import play_button

WHAT_A_GAN_IS = """
A **generative adversarial network** is a game: the generator **G** turns random numbers $z$ into pictures, and the
discriminator **D** says how likely each picture is to be real.

D learns from its mistakes on real and fake pictures; G never sees a real one, it only feels the gradient through D.

When there is nothing left for G to learn, D can do no better than answer 50 %.
"""
Z = 0.7
PICTURE = "home_picture"
EPOCHS_A_STEP = 20
UNSURE = 0.05  # answers this near to ½ are as good as ½
CARDS_A_ROW = 2


def show_picture(controls: Controls) -> None:
    """Draw the toy GAN's forward pass at the epoch that the slider has reached, beside what a GAN is."""
    words, picture = st.columns([2, 3], gap="large", vertical_alignment="center")
    words.markdown(WHAT_A_GAN_IS)
    with words:
        epoch = controls.drag_slider(
            "epoch", "Epochs of training so far: drag it", 0, ARTICLE.epochs, ARTICLE.epochs, EPOCHS_A_STEP
        )
    with words:
        play_button("home_film", PICTURE, _film)
    D_fake, D_real = (percent(answer) for answer in _answers(epoch))
    words.markdown(_in_words(epoch))
    words.caption(
        "A real GAN with four pixels a picture, trained on this server. A picture is a face when its diagonal is dark; "
        "at 0 the fakes are noise."
    )
    with picture:
        show(
            _figure(epoch),
            key=PICTURE,
            alt=f"Noise goes into the generator, whose fake the discriminator calls {D_fake} real; "
            f"it calls a real picture {D_real} real.",
        )


def _answers(epoch: int) -> tuple[float, float]:
    """Return what D says of the fake and of the real picture."""
    gan = toy_run().at(epoch)
    return float(gan.D.probability(gan.G.pixels(Z))), float(gan.D.probability(FACES[1]))


def _figure(epoch: int) -> Figure:
    gan = toy_run().at(epoch)
    return gan_diagram_figure(Z, gan.G.pixels(Z), FACES[1], *_answers(epoch))


def _film() -> Figure:
    """Return the run as frames, which change nothing but shapes and words."""
    frames = []
    for number, epoch in enumerate(range(0, ARTICLE.epochs + 1, EPOCHS_A_STEP)):
        layout = _figure(epoch).layout
        changes = {"shapes": layout.shapes, "annotations": layout.annotations}
        frames.append({"name": str(number), "group": PICTURE, "data": [], "traces": [], "layout": changes})
    return Figure(frames=frames)


def _in_words(epoch: int) -> str:
    """Say what D's two answers mean."""
    D_fake, D_real = _answers(epoch)
    said = (
        f"After {epoch} epochs D finds the fake {percent(D_fake)} and the real picture {percent(D_real)} likely to be "
    )
    if max(abs(D_fake - 0.5), abs(D_real - 0.5)) < UNSURE:
        return said + "real: about 50 % for both, so **it can hardly tell them apart**."
    told = "it tells them apart, but not for sure" if D_real > D_fake else "it takes the fake for the more real one"
    return said + f"real: **{told}**."


def show_cards() -> None:
    """Draw a card for every page: its question and a picture of what is on it."""
    for start in range(0, len(LECTURES), CARDS_A_ROW):
        columns = st.columns(CARDS_A_ROW)
        for column, page in zip(columns, LECTURES[start : start + CARDS_A_ROW], strict=False):
            with column.container(border=True, height="stretch"):
                _show_card(page)


def _show_card(page: Page) -> None:
    st.page_link(streamlit_page(page), label=f"**{page.title}**", icon=page.icon)
    st.markdown(page.question)
    if page.has_thumbnail:
        page.show_thumbnail()
