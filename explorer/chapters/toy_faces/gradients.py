"""Both players' gradients at this moment. No LaTeX: thirty formulas set anew would keep the slider waiting."""

import numpy as np
import streamlit as st

from explorer.chapters.toy_faces.written_out import (
    discriminator_gradient_rows,
    generator_gradient_rows,
    gradient_table,
    number,
)
from explorer.models.toy_faces import discriminator_gradient_on_face, discriminator_gradient_on_fake, generator_gradient
from explorer.training.toy_faces.gan import Gan


def show_discriminator_gradients(gan: Gan, x: np.ndarray, z: float) -> None:
    """Draw D's gradients, on the face x and on the fake of z."""
    fake = gan.G.pixels(z)
    on_face, on_fake = float(gan.D.probability(x)), float(gan.D.probability(fake))
    columns = {
        "on the face": discriminator_gradient_rows(on_face - 1, x, *discriminator_gradient_on_face(gan.D, x)),
        "on the fake": discriminator_gradient_rows(on_fake, fake, *discriminator_gradient_on_fake(gan.D, fake)),
    }
    st.markdown(
        f"#### D's gradients\n\n**On the face**, loss −ln D(x): δ·xᵢ with δ = −(1 − D(x)) = {number(on_face - 1)}. "
        f"**On the fake**, loss −ln(1 − D(x)): δ·xᵢ with δ = D(x) = {number(on_fake)}. w: weights, b: bias.\n\n"
        f"{gradient_table(columns)}"
    )


def show_generator_gradients(gan: Gan, z: float) -> None:
    """Draw G's gradients on the fake of z."""
    fake = gan.G.pixels(z)
    delta = float(gan.D.probability(fake)) - 1
    rows = generator_gradient_rows(delta, gan.D.weights, fake, z, *generator_gradient(gan.G, gan.D, z))
    st.markdown(
        "#### G's gradients\n\nLoss −ln D(x) with x = G(z), the non-saturating one (Goodfellow et al. 2014, section "
        f"3): δ·wᵢ·xᵢ(1 − xᵢ)·z with δ = −(1 − D(x)) = {number(delta)}: D's answer, its weight on that pixel, the "
        "slope of the sigmoid, and z; for a bias without z. v: weights, c: "
        f"biases.\n\n{gradient_table({'for G': rows})}"
    )
